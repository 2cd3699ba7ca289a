/** The marks in a scene: the start's diamond, and where each learner stands. */
import { ink } from '../palette.ts';
import { type Point, pointInBox, type SceneFigure } from '../sceneFigure.ts';
import type { Marker } from './markerLayer.ts';
import { isInside } from './sceneLines.ts';

export function sceneMarkers(scene: SceneFigure): Marker[] {
  const { paper } = ink[scene.theme];
  const heads = scene.paths.flatMap(({ x, y, z, colour }): Marker[] => {
    const last = x.length - 1;
    return last < 1
      ? []
      : [{ at: pointInBox(scene, x[last], y[last], z[last]), shape: 'disc', radius: 5, colour, outline: paper }];
  });
  const start: Marker = { at: startInBox(scene), shape: 'diamond', radius: 10, colour: '#ffffff', outline: '#000000' };
  return [...heads, start].filter(({ at }) => isInside(at));
}

export const startInBox = (scene: SceneFigure): Point => pointInBox(scene, ...scene.start);
