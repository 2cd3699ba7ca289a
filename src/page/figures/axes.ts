/** The axes, layouts and keys that flat figures share, and how the name of an axis is written. */
import type { Annotation, Layout, LayoutAxis } from 'plotly.js';
import type { Theme } from './figure.ts';
import { fontFamily, ink } from './palette.ts';

/** One axis: thin lines, light grid, text of at least 11 pixels. */
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

/** The layout of a flat figure: a transparent ground, quiet text, no dragging, and hover labels in the paper's colour. */
export const flatLayout = (theme: Theme): Partial<Layout> => ({
  paper_bgcolor: 'rgba(0,0,0,0)',
  plot_bgcolor: 'rgba(0,0,0,0)',
  font: { family: fontFamily, size: 12, color: ink[theme].quiet },
  showlegend: false,
  dragmode: false,
  hovermode: 'closest',
  hoverlabel: { bgcolor: ink[theme].paper, font: { size: 12, color: ink[theme].text } },
});

/** A figure's key over its right edge, for figures too small for a legend. */
export const keyLine = (text: string, theme: Theme): Partial<Annotation> => ({
  name: 'key',
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

/** Titles of axes have no mathematics, so subscripts are Unicode. */
const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/** `w12` becomes `w₁₂`; a name without a trailing number stays as it is. */
export const axisTitle = (name: string): string =>
  name.replace(
    /^([A-Za-z])_?(\d+)/,
    (_, letter: string, digits: string) => letter + [...digits].map((digit) => subscripts[+digit]).join(''),
  );
