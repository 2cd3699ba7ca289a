/**
 * A scene as flat shapes, for drawings without WebGL: the surface's cells and the shells' triangles from the farthest to the nearest, lines of equal
 * height in their cells, and the paths, dashed and paler where the surface is before them.
 */
import { ink, mixed, rampColour } from '../palette.ts';
import { inBox, type Point, type SceneFigure, type SceneShells, type SceneSurface, valueInBox } from '../sceneFigure.ts';
import { type BoxPlace, boxProjection, eyeOf, type OnCard } from '../sceneProjection.ts';
import { sheetInBox, sheetPlaceAt } from './drawnSheet.ts';
import { colourPlace, levelHeights } from './heightColour.ts';
import { lightFrom, shade } from './light.ts';
import { arrowCorners, type Marker } from './markerLayer.ts';
import { drawnAxes, type Label } from './sceneAxes.ts';
import { type Lines, sceneLines } from './sceneLines.ts';
import { sceneMarkers } from './sceneMarkers.ts';
import { cornerSize, eyeSlabs, farToNear, type ShellMesh, shellMesh, thinnedHeights } from './shellMesh.ts';

export interface Shape {
  /** `left, top` on the card, in pixels. */
  points: readonly (readonly [number, number])[];
  isClosed: boolean;
  fill: string | null;
  stroke: string | null;
  width: number;
  /** 0 to 1. */
  opacity: number;
  isDashed: boolean;
}

export interface FlatScene {
  shapes: Shape[];
  labels: Label[];
}

/** Cells along a side of a surface, and points along a side of a volume, at most: more would make files of many megabytes. */
const mostCells = 100;
const mostShellPoints = 21;

export function sceneShapes(scene: SceneFigure, place: BoxPlace): FlatScene {
  const { project } = boxProjection(place);
  const onCard = (point: Point) => project(...point);
  const axes = drawnAxes(scene, place);
  const { grid, line } = ink[scene.theme];
  const frame = [
    ...axes.grid.map(([from, to]) => lineShape([onCard(from), onCard(to)], grid, 1)),
    ...axes.edges.map(([from, to]) => lineShape([onCard(from), onCard(to)], line, 1)),
  ];
  const lines = sceneLines(scene);
  const body = scene.shells
    ? shellShapes(scene, scene.shells, place, lines, onCard)
    : [...(scene.surface ? surfaceShapes(scene, scene.surface, place, onCard) : []), ...lineShapes(scene, place, lines, onCard)];
  return { shapes: [...frame, ...body, ...markerShapes(scene, onCard)], labels: axes.labels };
}

type OnCardOf = (point: Point) => OnCard;

const flat = ({ left, top }: OnCard): readonly [number, number] => [left, top];

const lineShape = (points: OnCard[], stroke: string, width: number, isDashed = false): Shape => ({
  points: points.map(flat),
  isClosed: false,
  fill: null,
  stroke,
  width,
  opacity: 1,
  isDashed,
});

const areaShape = (points: OnCard[], fill: string, change: Partial<Shape> = {}): Shape => ({
  points: points.map(flat),
  isClosed: true,
  fill,
  stroke: fill,
  width: 0.5, // closes the seams between cells
  opacity: 1,
  isDashed: false,
  ...change,
});

/** The eye's place in the box: 0 to 1 inside. */
const eyeInBox = ({ camera, aspect }: BoxPlace): Point => [
  camera.x / aspect.x + 0.5,
  camera.y / aspect.y + 0.5,
  camera.z / aspect.z + 0.5,
];

function surfaceShapes(scene: SceneFigure, surface: SceneSurface, place: BoxPlace, onCard: OnCardOf): Shape[] {
  const { colours } = surface;
  const { axis, height, holes } = sheetInBox({ ...scene, surface });
  const n = axis.length;
  const cells = Math.min(n - 1, mostCells);
  const at = Array.from({ length: cells + 1 }, (_, i) => Math.round((i * (n - 1)) / cells));
  const placeOf = (i: number, j: number): number => {
    const index = at[j] * n + at[i];
    return holes && holes[index] >= 0 ? Number.NaN : height[index];
  };
  const pointOf = (i: number, j: number): Point => [at[i] / (n - 1), at[j] / (n - 1), placeOf(i, j)];
  const [slabX, slabY] = eyeSlabs(eyeInBox(place), cells + 1);
  const light = lightFrom(eyeOf(place));
  const colourAt = rampColour(colours.ramp);
  const levels = levelHeights(colours).map((level) => inBox(scene.axes[2], level));
  return farToNear(cells, slabY).flatMap((j) =>
    farToNear(cells, slabX).flatMap((i): Shape[] => {
      const corners = ring.map(([di, dj]) => pointOf(i + di, j + dj));
      if (!corners.every(([, , z]) => z >= -0.01 && z <= 1.01)) return [];
      const middle = valueInBox(scene.axes[2], corners.reduce((sum, [, , z]) => sum + z, 0) / 4);
      const bright = shade(cellNormal(corners, place), corners[0], place, light);
      const rgb = colourAt(colourPlace(colours, middle)).map((channel) => Math.round(channel * bright));
      const crossings = isLevel(corners) ? [] : levels.flatMap((level) => crossing(corners, level));
      return [
        areaShape(corners.map(onCard), `rgb(${rgb.join(',')})`),
        ...crossings.map((ends) =>
          lineShape(ends.map(onCard), `rgb(${rgb.map((channel) => Math.round(0.76 * channel)).join(',')})`, 0.8),
        ),
      ];
    }),
  );
}

