/** One axis of a 3D scene: quiet walls, few ticks, legible text. */
import type { Layout } from 'plotly.js';
import type { Theme } from './figure.ts';
import { ink } from './palette.ts';

type SceneAxis = NonNullable<NonNullable<Layout['scene']>['xaxis']>;

export const sceneAxis = (title: string, range: [number, number], theme: Theme): SceneAxis => ({
  title: { text: title, font: { size: 13, color: ink[theme].text } },
  range,
  autorange: false,
  nticks: 5,
  tickfont: { size: 11, color: ink[theme].quiet },
  exponentformat: 'power',
  showbackground: false,
  showspikes: false,
  gridcolor: ink[theme].grid,
  linecolor: ink[theme].line,
  zeroline: false,
});
