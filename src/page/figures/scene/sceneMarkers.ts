/** The marks in a scene: the start's diamond, and where each learner stands or leaves the box. */
import { ink } from '../palette.ts';
import { pointInBox, type SceneFigure, type ScenePath } from '../sceneFigure.ts';
import type { Marker } from './markerLayer.ts';
import { drawnPoints, isInside } from './sceneLines.ts';

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

/** A disc where the learner stands, or an open ring where its path leaves the box; null for a path that has not begun. */
function headOf(scene: SceneFigure, path: ScenePath): Marker | null {
  const { x, y, z, colour } = path;
  const last = x.length - 1;
  if (last < 1) return null;
  const at = (i: number) => pointInBox(scene, x[i], y[i], z[i]);
  if (isInside(at(last))) return { at: at(last), shape: 'disc', radius: 5, colour, outline: ink[scene.theme].paper };
  const leaves = drawnPoints(path).findLast((i) => isInside(at(i)));
  return leaves === undefined ? null : { at: at(leaves), shape: 'ring', radius: 5, colour, outline: colour };
}