/** Corners of a cell, one after another around it. */
const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/** Upright on a cell, in units of the box as it is drawn. */
function cellNormal([p, q, r, s]: Point[], { aspect }: BoxPlace): [number, number, number] {
  const alongX = (q[2] - p[2] + r[2] - s[2]) / 2 / (q[0] - p[0]);
  const alongY = (s[2] - p[2] + r[2] - q[2]) / 2 / (s[1] - p[1]);
  return [(-alongX * aspect.z) / aspect.x, (-alongY * aspect.z) / aspect.y, 1];
}

/** Whether the corners of a cell differ by no more than numbers do as they are rounded: a line of equal height would be the whole cell, or none. */
function isLevel(corners: Point[]): boolean {
  const heights = corners.map(([, , z]) => z);
  return Math.max(...heights) - Math.min(...heights) < 1e-6;
}

/** The pieces of a line of equal height in a cell: where the level crosses the cell's sides, in pairs. */
function crossing(corners: Point[], level: number): Point[][] {
  const points: Point[] = [];
  for (let k = 0; k < 4; k++) {
    const next = (k + 1) % 4;
    const [here, there] = [corners[k][2], corners[next][2]];
    if (here < level === there < level) continue;
    points.push(between(corners[k], corners[next], (level - here) / (there - here)));
  }
  return points.length === 4 ? [points.slice(0, 2), points.slice(2)] : points.length === 2 ? [points] : [];
}

const between = (from: Point, to: Point, part: number): Point =>
  from.map((start, i) => start + part * (to[i] - start)) as unknown as Point;

/** Straight pieces are cut into ones of at most this length, in units of the box: a part of them may be hidden. */
const longest = 0.03;

interface Cut {
  from: Point;
  to: Point;
  stroke: string;
  width: number;
  isHidden: boolean;
}

/** Lines after the surface: what is before the surface whole, what is behind dashed and paler, or not at all. */
function lineShapes(scene: SceneFigure, place: BoxPlace, lines: Lines[], onCard: OnCardOf): Shape[] {
  const isHidden = hidden(scene, place);
  return lines.flatMap((each) => {
    const cuts = cutPieces(scene, each).map((cut) => ({ ...cut, isHidden: isHidden(between(cut.from, cut.to, 0.5)) }));
    return joined(cuts.filter((cut) => !cut.isHidden || each.showsThrough)).map((run) => {
      const points = [run[0].from, ...run.map(({ to }) => to)].map(onCard);
      const [{ stroke, width, isHidden: behind }] = run;
      return behind
        ? lineShape(points, mixed(each.colour, '#ffffff', 0.5), 0.75 * width, true)
        : lineShape(points, stroke, width);
    });
  });
}

function cutPieces({ theme }: SceneFigure, { pieces, colour, width }: Lines): Cut[] {
  const { paper } = ink[theme];
  return pieces.flatMap(({ from, to, before, after, strength }) => {
    const count = Math.max(Math.ceil((after - before) / longest), 1);
    const stroke = mixed(paper, colour, Math.round(10 * ((strength[0] + strength[1]) / 2)) / 10);
    return Array.from({ length: count }, (_, i) => ({
      from: between(from, to, i / count),
      to: between(from, to, (i + 1) / count),
      stroke,
      width,
      isHidden: false,
    }));
  });
}

/** Cuts that continue each other and look alike, together. */
function joined(cuts: Cut[]): Cut[][] {
  const runs: Cut[][] = [];
  for (const cut of cuts) {
    const last = runs.at(-1)?.at(-1);
    const goesOn = last && last.isHidden === cut.isHidden && last.stroke === cut.stroke && isSamePoint(last.to, cut.from);
    if (goesOn) runs.at(-1)!.push(cut);
    else runs.push([cut]);
  }
  return runs;
}

