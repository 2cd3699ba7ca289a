/** Loss, energy or gradient norm of both learners against the iteration; with several seeds their mean and spread. */
import type { Layout, ScatterData } from 'plotly.js';
import type { LearnerCurves } from '../../model/frames.ts';
import type { Figure, Theme } from './figure.ts';
import { flatAxis } from './flatAxis.ts';
import { flatLayout } from './flatLayout.ts';
import { type DrawnKept, keptTraces } from './keptTraces.ts';
import { logarithmicTicks } from './logarithmicTicks.ts';
import { niceAbove, niceBelow } from './niceTicks.ts';
import { colourOfLearner, ink, learnerName } from './palette.ts';
import { seedStatistics } from './seedStatistics.ts';

export type TrainingMetric = 'loss' | 'energy' | 'gradientNorm';

export interface DrawnTraining {
  /** [seed] */
  bp: LearnerCurves[];
  pc: LearnerCurves[];
  metric: TrainingMetric;
  logarithmic: boolean;
  /** Iteration shown by the vertical line. */
  playhead: number;
  /** The axis reaches at least this far, so that curves grow into it instead of rescaling. */
  iterations: number;
  /** What theory predicts for the metric, one value an iteration; null where it says nothing. */
  theory: ArrayLike<number> | null;
  /** Kept runs, drawn behind the current one. */
  kept?: DrawnKept[];
  theme: Theme;
}

const metricTitle: Record<TrainingMetric, string> = { loss: 'training loss', energy: 'energy', gradientNorm: 'gradient norm' };

export function trainingFigure(drawn: DrawnTraining): Figure {
  const range = valueRange(drawn);
  return {
    data: [
      ...(drawn.kept ?? []).flatMap((run) => keptTraces(run, drawn.metric, drawn.theme)),
      ...learnerTraces(drawn, 'bp', range),
      ...learnerTraces(drawn, 'pc', range),
      theoryTrace(drawn),
    ],
    layout: layout(drawn, range),
  };
}

/** The same curves with the vertical line elsewhere: it moves with every picture, they only when the run has gone on. */
export const withPlayhead = (figure: Figure, playhead: number): Figure => ({
  data: figure.data,
  layout: { ...figure.layout, shapes: figure.layout.shapes?.map((line) => ({ ...line, x0: playhead, x1: playhead })) },
});

/** Band, then curve. The band is empty for a single seed. */
function learnerTraces(drawn: DrawnTraining, learner: 'bp' | 'pc', range: [number, number]): Partial<ScatterData>[] {
  const { mean, deviation } = seedStatistics(drawn[learner].map((curves) => curves[drawn.metric]));
  const colour = colourOfLearner(learner, drawn.theme);
  const iteration = Array.from(mean, (_, i) => i);
  const several = drawn[learner].length > 1;
  const lower = Array.from(mean, (value, i) =>
    Math.max(value - deviation[i], drawn.logarithmic ? range[0] : Number.NEGATIVE_INFINITY),
  );
  const upper = Array.from(mean, (value, i) => value + deviation[i]);
  return [
    {
      type: 'scatter',
      name: `${learnerName[learner]} sd`,
      mode: 'lines',
      x: several ? [...iteration, ...iteration.toReversed()] : [],
      y: several ? [...upper, ...lower.reverse()] : [],
      fill: 'toself',
      fillcolor: `${colour}33`,
      line: { width: 0 },
      hoverinfo: 'skip',
      showlegend: false,
    },
    {
      type: 'scatter',
      name: learnerName[learner],
      mode: 'lines',
      x: iteration,
      y: Array.from(mean),
      line: { color: colour, width: 2 },
      hovertemplate: `${iterationText(drawn)}${learnerName[learner]} %{y:.4g}<extra></extra>`,
      showlegend: false,
    },
  ];
}

/** A label of one curve has to say where it is; a label of all has the iteration as its head. */
const iterationText = ({ kept }: DrawnTraining): string => (kept?.length ? 'iteration %{x}<br>' : '');

const theoryTrace = (drawn: DrawnTraining): Partial<ScatterData> => ({
  type: 'scatter',
  name: 'theory',
  mode: 'lines',
  x: Array.from(drawn.theory ?? [], (_, i) => i),
  y: Array.from(drawn.theory ?? []),
  line: { color: ink[drawn.theme].theory, width: 1.5, dash: 'dash' },
  hovertemplate: `${iterationText(drawn)}theory %{y:.4g}<extra></extra>`,
  showlegend: false,
});

/** Round numbers about all values drawn; on a logarithmic axis about the positive ones, within twelve decades of the largest. */
function valueRange(drawn: DrawnTraining): [number, number] {
  const { metric, logarithmic, theory } = drawn;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of allCurves(drawn)
    .map((curves) => curves[metric] as ArrayLike<number>)
    .concat(theory ?? [])) {
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i]) || (logarithmic && values[i] <= 0)) continue;
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  if (low > high) return logarithmic ? [0.1, 1] : [0, 1];
  if (logarithmic) return [niceBelow(Math.max(low, high * 1e-12) / 1.1), niceAbove(high * 1.1)];
  return [low < 0 ? -niceAbove(-low) : 0, high > 0 ? niceAbove(high * 1.02) : 1];
}

const allCurves = ({ bp, pc, kept = [] }: DrawnTraining) => [...bp, ...pc, ...kept.flatMap((run) => [...run.bp, ...run.pc])];

function layout(drawn: DrawnTraining, range: [number, number]): Partial<Layout> {
  const { metric, logarithmic, playhead, iterations, theme } = drawn;
  const longest = Math.max(iterations, 1, ...allCurves(drawn).map((curves) => curves.loss.length - 1));
  const vertical = flatAxis(metricTitle[metric], theme);
  return {
    margin: { l: 60, r: 16, t: 8, b: 40 },
    ...flatLayout(theme),
    hovermode: drawn.kept?.length ? 'closest' : 'x unified', // a label of all kept runs would hide the curves
    xaxis: { ...flatAxis('iteration', theme), range: [0, longest], hoverformat: ',d' },
    yaxis: logarithmic
      ? {
          ...vertical,
          type: 'log',
          range: range.map(Math.log10) as [number, number],
          tickmode: 'array',
          ...logarithmicTicks(...range),
        }
      : { ...vertical, range, nticks: 5 },
    shapes: [
      {
        type: 'line',
        xref: 'x',
        yref: 'paper',
        x0: playhead,
        x1: playhead,
        y0: 0,
        y1: 1,
        line: { color: ink[theme].text, width: 1 },
      },
    ],
  };
}
