/** Every critical point that a search found: its loss against the least curvature of F* there, by rank, over the losses that theory allows. */
import type { Layout, ScatterData, Shape } from 'plotly.js';
import type { SaddlesFrame } from '../../../../../model/landscapes/saddlesFrames.ts';
import { flatAxis, flatLayout } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { figureRow } from '../../../../figures/figureRow.ts';
import { categoryColours, categorySymbols, ink } from '../../../../figures/palette.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import { isFullyConnected } from '../../../../view/networkOf.ts';

export const saddlesRow = figureRow({
  name: 'saddles',
  title: 'Saddles',
  heightPerWidth: 0.75,
  slice: ({ saddles }: Pick<DrawnState, 'saddles' | 'controls'>) => ({ saddles }),
  of: ({ saddles }, theme) => saddles && saddleScatter({ search: saddles, theme }),
  offered: ({ controls }) => isFullyConnected(controls),
});

export default [saddlesRow];

export interface DrawnSaddles {
  search: Pick<SaddlesFrame, 'found' | 'criticalValues'>;
  theme: Theme;
}

/** Curvature above which a saddle of F* would be a candidate against the conjecture, in the drawing's units: see {@link depth}. */
export const strictness = 1e-8;

/** lambda -> sign(lambda) log10(1 + |lambda| / 1e-8): decades below and above zero, which is in between. */
export const depth = (curvature: number): number => Math.sign(curvature) * Math.log10(1 + Math.abs(curvature) / strictness);

export function saddleScatter(drawn: DrawnSaddles): Figure {
  const ranks = drawn.search.criticalValues.map((_, rank) => rank);
  return { data: ranks.map((rank) => rankTrace(drawn, rank)), layout: layout(drawn) };
}

function rankTrace({ search: { found }, theme }: DrawnSaddles, rank: number): Partial<ScatterData> {
  const points = Array.from(found.rank.keys()).filter((i) => found.rank[i] === rank);
  const style = rank % categorySymbols.length;
  return {
    type: 'scatter',
    name: `rank ${rank}`,
    mode: 'markers',
    x: points.map((i) => found.loss[i]),
    y: points.map((i) => depth(found.energyMin[i])),
    text: points.map((i) => found.energyMin[i].toExponential(2)),
    marker: {
      color: categoryColours[theme][style],
      symbol: categorySymbols[style],
      size: 8,
      line: { color: ink[theme].paper, width: 1 },
    },
    hovertemplate: `rank ${rank}<br>loss %{x:.6g}<br>λ<sub>min</sub> of F* %{text}<extra></extra>`,
  };
}

function layout(drawn: DrawnSaddles): Partial<Layout> {
  const { theme } = drawn;
  const values = drawn.search.criticalValues.flatMap((ofRank) => Array.from(ofRank));
  const margin = 0.06 * (Math.max(...values) - Math.min(...values) || 1);
  return {
    margin: { l: 62, r: 12, t: 34, b: 40 },
    ...flatLayout(theme),
    showlegend: true,
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: ink[theme].text } },
    xaxis: { ...flatAxis('loss (dashed: theory)', theme), range: [Math.min(...values) - margin, Math.max(...values) + margin] },
    yaxis: { ...flatAxis('λ<sub>min</sub> of F*', theme), ...curvatureAxis(drawn) },
    shapes: [...values.map((value) => valueLine(value, theme)), strictnessLine(theme)],
  };
}

/** A critical value of theory, from top to bottom. */
const valueLine = (value: number, theme: Theme): Partial<Shape> => ({
  type: 'line',
  layer: 'below',
  yref: 'paper',
  x0: value,
  x1: value,
  y0: 0,
  y1: 1,
  line: { color: ink[theme].theory, width: 1, dash: 'dash' },
});

/** Saddles of F* above it would be candidates. */
const strictnessLine = (theme: Theme): Partial<Shape> => ({
  type: 'line',
  layer: 'below',
  xref: 'paper',
  x0: 0,
  x1: 1,
  y0: depth(-strictness),
  y1: depth(-strictness),
  line: { color: ink[theme].quiet, width: 1 },
});

/** From below the deepest point to a little above zero, labelled every two decades. */
function curvatureAxis({ search: { found } }: DrawnSaddles): Partial<Layout['yaxis']> {
  const depths = Array.from(found.energyMin, depth);
  const [low, high] = [Math.min(depth(-10), ...depths), Math.max(0, ...depths)];
  const curvatures = [-100, -1, -1e-2, -1e-4, -1e-6, 0, 1e-4, 1e-2, 1].filter((curvature) => {
    const at = depth(curvature);
    return at >= low - 0.5 && at <= high + 0.8;
  });
  return {
    range: [Math.floor(low) - 0.6, Math.ceil(high) + 1], // whole decades, which rest while points come in
    tickmode: 'array',
    tickvals: curvatures.map(depth),
    ticktext: curvatures.map(tickText),
  };
}

function tickText(curvature: number): string {
  if (curvature === 0) return '0';
  const power = Math.round(Math.log10(Math.abs(curvature)));
  const sign = curvature < 0 ? '−' : '';
  if (power === 0 || power === 2) return `${sign}${10 ** power}`;
  return `${sign}10<sup>−${-power}</sup>`;
}
