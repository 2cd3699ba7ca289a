/** A scene's lines in its box: the learners' paths cut at the box, their projections on the surface, the drop lines between both, and the hatching. */
import { ink } from '../palette.ts';
import {
  border,
  inBox,
  isInside,
  isSameAxis,
  type Point,
  placesAlong,
  type SceneFigure,
  type ScenePath,
} from '../sceneFigure.ts';
import { sheetPlaceAt } from './drawnSheet.ts';

/** Straight pieces of one colour and width. */
export interface Lines {
  colour: string;
  /** In pixels. */
  width: number;
  pieces: Piece[];
  /** Whether parts behind a surface show through it, dashed and paler. */
  showsThrough: boolean;
}

/** One straight piece, in the box's coordinates. */
export interface Piece {
  from: Point;
  to: Point;
  /** Length of the line before this piece and with it, in units of the box, for dashes. */
  before: number;
  after: number;
  /** Share of the line's own colour at both ends; the rest is the paper's. */
  strength: [number, number];
}

const widths = { path: 3, projection: 1.4, drop: 1, hatching: 1 };

/** Drop lines along one path at most, and the least distance between two on the plane, in parts of its side: closer ones would be a curtain. */
const mostDrops = 24;
const betweenDrops = 0.04;

/** The least distance from the sheet, in parts of the box's height, that gets a drop line. */
const leastDrop = 0.01;

/** Share of its colour that a path keeps far off the plane, and that drop lines and projections have. Colours are mixed with the paper's, so that a pale line has no beads where its pieces meet. */
const weakest = 0.4;
const quiet = 0.55;

/** The lines of the newest scene: as long as it changes in nothing but its camera, they stay the same, which saves most of the work of turning. */
export class RememberedLines {
  private of: SceneFigure | null = null;
  private lines: Lines[] = [];

  linesOf(scene: SceneFigure): Lines[] {
    if (!this.of || !hasSameLines(scene, this.of)) this.lines = sceneLines(scene);
    this.of = scene;
    return this.lines;
  }
}

/** Whether two scenes have the same lines. */
export function hasSameLines(one: SceneFigure, other: SceneFigure): boolean {
  return (
    one.theme === other.theme &&
    one.surface?.height === other.surface?.height &&
    one.surface?.holes === other.surface?.holes &&
    one.hatching.x.length === other.hatching.x.length &&
    one.hatching.x.every((x, i) => Object.is(x, other.hatching.x[i]) && Object.is(one.hatching.y[i], other.hatching.y[i])) &&
    one.axes.every((axis, i) => isSameAxis(axis, other.axes[i])) &&
    one.paths.length === other.paths.length &&
    one.paths.every((path, i) => hasSamePoints(path, other.paths[i]))
  );
}

const hasSamePoints = (one: ScenePath, other: ScenePath): boolean =>
  one.colour === other.colour &&
  (['x', 'y', 'z'] as const).every((key) => isSameView(one[key], other[key])) &&
  (one.residual === other.residual ||
    (one.residual !== null && other.residual !== null && isSameView(one.residual, other.residual)));

/** Whether both are the same stretch of the same numbers. */
function isSameView(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one === other) return true;
  if (!ArrayBuffer.isView(one) || !ArrayBuffer.isView(other)) return false;
  return one.buffer === other.buffer && one.byteOffset === other.byteOffset && one.byteLength === other.byteLength;
}

export function sceneLines(scene: SceneFigure): Lines[] {
  return [hatchingOf(scene), ...scene.paths.flatMap((path) => pathLines(scene, path))].filter(({ pieces }) => pieces.length > 0);
}

/** Points of a path at most: a run of many thousand steps has no more than a card has pixels for. */
const mostPoints = 1500;

/** The numbers of a path's points that are drawn: all of them, or every second, fourth or so on, and the last. A path that grows keeps the points that it has. */
export function drawnPoints({ x }: ScenePath): number[] {
  const stride = 2 ** Math.max(Math.ceil(Math.log2(x.length / mostPoints)), 0);
  const chosen = Array.from({ length: Math.ceil(x.length / stride) }, (_, i) => i * stride);
  if (x.length > 0 && chosen[chosen.length - 1] !== x.length - 1) chosen.push(x.length - 1);
  return chosen;
}

/** Where a path goes in the box, and by how much it is off the surface's plane, at the points that are drawn. */
interface Course {
  points: Point[];
  /** The surface under each point; null in a volume. */
  feet: Point[] | null;
  /** Share of the path's colour at each point: less with the distance from the plane, and never so little that the path cannot be seen. */
  strength: number[];
}

