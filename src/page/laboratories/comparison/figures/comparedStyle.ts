/** How each compared model is drawn: BP and PC in their colours as everywhere, the others in further hues of Okabe and Ito's, each with a dash of its own. */
import type { Annotation, Dash } from 'plotly.js';
import { type ComparedModel, comparedModels } from '../../../../model/comparison/comparedModels.ts';
import { keyLine } from '../../../figures/axes.ts';
import type { Theme } from '../../../figures/figure.ts';
import { categoryColours, colourOfLearner } from '../../../figures/palette.ts';

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
