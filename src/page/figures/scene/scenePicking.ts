/** What of a scene is under a pixel: the surface's point, or the path's point that a pointer is near. */
import { heightAt, surfaceHit } from '../planePointer.ts';
import { isInside, type Point, pointInBox, type SceneFigure, type ScenePath } from '../sceneFigure.ts';
import { type BoxPlace, boxProjection, sceneProjection } from '../sceneProjection.ts';
import { sheetInBox } from './drawnSheet.ts';
import { numberText } from './sceneAxes.ts';
import { drawnPoints } from './sceneLines.ts';
import { leavingOf } from './sceneMarkers.ts';

export interface SurfacePoint {
  a: number;
  b: number;
  height: number;
}

/** The surface's point that is seen at a pixel; null beside the surface. */
export function surfacePointAt({ surface, axes }: SceneFigure, place: BoxPlace, left: number, top: number): SurfacePoint | null {
  if (!surface) return null;
  const ranges = { x: axes[0].range, y: axes[1].range, z: [0, 1] as [number, number] };
  const hit = surfaceHit(sceneProjection({ ...place, ranges }).rayAt(left, top), sheetInBox({ surface, axes }));
  return hit && { ...hit, height: heightAt(surface, hit.a, hit.b) };
}

/** Where a point is seen on the card. */
export const onCardOf = (scene: SceneFigure, place: BoxPlace, x: number, y: number, z: number) =>
  boxProjection(place).project(...pointInBox(scene, x, y, z));

/** Pixels within which a pointer is on a path's point. */
const near = 12;

interface PathPoint {
  path: ScenePath;
  i: number;
  /** Whether the pointer is on the arrow head where the path leaves the box, after this point. */
  leaves?: boolean;
}

/** The path's point nearest to a pixel, if a pointer there is on it, or the arrow head where the path leaves the box. */
export function pathPointAt(scene: SceneFigure, place: BoxPlace, left: number, top: number): PathPoint | null {
  const { project } = boxProjection(place);
  let nearest: PathPoint | null = null;
  let least = near;
  const consider = (point: Point, candidate: PathPoint) => {
    const at = project(...point);
    const away = Math.hypot(at.left - left, at.top - top);
    if (away >= least || at.depth <= 0) return;
    least = away;
    nearest = candidate;
  };
  for (const path of scene.paths) {
    for (const i of drawnPoints(path)) {
      const point = pointInBox(scene, path.x[i], path.y[i], path.z[i]);
      if (isInside(point)) consider(point, { path, i });
    }
    const leaving = leavingOf(scene, path);
    if (leaving) consider(leaving.at, { path, i: leaving.i, leaves: true });
  }
  return nearest;
}

const precisely = (value: number): string => numberText(Number(value.toPrecision(4)));

/** The words beside a path's point: iteration, true height, distance off the plane, and the height of the sheet below. */
export function pathPointText({ axes, surface, shells }: SceneFigure, { path, i, leaves }: PathPoint): string[] {
  const name = surface?.name ?? axes[2].title;
  if (leaves) return leavingText(path, i, surface && name);
  const head = `${path.name}, iteration ${path.iteration[i] ?? i}`;
  if (!surface || !path.residual) return shells ? [head, pointText(axes, [path.x[i], path.y[i], path.z[i]])] : [head];
  const lines = [head, `${name} ${precisely(path.z[i])}`];
  const residual = path.residual[i];
  if (residual <= leastResidual) return lines;
  const below = heightAt(surface, path.x[i], path.y[i]);
  const sheet = Number.isFinite(below) ? [`${name} of the sheet there ${precisely(below)}`] : [];
  return [...lines, `${precisely(residual)} off the plane`, ...sheet];
}

/** `name`: of the heights; null in a volume. */
function leavingText({ name: learner, iteration, z }: ScenePath, i: number, name: string | null): string[] {
  const last = z.length - 1;
  const now = name === null ? [] : [`${name} ${precisely(z[last])} at iteration ${iteration[last] ?? last}`];
  return [`${learner} leaves the box here, after iteration ${iteration[i] ?? i}`, ...now];
}

/** Distances below this are round-off. */
const leastResidual = 1e-9;

/** The words beside a point of the surface: its place and its height. */
export const surfacePointText = ({ axes, surface }: SceneFigure, { a, b, height }: SurfacePoint): string[] => [
  pointText(axes, [a, b]),
  `${surface!.name} ${precisely(height)}`,
];

const pointText = (axes: SceneFigure['axes'], values: number[]): string =>
  values.map((value, i) => `${axes[i].title} ${precisely(value)}`).join(', ');
