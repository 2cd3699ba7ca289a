/** The vertical axis's name in a corner of the card: as a title on the axis it would be cut off as the scene turns. */
import type { Annotation } from 'plotly.js';
import type { Theme } from '../../../figures/figure.ts';
import { ink } from '../../../figures/palette.ts';

export const sceneTitle = (name: string, theme: Theme): Partial<Annotation> => ({
  text: `↑ ${name}`,
  xref: 'paper',
  yref: 'paper',
  x: 0,
  y: 1,
  xanchor: 'left',
  yanchor: 'top',
  xshift: 8,
  yshift: -4,
  showarrow: false,
  font: { size: 13, color: ink[theme].text },
});
