/** One axis of a flat figure: thin lines, light grid, text of at least 11 pixels. */
import type { LayoutAxis } from 'plotly.js';
import type { Theme } from './figure.ts';
import { ink } from './palette.ts';

export const flatAxis = (title: string, theme: Theme): Partial<LayoutAxis> => ({
  title: { text: title, font: { size: 12, color: ink[theme].text }, standoff: 6 },
  tickfont: { size: 11, color: ink[theme].quiet },
  gridcolor: ink[theme].grid,
  linecolor: ink[theme].line,
  showline: true,
  zeroline: false,
  ticks: 'outside',
  ticklen: 4,
  tickcolor: ink[theme].line,
  nticks: 7,
  fixedrange: true,
  exponentformat: 'power',
  ticklabeloverflow: 'allow', // plotly would lay out every label anew to see whether it fits
});
