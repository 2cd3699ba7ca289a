/** The marks in a scene: the start's diamond, a disc where a learner stands, and an arrow head where its path leaves the box for good. */
import { ink } from '../palette.ts';
import { isInside, type Point, pointInBox, type SceneFigure, type ScenePath } from '../sceneFigure.ts';
import type { Marker } from './markerLayer.ts';
import { cutAtBox, drawnPoints, pointBetween } from './sceneLines.ts';

export function sceneMarkers(scene: SceneFigure): Marker[] {
  const heads = scene.paths.map((path) => headOf(scene, path)).filter((head) => head !== null);
  const start: Marker = {
    at: pointInBox(scene, ...scene.start),
    shape: 'diamond',
    radius: 10,
    colour: '#ffffff',
    outline: '#000000',
  };
  return isInside(start.at) ? [...heads, start] : heads;
}

/** A disc where the learner stands, or an arrow head where its path leaves the box; null for a path that has not begun. */
function headOf(scene: SceneFigure, path: ScenePath): Marker | null {
  const { x, y, z, colour } = path;
  const last = x.length - 1;
  if (last < 1) return null;
  const look = { colour, outline: ink[scene.theme].paper };
  const at = pointInBox(scene, x[last], y[last], z[last]);
  if (isInside(at)) return { at, shape: 'disc', radius: 5, ...look };
  const leaving = leavingOf(scene, path);
  return leaving && { at: leaving.at, towards: leaving.towards, shape: 'arrow', radius: 8, ...look };
}

/** Where a path leaves the box for good. */
export interface Leaving {
  /** On the box's wall. */
  at: Point;
  /** A point farther along the path. */
  towards: Point;
  /** The path's last point inside. */
  i: number;
}

/** Null for a path that ends in the box, or never was in it. */
export function leavingOf(scene: Pick<SceneFigure, 'axes'>, path: ScenePath): Leaving | null {
  const drawn = drawnPoints(path);
  const inBox = (k: number) => pointInBox(scene, path.x[drawn[k]], path.y[drawn[k]], path.z[drawn[k]]);
  const k = drawn.findLastIndex((_, each) => isInside(inBox(each)));
  if (k < 0 || k === drawn.length - 1) return null;
  const [from, to] = [inBox(k), inBox(k + 1)];
  const cut = cutAtBox(from, to);
  if (cut) return { at: pointBetween(from, to, cut[1]), towards: to, i: drawn[k] };
  return { at: from, towards: k > 0 ? pointBetween(inBox(k - 1), from, 2) : from, i: drawn[k] }; // what follows is not finite
}
