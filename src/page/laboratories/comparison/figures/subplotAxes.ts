/** Small multiples in one figure: where each cell of a grid lies, and what its axes are called. */
import type { Annotation } from 'plotly.js';
import type { Theme } from '../../../figures/figure.ts';
import { ink } from '../../../figures/palette.ts';

/** Parts of the figure, 0 to 1 from its left and from its bottom, that each cell takes. */
export interface Cell {
  x: [number, number];
  y: [number, number];
}

/** Cells row by row from the top, as far apart as `gap` says. */
export function cells(count: number, columns: number, gap: { x: number; y: number }): Cell[] {
  const rows = Math.ceil(count / columns);
  const [width, height] = [(1 - gap.x * (columns - 1)) / columns, (1 - gap.y * (rows - 1)) / rows];
  return Array.from({ length: count }, (_, k) => {
    const left = (k % columns) * (width + gap.x);
    const top = 1 - Math.floor(k / columns) * (height + gap.y);
    return { x: [left, left + width], y: [Math.max(0, top - height), top] };
  });
}

/** `x`, `x2`, ... and the layout's own `xaxis`, `xaxis2`, ... of cell k. */
export const axisNames = (k: number) => {
  const number = k === 0 ? '' : String(k + 1);
  return { x: `x${number}`, y: `y${number}`, xaxis: `xaxis${number}`, yaxis: `yaxis${number}` } as const;
};

/** A cell's title, centred over it. */
export const cellTitle = ({ x, y }: Cell, text: string, theme: Theme, colour: string = ink[theme].text): Partial<Annotation> => ({
  text,
  xref: 'paper',
  yref: 'paper',
  x: (x[0] + x[1]) / 2,
  y: y[1],
  xanchor: 'center',
  yanchor: 'bottom',
  showarrow: false,
  font: { size: 12, color: colour },
});