const isSamePoint = (p: Point, q: Point): boolean => p.every((value, i) => Math.abs(value - q[i]) < 1e-9);

/** Steps on the way to the eye, in units of the box, at which the way may have crossed the surface; and the first, since lines lie on the surface. */
const step = 0.012;
const firstStep = 0.03;

/** Whether the surface is between a point and the eye. */
function hidden({ surface, axes }: SceneFigure, place: BoxPlace): (point: Point) => boolean {
  if (!surface) return () => false;
  const [low, high] = axes[0].range;
  const eye = eyeInBox(place);
  const above = ([x, y, z]: Point): number => z - sheetPlaceAt({ surface, axes }, low + x * (high - low), low + y * (high - low));
  return (point) => {
    const distance = Math.hypot(...eye.map((value, i) => value - point[i]));
    const side = above(between(point, eye, firstStep / distance));
    for (let gone = firstStep + step; gone < distance; gone += step) {
      const next = between(point, eye, gone / distance);
      if (next.some((value) => value < 0 || value > 1)) return false;
      if (above(next) * side < 0) return true;
    }
    return false;
  };
}

/** The shells' triangles and the pieces of the paths, cell by cell from the farthest to the nearest. */
function shellShapes(scene: SceneFigure, shells: SceneShells, place: BoxPlace, lines: Lines[], onCard: OnCardOf): Shape[] {
  const { height, side } = thinnedHeights(shells.height, shells.axis.length, mostShellPoints);
  const mesh = shellMesh(height, side, shells.levels);
  const across = side - 1;
  const cellOf = (point: Point): number => {
    const [i, j, k] = point.map((value) => Math.min(Math.max(Math.floor(value * across), 0), across - 1));
    return (k * across + j) * across + i;
  };
  const byCell = new Map<number, Shape[]>();
  const add = (cell: number, shape: Shape) => byCell.set(cell, [...(byCell.get(cell) ?? []), shape]);
  for (const each of lines)
    for (const { from, to, stroke, width } of cutPieces(scene, each))
      add(cellOf(between(from, to, 0.5)), lineShape([onCard(from), onCard(to)], stroke, width));
  const colourAt = rampColour(shells.colours.ramp);
  const colours = shells.levels.map((level) => `rgb(${colourAt(colourPlace(shells.colours, level)).map(Math.round).join(',')})`);
  for (const [c, cell] of mesh.cells.entries())
    for (let first = mesh.firsts[c]; first < mesh.firsts[c + 1]; first += 3) {
      const corners = [0, 1, 2].map((k) => cornerPoint(mesh, first + k));
      const level = mesh.corners[cornerSize * first + cornerSize - 1];
      add(cell, areaShape(corners.map(onCard), colours[level], { opacity: 0.28, stroke: null, width: 0 }));
    }
  const [xs, ys, zs] = eyeSlabs(eyeInBox(place), side).map((slab) => farToNear(across, slab));
  return zs.flatMap((k) => ys.flatMap((j) => xs.flatMap((i) => byCell.get((k * across + j) * across + i) ?? [])));
}

const cornerPoint = ({ corners }: ShellMesh, corner: number): Point =>
  Array.from(corners.subarray(cornerSize * corner, cornerSize * corner + 3)) as unknown as Point;

function markerShapes(scene: SceneFigure, onCard: OnCardOf): Shape[] {
  return sceneMarkers(scene).map((marker) => {
    const { at, towards = at, shape, radius, colour, outline } = marker;
    const [middle, aim] = [onCard(at), onCard(towards)];
    const turn = Math.atan2(aim.top - middle.top, aim.left - middle.left);
    const points = markerCorners(shape).map(([along, across]) => ({
      left: middle.left + radius * (along * Math.cos(turn) - across * Math.sin(turn)),
      top: middle.top + radius * (along * Math.sin(turn) + across * Math.cos(turn)),
      depth: 0,
    }));
    return areaShape(points, colour, { fill: shape === 'ring' ? null : colour, stroke: outline, width: 1.25 });
  });
}

/** In units of the marker's radius. */
function markerCorners(shape: Marker['shape']): readonly (readonly [number, number])[] {
  if (shape === 'arrow') return arrowCorners;
  const corners = shape === 'diamond' ? 4 : 24;
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [Math.cos(angle), Math.sin(angle)];
  });
}
