/** What all flat figures have in common: no ground of their own, quiet text, no dragging, and a hover label of the page's paper. */
import type { Layout } from 'plotly.js';
import type { Theme } from './figure.ts';
import { fontFamily, ink } from './palette.ts';

export const flatLayout = (theme: Theme): Partial<Layout> => ({
  paper_bgcolor: 'rgba(0,0,0,0)',
  plot_bgcolor: 'rgba(0,0,0,0)',
  font: { family: fontFamily, size: 12, color: ink[theme].quiet },
  showlegend: false,
  dragmode: false,
  hovermode: 'closest',
  hoverlabel: { bgcolor: ink[theme].paper, font: { size: 12, color: ink[theme].text } },
});
