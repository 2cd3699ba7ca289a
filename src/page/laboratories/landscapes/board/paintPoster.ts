/** Paints a landscape without WebGL, in the scene's perspective and frame: the first picture, small enough to come with the page. */
import type { Camera, Theme } from '../../../figures/figure.ts';
import { colourOfLearner, ink, rampColour } from '../../../figures/palette.ts';
import { cubeAspect, fitBox, type Projection, sceneProjection } from '../../../figures/sceneProjection.ts';
import { heightsFrom } from './posterHeights.ts';

export interface Poster {
  picture: FirstPictureData;
  of: 'loss' | 'energy';
  camera: Camera;
  theme: Theme;
  /** In the context's units. */
  width: number;
  height: number;
}

const inside = (value: number, [low, high]: [number, number]): boolean => value >= low && value <= high;

type Point3 = [x: number, y: number, z: number];

export function paintPoster(context: CanvasRenderingContext2D, poster: Poster): void {
  const { picture, width, height, camera, theme } = poster;
  const [low, high] = picture.range;
  const pad = 0.02 * (high - low); // as the live figure's
  const ends: [number, number] = [picture.axis[0], picture.axis[picture.axis.length - 1]];
  const ranges = { x: ends, y: ends, z: [low - pad, high + pad] as [number, number] };
  const projection = sceneProjection({ camera, ranges, width, height, ...fitBox(cubeAspect, width, height) });

  context.clearRect(0, 0, width, height);
  context.lineJoin = 'round';
  paintBox(context, projection, ranges, camera, theme);
  paintSurface(context, projection, poster);
  for (const learner of ['bp', 'pc'] as const) {
    const path = picture[learner];
    const points = path.a
      .map((a, i): Point3 => [a, path.b[i], path[poster.of][i]])
      .filter(([a, b]) => inside(a, ends) && inside(b, ends));
    paintLine(context, projection, points, colourOfLearner(learner, theme), 3);
  }
  const { bp } = picture;
  if (bp.a.length > 0) paintStart(context, projection.project(bp.a[0], bp.b[0], bp[poster.of][0]));
}

/** The cube's floor, and the edge on the left: where the live figure has its axes. */
function paintBox(
  context: CanvasRenderingContext2D,
  projection: Projection,
  { x, y, z }: Record<'x' | 'y' | 'z', [number, number]>,
  camera: Camera,
  theme: Theme,
): void {
  const [front, right] = [camera.y < 0 ? y[0] : y[1], camera.x < 0 ? x[0] : x[1]];
  const left = x[0] + x[1] - right;
  paintLine(
    context,
    projection,
    [
      [left, front, z[1]],
      [left, front, z[0]],
      [right, front, z[0]],
      [right, y[0] + y[1] - front, z[0]],
    ],
    ink[theme].line,
    1,
  );
}

/** Farthest cells first. */
function paintSurface(context: CanvasRenderingContext2D, { project }: Projection, { picture, of }: Poster): void {
  const { axis, range } = picture;
  const n = axis.length;
  const heights = heightsFrom(picture[of], n, picture.step);
  const seen = heights.map((height, at) => project(axis[at % n], axis[Math.floor(at / n)], height));
  const cells = Array.from({ length: (n - 1) ** 2 }, (_, cell) => {
    const first = Math.floor(cell / (n - 1)) * n + (cell % (n - 1));
    return [first, first + 1, first + n + 1, first + n];
  });
  const depth = (cell: number[]) => cell.reduce((sum, at) => sum + seen[at].depth, 0);
  const colourAt = rampColour('viridis');
  for (const cell of cells.sort((p, q) => depth(q) - depth(p))) {
    const height = cell.reduce((sum, at) => sum + heights[at], 0) / 4;
    const colour = `rgb(${colourAt((height - range[0]) / (range[1] - range[0])).map(Math.round)})`;
    context.beginPath();
    for (const at of cell) context.lineTo(seen[at].left, seen[at].top);
    context.closePath();
    context.fillStyle = context.strokeStyle = colour;
    context.lineWidth = 0.7; // closes the seams between cells
    context.fill();
    context.stroke();
  }
}

function paintLine(
  context: CanvasRenderingContext2D,
  { project }: Projection,
  points: Point3[],
  colour: string,
  width: number,
): void {
  context.beginPath();
  for (const point of points) {
    const { left, top } = project(...point);
    context.lineTo(left, top);
  }
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function paintStart(context: CanvasRenderingContext2D, { left, top }: { left: number; top: number }): void {
  const size = 10; // as the live figure's
  context.beginPath();
  for (const [across, down] of [
    [0, -size],
    [size, 0],
    [0, size],
    [-size, 0],
  ])
    context.lineTo(left + across, top + down);
  context.closePath();
  context.fillStyle = '#ffffff';
  context.strokeStyle = '#000000';
  context.lineWidth = 1.25;
  context.fill();
  context.stroke();
}

export interface PosterPath {
  a: number[];
  b: number[];
  loss: number[];
  energy: number[];
}

export interface FirstPictureData {
  /** Grid coordinates along both directions, n of them. */
  axis: number[];
  /** What a height is rounded to: about a pixel. */
  step: number;
  /** [n * n], row = second direction, as differences: see `heightsFrom`. */
  loss: number[];
  /** Equilibrated energy. */
  energy: number[];
  /** Heights of both, as the live figures take them. */
  range: [number, number];
  bp: PosterPath;
  pc: PosterPath;
}
