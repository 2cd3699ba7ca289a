/** Samples whose outputs are the rows of one matrix, as a heat map; entries that the loss does not see are crossed. */
import type { Data, ScatterData } from 'plotly.js';
import { flatAxis, flatLayout } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { heightRamp, ink } from '../../../../figures/palette.ts';
import type { DrawnBatch } from './drawnBatch.ts';

type Rows = Pick<DrawnBatch, 'y' | 'mask' | 'count' | 'outputs'>;

export function matrixFigure({ y, mask, count, outputs }: Rows, theme: Theme): Figure {
  const largest = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const heatmap = {
    type: 'heatmap',
    name: 'target',
    z: Array.from({ length: count }, (_, i) => Array.from(y.subarray(i * outputs, (i + 1) * outputs))),
    x0: 1,
    y0: 1,
    zmin: -largest,
    zmax: largest,
    colorscale: heightRamp['red-blue'],
    colorbar: { thickness: 8, outlinewidth: 0, tickfont: { size: 11, color: ink[theme].quiet } },
    hovertemplate: 'sample %{y}, output %{x}: %{z:.3g}<extra></extra>',
  } as unknown as Partial<Data>;
  const hidden = Array.from(y.keys()).filter((k) => mask?.[k] === 0);
  const crosses: Partial<ScatterData> = {
    type: 'scatter',
    mode: 'markers',
    name: 'hidden from BP',
    x: hidden.map((k) => (k % outputs) + 1),
    y: hidden.map((k) => Math.floor(k / outputs) + 1),
    marker: { symbol: 'x-thin', size: 8, line: { color: '#1f2937', width: 1.5 } },
    hoverinfo: 'skip',
  };
  return {
    data: [heatmap, crosses],
    layout: {
      margin: { l: 48, r: 12, t: 30, b: 40 },
      ...flatLayout(theme),
      xaxis: { ...flatAxis(hidden.length > 0 ? 'output (×: hidden from BP)' : 'output', theme), constrain: 'domain' },
      yaxis: { ...flatAxis('sample', theme), autorange: 'reversed', scaleanchor: 'x', constrain: 'domain' },
    },
  };
}
