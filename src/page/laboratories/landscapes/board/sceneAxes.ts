/** The axes of a 3D scene: quiet walls, few ticks, legible text, and the vertical axis's name in a corner. */
import type { Annotation, Layout } from 'plotly.js';
import type { Theme } from '../../../figures/figure.ts';
import { ink } from '../../../figures/palette.ts';
import { niceTicks } from '../../../figures/ticks.ts';

type SceneAxis = NonNullable<NonNullable<Layout['scene']>['xaxis']>;

/** `ticksFrom`: a corner where three axes meet has room for one number. */
export const sceneAxis = (title: string, range: [number, number], theme: Theme, ticksFrom = range[0]): SceneAxis => ({
  type: 'linear', // plotly would look through all numbers to find that out
  title: { text: title, font: { size: 13, color: ink[theme].text } },
  range,
  autorange: false,
  tickmode: 'array',
  tickvals: niceTicks(ticksFrom, range[1], 5),
  tickangle: 0,
  tickfont: { size: 11, color: ink[theme].quiet },
  exponentformat: 'power',
  showbackground: false,
  showspikes: false,
  gridcolor: ink[theme].grid,
  linecolor: ink[theme].line,
  zeroline: false,
});

/** The vertical axis's name in a corner of the card: as a title on the axis it would be cut off as the scene turns. */
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
