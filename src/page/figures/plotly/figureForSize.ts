/** A figure at the size of its element: plotly's own layout with width and height, and a scene's cube as large as they allow. */
import type { Figure } from '../figure.ts';
import { fitCube } from '../sceneFit.ts';

export function figureForSize({ data, layout }: Figure, width: number, height: number): Figure {
  const { scene } = layout;
  return {
    data: data.map((trace) => ({ ...trace })), // plotly writes into what it is given
    layout: {
      ...layout,
      width,
      height,
      autosize: false,
      ...(scene?.aspectratio && {
        scene: { ...scene, aspectratio: fitCube(scene.aspectratio as { x: number; y: number; z: number }, width, height) },
      }),
    },
  };
}