function courseOf({ axes, surface }: SceneFigure, path: ScenePath): Course {
  const [low, high] = axes[0].range;
  const { x, y, z, residual } = path;
  const drawn = drawnPoints(path);
  const [placeX, placeY, placeZ] = axes.map(placesAlong);
  const points = drawn.map((i): Point => [placeX(x[i]), placeY(y[i]), placeZ(z[i])]);
  return {
    points,
    feet: surface && residual && drawn.map((i, k) => [points[k][0], points[k][1], sheetPlaceAt({ axes, surface }, x[i], y[i])]),
    strength: drawn.map((i) => (residual ? 1 - (1 - weakest) * Math.min((2 * residual[i]) / (high - low), 1) : 1)),
  };
}

function pathLines(scene: SceneFigure, path: ScenePath): Lines[] {
  const course = courseOf(scene, path);
  const line = {
    colour: path.colour,
    width: widths.path,
    pieces: piecesInBox(course.points, (k) => course.strength[k]),
    showsThrough: true,
  };
  return [...offThePlane(path, course), line];
}

/** A path's projection on the sheet and the drop lines to it; nothing where the path keeps to the sheet. */
function offThePlane({ colour }: ScenePath, { points, feet, strength }: Course): Lines[] {
  if (!feet) return [];
  const isOff = (k: number) => Math.abs(points[k][2] - feet[k][2]) > leastDrop && isInside(points[k]) && isInside(feet[k]);
  const off = points.map((_, k) => k).filter(isOff);
  if (off.length === 0) return [];
  const drops = evenlyAlong(feet, off).map((k) => piece(points[k], feet[k], 0, [quiet * strength[k], quiet * strength[k]]));
  return [
    { colour, width: widths.drop, pieces: drops, showsThrough: true },
    { colour, width: widths.projection, pieces: piecesInBox(feet, () => quiet), showsThrough: false },
  ];
}

/** Some of these points of a line, about equally far from each other along its way on the plane, and the last: a path that only falls needs no more. */
function evenlyAlong(feet: Point[], among: number[]): number[] {
  const moved = (i: number): number => (i > 0 ? onPlane(feet[i - 1], feet[i]) : 0);
  const total = among.reduce((sum, i) => sum + moved(i), 0);
  const step = Math.max(total / mostDrops, betweenDrops);
  const last = among[among.length - 1];
  const chosen: number[] = [];
  let since = step;
  for (const i of among) {
    since += moved(i);
    if (since < step || onPlane(feet[i], feet[last]) < step) continue;
    chosen.push(i);
    since = 0;
  }
  return [...chosen, last];
}

const onPlane = (p: Point, q: Point): number => Math.hypot(p[0] - q[0], p[1] - q[1]);

function hatchingOf({ hatching, axes, theme }: SceneFigure): Lines {
  const points = hatching.x.map((x, i): Point => [inBox(axes[0], x), inBox(axes[1], hatching.y[i]), 0.002]);
  return { colour: ink[theme].quiet, width: widths.hatching, pieces: piecesInBox(points, () => 1), showsThrough: false };
}

export const distance = (p: Point, q: Point): number => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);

const piece = (from: Point, to: Point, before: number, strength: [number, number]): Piece => ({
  from,
  to,
  before,
  after: before + distance(from, to),
  strength,
});

/** The parts of a broken line that are in the box; points that are not finite part the line. */
function piecesInBox(points: Point[], strengthAt: (i: number) => number): Piece[] {
  const pieces: Piece[] = [];
  let length = 0;
  for (let i = 0; i + 1 < points.length; i++) {
    const cut = cutAtBox(points[i], points[i + 1]);
    if (!cut) continue;
    const [start, end] = [strengthAt(i), strengthAt(i + 1)];
    const at = (part: number) => start + part * (end - start);
    const next = piece(pointBetween(points[i], points[i + 1], cut[0]), pointBetween(points[i], points[i + 1], cut[1]), length, [
      at(cut[0]),
      at(cut[1]),
    ]);
    pieces.push(next);
    length = next.after;
  }
  return pieces;
}

export const pointBetween = (from: Point, to: Point, part: number): Point =>
  from.map((start, i) => start + part * (to[i] - start)) as unknown as Point;

/** The stretch of the piece that is in the box, as parts of the piece; null where there is none. */
export function cutAtBox(from: Point, to: Point): [number, number] | null {
  let [enter, leave] = [0, 1];
  for (const i of [0, 1, 2]) {
    const step = to[i] - from[i];
    if (!Number.isFinite(step)) return null;
    const [low, high] = [-border - from[i], 1 + border - from[i]];
    if (step === 0 && (low > 0 || high < 0)) return null;
    if (step === 0) continue;
    enter = Math.max(enter, Math.min(low / step, high / step));
    leave = Math.min(leave, Math.max(low / step, high / step));
  }
  return enter <= leave ? [enter, leave] : null;
}
