/** A figure as an SVG picture of a given size, drawn apart from the page; 3D scenes are a bitmap inside it. */
import type { Figure } from '../figure.ts';
import { drawsScenes, sceneNeedsWebgl } from '../sceneDrawing.ts';
import { figureForSize } from './figureForSize.ts';
import { plotConfiguration } from './mountedPlot.ts';
import Plotly from './plotlyBundle.ts';

/** Graphics cards draw at least this many pixels along a side. */
const largestScene = 4096;

/** SVG source that says width x height times `scale`; scenes have as many pixels, as far as graphics cards go. Throws where a scene cannot be drawn. */
export async function figureSvg(figure: Figure, width: number, height: number, scale: number): Promise<string> {
  if (figure.layout.scene && !drawsScenes()) throw new Error(sceneNeedsWebgl);
  const { data, layout } = figureForSize(figure, width, height);
  const plotGlPixelRatio = Math.min(scale, largestScene / Math.max(width, height));
  const config = { ...plotConfiguration(1), plotGlPixelRatio };
  const options = { format: 'svg', width, height, scale: Math.max(scale, 1), imageDataOnly: true } as const;
  return withQuotes(await Plotly.toImage({ data, layout, config }, options));
}

/** Plotly takes the quotes of a font's name away while it makes a file, and Firefox keeps it from putting them back. */
const withQuotes = (svg: string): string => svg.replaceAll('TOBESTRIPPED', "'");
