/** Paints a scene on a canvas of any size, for files: the renderer's picture and the words above it. */
import { sceneNeedsWebgl } from '../sceneDrawing.ts';
import type { SceneFigure } from '../sceneFigure.ts';
import { fitBox } from '../sceneProjection.ts';
import { drawnAxes, type Label } from './sceneAxes.ts';
import { sceneLines } from './sceneLines.ts';
import { sceneMarkers } from './sceneMarkers.ts';
import { copyPicture, sceneRenderer } from './sceneRenderer.ts';
import { shellKey, swatchSize } from './shellKey.ts';

/** In the context's own units, `zoom` pixels each, with words in the typeface `family`. Throws where a scene cannot be drawn. */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: SceneFigure,
  { left, top, width, height, family }: { left: number; top: number; width: number; height: number; family: string },
  zoom: number,
): void {
  const renderer = sceneRenderer();
  if (!renderer) throw new Error(sceneNeedsWebgl());
  const place = { camera: scene.camera, width, height, ...fitBox(scene.aspect, width, height) };
  const axes = drawnAxes(scene, place);
  const content = { scene, lines: sceneLines(scene), grid: axes.grid, edges: axes.edges, markers: sceneMarkers(scene) };
  const pixelRatio = Math.min(zoom, renderer.largest / Math.max(width, height));
  const buffers = renderer.buffers();
  const picture = renderer.drawNow(buffers, content, { place, pixelRatio, hasGround: false, isCoarse: false });
  copyPicture(context, picture, { left, top, width, height });
  renderer.free(buffers);
  const key = shellKey(scene, width);
  context.save();
  context.translate(left, top);
  for (const { colour, ...swatch } of key.swatches) {
    context.fillStyle = colour;
    context.fillRect(swatch.left - swatchSize / 2, swatch.top - swatchSize / 2, swatchSize, swatchSize);
  }
  for (const label of [...axes.labels, ...key.labels]) paintLabel(context, label, family);
  context.restore();
}

function paintLabel(
  context: CanvasRenderingContext2D,
  { text, left, top, size, colour, anchor = 'middle' }: Label,
  family: string,
): void {
  context.textAlign = anchor === 'middle' ? 'center' : 'left';
  context.textBaseline = 'middle';
  context.font = `${size}px ${family}`;
  context.fillStyle = colour;
  context.fillText(text, left, top);
}
