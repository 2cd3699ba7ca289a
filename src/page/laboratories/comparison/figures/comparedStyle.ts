/** How the comparison's figures are drawn: the colour and dash of each model, and the grid of panels in one figure. */
import type { Annotation, Dash } from 'plotly.js';
import { type ComparedModel, comparedModels } from '../../../../model/comparison/comparedModels.ts';
import { keyLine } from '../../../figures/axes.ts';
import type { Theme } from '../../../figures/figure.ts';
import { categoryColours, colourOfLearner, ink } from '../../../figures/palette.ts';

export interface ComparedStyle {
  colour: string;
  dash: Dash;
}

const dashes: Readonly<Record<ComparedModel, Dash>> = {
  bp: 'solid',
  pc: 'solid',
  rc2: 'dash',
  rc3: 'dashdot',
  rc23: 'dot',
  'rc23-decay': 'longdash',
};

/** Places among the categories' colours. */
const categories: Readonly<Record<Exclude<ComparedModel, 'bp' | 'pc'>, number>> = { rc2: 0, rc3: 1, rc23: 2, 'rc23-decay': 3 };

/** How each compared model is drawn: BP and PC in their colours as everywhere, the others in further hues of Okabe and Ito's, each with a dash of its own. */
export const comparedStyle = (model: ComparedModel, theme: Theme): ComparedStyle => ({
  colour: model === 'bp' || model === 'pc' ? colourOfLearner(model, theme) : categoryColours[theme][categories[model]],
  dash: dashes[model],
});

/** Plotly's dashes as characters. */
const strokes: Readonly<Record<string, string>> = { solid: '━', dash: '╍', dashdot: '┅', dot: '┈', longdash: '╌' };

/** Each model's line and name, in a line of text over a figure. */
export function comparedKey(models: ComparedModel[], theme: Theme): Partial<Annotation> {
  const names = models.map((model) => {
    const { colour, dash } = comparedStyle(model, theme);
    return `<span style="color:${colour}">${strokes[dash]} ${comparedModels[model].label}</span>`;
  });
  return keyLine(names.join('   '), theme);
}

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
