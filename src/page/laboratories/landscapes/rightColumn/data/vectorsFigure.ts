/** Samples of a few inputs and as many outputs: each output against the input of the same number. */
import type { ScatterData } from 'plotly.js';
import { flatAxis, flatLayout } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { categoryColours, categorySymbols, ink } from '../../../../figures/palette.ts';
import type { DrawnBatch } from './drawnBatch.ts';

/** Pairs of coordinates drawn, at most: as many as there are shapes. */
const MOST_PAIRS = categorySymbols.length;

type Vectors = Pick<DrawnBatch, 'x' | 'y' | 'count' | 'inputs' | 'outputs'>;

export function vectorsFigure({ x, y, count, inputs, outputs }: Vectors, theme: Theme): Figure {
  const pairs = Math.min(inputs, outputs, MOST_PAIRS);
  return {
    data: Array.from({ length: pairs }, (_, k): Partial<ScatterData> => {
      const name = `y<sub>${k + 1}</sub> against x<sub>${k + 1}</sub>`;
      return {
        type: 'scatter',
        mode: 'markers',
        name,
        x: Array.from({ length: count }, (_, i) => x[i * inputs + k]),
        y: Array.from({ length: count }, (_, i) => y[i * outputs + k]),
        marker: { color: categoryColours[theme][k], symbol: categorySymbols[k], size: 7, opacity: 0.8 },
        hovertemplate: `${name}: %{x:.3g}, %{y:.3g}<extra></extra>`,
      };
    }),
    layout: {
      margin: { l: 56, r: 12, t: 34, b: 40 },
      ...flatLayout(theme),
      showlegend: pairs > 1,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
      xaxis: flatAxis(pairs > 1 ? 'x<sub>k</sub>' : 'x', theme),
      yaxis: flatAxis(pairs > 1 ? 'y<sub>k</sub>' : 'y', theme),
    },
  };
}
