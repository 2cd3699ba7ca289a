/** Kept runs behind the current one: thin lines in the learners' colours, one style a run. */
import type { ScatterData } from 'plotly.js';
import type { Theme } from '../../../figures/figure.ts';
import { colourOfLearner, learnerName } from '../../../figures/palette.ts';
import { longest, seedStatistics } from '../../../figures/seedStatistics.ts';
import { thinned } from '../../../figures/thinned.ts';
import { keptStyle } from './keptStyle.ts';
import { type DrawnCurves, metricValues, type TrainingMetric } from './trainingCurve.ts';

type Curves = DrawnCurves[];

export interface DrawnKept {
  name: string;
  style: number;
  /** [seed]; their mean is drawn. */
  bp: Curves;
  pc: Curves;
}

/** `lossFactor`: what losses are multiplied by, in the unit that they are shown in. */
export function keptTraces(
  { name, style, bp, pc }: DrawnKept,
  metric: TrainingMetric,
  theme: Theme,
  lossFactor = 1,
): Partial<ScatterData>[] {
  const { dash, opacity } = keptStyle(style);
  return Object.entries({ bp, pc }).map(([key, curves]) => {
    const learner = key as 'bp' | 'pc';
    const runs = curves.map((curve) => metricValues(curve, metric, lossFactor));
    const iteration = thinned(longest(runs));
    const { mean } = seedStatistics(runs, iteration);
    return {
      type: 'scatter',
      name: `${name}: ${learnerName[learner]}`,
      mode: 'lines',
      x: iteration,
      y: Array.from(mean),
      opacity,
      line: { color: colourOfLearner(learner, theme), width: 1.25, dash: dashName(dash) },
      hovertemplate: `iteration %{x}<br>${learnerName[learner]} %{y:.4g}<br>${shortened(name)}<extra></extra>`,
      showlegend: false,
    };
  });
}

/** Plotly writes pixels with their unit. */
const dashName = (dash: string) => dash.replaceAll(/\d+/g, '$&px') as 'dash';

/** Hover labels are one line each; a name is text there, not markup. */
const shortened = (name: string): string =>
  (name.length > 48 ? `${name.slice(0, 47)}…` : name)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('%{', '%&#123;');
