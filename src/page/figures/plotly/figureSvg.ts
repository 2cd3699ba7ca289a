/** A flat figure as an SVG picture of a given size, drawn apart from the page. */
import type { Figure } from '../figure.ts';
import { withCells, withSteps } from './colourCells.ts';
import { figureForSize } from './figureForSize.ts';
import { plotConfiguration } from './mountedPlot.ts';
import Plotly from './plotlyBundle.ts';

/** SVG source of width x height. `asAreas`: colour fields are areas too, as far as areas can be; else bitmaps, as on the page. */
export async function figureSvg(figure: Figure, width: number, height: number, asAreas: boolean): Promise<string> {
  const { data, layout } = figureForSize(asAreas ? withSteps(figure) : figure, width, height);
  const options = { format: 'svg', width, height, scale: 1, imageDataOnly: true } as const;
  const svg = withQuotes(await Plotly.toImage({ data, layout, config: plotConfiguration }, options));
  return asAreas ? withCells(svg) : svg;
}

/** Plotly takes the quotes of a font's name away while it makes a file, and Firefox keeps it from putting them back. */
const withQuotes = (svg: string): string => svg.replaceAll('TOBESTRIPPED', "'");
