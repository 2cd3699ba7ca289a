/** A scene as SVG source of a given size: shapes and words, without a bitmap. The words have the typeface of what stands around them. */
import type { SceneFigure } from '../sceneFigure.ts';
import { fitBox } from '../sceneProjection.ts';
import { labelSource } from './sceneAxes.ts';
import { type Shape, sceneShapes } from './sceneShapes.ts';
import { shellKey, swatchSource } from './shellKey.ts';

export function sceneSvg(scene: SceneFigure, width: number, height: number): string {
  const place = { camera: scene.camera, width, height, ...fitBox(scene.aspect, width, height) };
  const { shapes, labels } = sceneShapes(scene, place);
  const key = shellKey(scene, width);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    '<g stroke-linejoin="round" stroke-linecap="round">',
    ...shapes.map(shapeSource),
    '</g>',
    ...[...labels, ...key.labels].map(labelSource),
    swatchSource(key),
    '</svg>',
  ].join('');
}

function shapeSource({ points, isClosed, fill, stroke, width, opacity, isDashed }: Shape): string {
  const path = `M${points.map(([left, top]) => `${left.toFixed(1)} ${top.toFixed(1)}`).join('L')}${isClosed ? 'Z' : ''}`;
  const attributes = [
    `fill="${fill ?? 'none'}"`,
    ...(stroke ? [`stroke="${stroke}" stroke-width="${width}"`] : []),
    ...(opacity < 1 ? [`fill-opacity="${opacity}"`] : []),
    ...(isDashed ? ['stroke-dasharray="6 5"'] : []),
  ];
  return `<path d="${path}" ${attributes.join(' ')}/>`;
}
