/** Samples of two inputs as places in the plane, a colour and a shape a class. */
import type { ScatterData } from 'plotly.js';
import { flatAxis, flatLayout } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { categoryColours, categorySymbols, ink } from '../../../../figures/palette.ts';
import type { DrawnBatch } from './drawnBatch.ts';

type Points = Pick<DrawnBatch, 'facts' | 'x' | 'count' | 'labels'>;

export function pointsFigure({ facts: { classNames }, x, count, labels }: Points, theme: Theme): Figure {
  const names = classNames ?? ['samples'];
  return {
    data: names.map((name, k): Partial<ScatterData> => {
      const ofClass = Array.from({ length: count }, (_, i) => i).filter((i) => (labels ? labels[i] : 0) === k);
      const style = k % categorySymbols.length;
      return {
        type: 'scatter',
        mode: 'markers',
        name,
        x: ofClass.map((i) => x[2 * i]),
        y: ofClass.map((i) => x[2 * i + 1]),
        marker: { color: categoryColours[theme][style], symbol: categorySymbols[style], size: 7 },
        hovertemplate: `${name}: %{x:.3g}, %{y:.3g}<extra></extra>`,
      };
    }),
    layout: {
      margin: { l: 52, r: 12, t: 30, b: 40 },
      ...flatLayout(theme),
      showlegend: true,
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
      xaxis: flatAxis('x<sub>1</sub>', theme),
      yaxis: { ...flatAxis('x<sub>2</sub>', theme), scaleanchor: 'x' },
    },
  };
}
