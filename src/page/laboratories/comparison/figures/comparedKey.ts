/** Which line is whose, in a line of text over a figure of the compared models. */
import type { Annotation } from 'plotly.js';
import { type ComparedModel, comparedModels } from '../../../../model/comparison/comparedModels.ts';
import type { Theme } from '../../../figures/figure.ts';
import { keyLine } from '../../../figures/keyLine.ts';
import { comparedStyle } from './comparedStyle.ts';

/** Plotly's dashes as characters. */
const strokes: Readonly<Record<string, string>> = { solid: '━', dash: '╍', dashdot: '┅', dot: '┈', longdash: '╌' };

export function comparedKey(models: ComparedModel[], theme: Theme): Partial<Annotation> {
  const names = models.map((model) => {
    const { colour, dash } = comparedStyle(model, theme);
    return `<span style="color:${colour}">${strokes[dash]} ${comparedModels[model].label}</span>`;
  });
  return keyLine(names.join('   '), theme);
}
