/** A flat figure as an SVG picture of a given size, drawn apart from the page. */
import type { Figure } from '../figure.ts';
import { figureForSize } from './figureForSize.ts';
import { plotConfiguration } from './mountedPlot.ts';
import Plotly from './plotlyBundle.ts';

/** SVG source of width x height. */
export async function figureSvg(figure: Figure, width: number, height: number): Promise<string> {
  const { data, layout } = figureForSize(figure, width, height);
  const options = { format: 'svg', width, height, scale: 1, imageDataOnly: true } as const;
  return withQuotes(await Plotly.toImage({ data, layout, config: plotConfiguration }, options));
}

/** Plotly takes the quotes of a font's name away while it makes a file, and Firefox keeps it from putting them back. */
const withQuotes = (svg: string): string => svg.replaceAll('TOBESTRIPPED', "'");
