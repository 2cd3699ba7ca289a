/** A figure's key in a line of text over its right edge, for figures too small for a legend. */
import type { Annotation } from 'plotly.js';
import type { Theme } from './figure.ts';
import { ink } from './palette.ts';

export const keyLine = (text: string, theme: Theme): Partial<Annotation> => ({
  text,
  xref: 'paper',
  yref: 'paper',
  x: 1,
  y: 1.02,
  xanchor: 'right',
  yanchor: 'bottom',
  showarrow: false,
  font: { size: 11, color: ink[theme].text },
});
