/** Kept runs behind the current one: thin lines in the learners' colours; each run has a dash of its own and, beyond six, a lighter line. */
import type { ScatterData } from 'plotly.js';
import { shortened } from '../../../../model/computeError.ts';
import { longest, seedStatistics, thinned } from '../../../figures/curves.ts';
import type { Theme } from '../../../figures/figure.ts';
import { asTyped } from '../../../figures/markup.ts';
import { colourOfLearner, learnerName } from '../../../figures/palette.ts';
import { type DrawnCurves, metricValues, type TrainingMetric } from './trainingCurve.ts';

type Curves = DrawnCurves[];

export interface DrawnKept {
  name: string;
  style: number;
  /** [seed]; their mean is drawn. */
  bp: Curves;
  pc: Curves;
}

/** Characters of a run's name on one line of a hover label. */
const LONGEST_LINE = 48;

/** How kept runs are drawn: as the current run is. */
interface Drawing {
  metric: TrainingMetric;
  /** `factor`: the number of the shown unit in a loss of 1. */
  lossUnit: { factor: number };
  logarithmicIterations?: boolean;
  theme: Theme;
}

export function keptTraces(
  { name, style, bp, pc }: DrawnKept,
  { metric, lossUnit, logarithmicIterations, theme }: Drawing,
): Partial<ScatterData>[] {
  const { dash, opacity } = keptStyle(style);
  return Object.entries({ bp, pc }).map(([key, curves]) => {
    const learner = key as 'bp' | 'pc';
    const runs = curves.map((curve) => metricValues(curve, metric, lossUnit.factor));
    const iteration = thinned(longest(runs), logarithmicIterations);
    const { mean } = seedStatistics(runs, iteration);
    return {
      type: 'scatter',
      name: `${asTyped(name)}: ${learnerName[learner]}`,
      mode: 'lines',
      x: iteration,
      y: Array.from(mean),
      opacity,
      line: { color: colourOfLearner(learner, theme), width: 1.25, dash: dashName(dash) },
      hovertemplate: `iteration %{x}<br>${learnerName[learner]} %{y:.4g}<br>${asTyped(shortened(name, LONGEST_LINE))}<extra></extra>`,
      showlegend: false,
    };
  });
}

/** Plotly wants lengths in pixels with the unit px. */
const dashName = (dash: string) => dash.replaceAll(/\d+/g, '$&px') as 'dash';

export interface KeptStyle {
  /** Lengths of strokes and gaps in pixels, as SVG and plotly take them. */
  dash: string;
  opacity: number;
  /** The line's pattern as text, for keys. */
  glyph: string;
}

const dashes = ['6,3', '2,3', '10,3,2,3', '14,4', '8,3,2,3,2,3', '4,6'];
const glyphs = ['- - -', '·····', '– · –', '— —', '– ··', '-  -'];

export const keptStyle = (style: number): KeptStyle => ({
  dash: dashes[style % dashes.length],
  opacity: style < dashes.length ? 0.9 : 0.5,
  glyph: `${glyphs[style % dashes.length]}${style < dashes.length ? '' : ' (light)'}`,
});
