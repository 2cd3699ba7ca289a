/** Loss, energy or gradient norm of both learners against the iteration; with several seeds their mean and spread. */
import type { ScatterData } from 'plotly.js';
import type { RestartedCurves } from '../../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';
import { curveLayout, curveRange, longest, seedStatistics, thinned } from '../../../figures/curves.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { colourOfLearner, ink, learnerName } from '../../../figures/palette.ts';
import { type DrawnKept, keptTraces } from './keptTraces.ts';
import { besides, type DrawnCurves, iterationsAt, metricValues, type TrainingMetric } from './trainingCurve.ts';

export interface DrawnTraining {
  /** [seed] */
  bp: LearnerCurves[];
  pc: LearnerCurves[];
  /** BP as the other convention scales it; null where it does not run. */
  otherBp: LearnerCurves[] | null;
  restarts: RestartedCurves[];
  /** The unit of the losses shown: its name, and the number of these units in a loss of 1. */
  lossUnit: { title: string; factor: number };
  metric: TrainingMetric;
  logarithmic: boolean;
  /** Whether the iterations are spaced by their logarithm, too; left out for linearly. */
  logarithmicIterations?: boolean;
  /** Iteration shown by the vertical line. */
  playhead: number;
  /** The axis reaches at least this far, so that curves grow into it instead of rescaling. */
  iterations: number;
  /** Theory's prediction of the metric, one value an iteration; null where theory predicts nothing. */
  theory: ArrayLike<number> | null;
  /** Kept runs, drawn behind the current one. */
  kept?: readonly DrawnKept[];
  theme: Theme;
}

/** The loss as THEORY.md has it. */
export const standardLoss = { title: 'training loss', factor: 1 } as const;

/** Restarts of PC that have a trace of their own, drawn or not: figures keep as many traces as they have. */
const RESTARTS = 2;

const titleOf = ({ metric, lossUnit }: DrawnTraining): string =>
  ({ loss: lossUnit.title, energy: 'energy', gradientNorm: 'gradient norm', accuracy: 'test accuracy' })[metric];

const valuesOf = (curves: DrawnCurves, { metric, lossUnit }: DrawnTraining): Float64Array =>
  metricValues(curves, metric, lossUnit.factor);

export function trainingFigure(drawn: DrawnTraining): Figure {
  const { logarithmic, logarithmicIterations, playhead, theme } = drawn;
  const range = curveRange(allValues(drawn), logarithmic);
  const reach = Math.max(drawn.iterations, 1, ...allCurves(drawn).map((curves) => curves.loss.length - 1));
  return {
    data: [
      ...(drawn.kept ?? []).flatMap((run) => keptTraces(run, drawn)),
      ...learnerTraces(drawn, 'bp', range),
      ...learnerTraces(drawn, 'pc', range),
      theoryTrace(drawn),
      otherTrace(drawn),
      ...Array.from({ length: RESTARTS }, (_, k) => restartTrace(drawn, drawn.restarts[k])),
      besidesTrace(drawn, 'bp'),
      besidesTrace(drawn, 'pc'),
    ],
    layout: {
      ...curveLayout({ title: titleOf(drawn), range, logarithmic, logarithmicIterations, reach, playhead, theme }),
      hovermode: drawn.kept?.length ? 'closest' : 'x unified', // a label of all kept runs would hide the curves
    },
  };
}

/** Band, then curve. The band is empty for a single seed. */
function learnerTraces(drawn: DrawnTraining, learner: 'bp' | 'pc', range: [number, number]): Partial<ScatterData>[] {
  const runs = drawn[learner].map((curves) => valuesOf(curves, drawn));
  const indices = thinned(longest(runs), drawn.logarithmicIterations);
  const iteration = iterationsAt(drawn[learner], drawn.metric, indices);
  const { mean, deviation } = seedStatistics(runs, indices);
  const colour = colourOfLearner(learner, drawn.theme);
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

/** The iteration, for the label of a single curve; a label of all curves has the iteration as its head. */
const iterationText = ({ kept }: DrawnTraining): string => (kept?.length ? 'iteration %{x}<br>' : '');

function theoryTrace(drawn: DrawnTraining): Partial<ScatterData> {
  const { theory, theme } = drawn;
  const iteration = thinned(theory?.length ?? 0, drawn.logarithmicIterations);
  return {
    type: 'scatter',
    name: 'theory',
    mode: 'lines',
    x: iteration,
    y: iteration.map((i) => theory![i]),
    line: { color: ink[theme].theory, width: 1.5, dash: 'dash' },
    hovertemplate: `${iterationText(drawn)}theory %{y:.4g}<extra></extra>`,
    showlegend: false,
  };
}

/** BP under the other convention, dashed: the mean over the seeds. */
function otherTrace(drawn: DrawnTraining): Partial<ScatterData> {
  const runs = (drawn.otherBp ?? []).map((curves) => valuesOf(curves, drawn));
  const indices = thinned(longest(runs), drawn.logarithmicIterations);
  return {
    type: 'scatter',
    name: 'BP, other convention',
    mode: 'lines',
    x: iterationsAt(drawn.otherBp ?? [], drawn.metric, indices),
    y: Array.from(seedStatistics(runs, indices).mean),
    line: { color: colourOfLearner('bp', drawn.theme), width: 2, dash: 'dash' },
    hovertemplate: `${iterationText(drawn)}BP, other convention %{y:.4g}<extra></extra>`,
    showlegend: false,
  };
}

/** PC started again from a plateau of BP's, dotted, from the iteration of the restart. */
function restartTrace(drawn: DrawnTraining, restart: RestartedCurves | undefined): Partial<ScatterData> {
  const values = restart ? valuesOf(restart.curves, drawn) : new Float64Array();
  const indices = thinned(values.length);
  const steps = iterationsAt(restart ? [restart.curves] : [], drawn.metric, indices);
  return {
    type: 'scatter',
    name: 'PC restarted',
    mode: 'lines',
    x: steps.map((step) => restart!.from + step),
    y: indices.map((index) => values[index]),
    line: { color: colourOfLearner('pc', drawn.theme), width: 2, dash: 'dot' },
    hovertemplate: `${iterationText(drawn)}PC from BP’s plateau %{y:.4g}<extra></extra>`,
    showlegend: false,
  };
}

/** The curve beside the metric, thin and dotted. */
function besidesTrace(drawn: DrawnTraining, learner: 'bp' | 'pc'): Partial<ScatterData> {
  const line = besides(drawn[learner], drawn.metric, drawn.lossUnit.factor);
  return {
    type: 'scatter',
    name: `${learnerName[learner]} besides`,
    mode: 'lines',
    x: line?.x ?? [],
    y: line?.y ?? [],
    line: { color: colourOfLearner(learner, drawn.theme), width: 1, dash: 'dot' },
    opacity: 0.6,
    hovertemplate: `${iterationText(drawn)}${learnerName[learner]} ${line?.name} %{y:.4g}<extra></extra>`,
    showlegend: false,
  };
}

const allValues = (drawn: DrawnTraining): ArrayLike<number>[] => [
  ...allCurves(drawn).map((curves) => valuesOf(curves, drawn)),
  ...[drawn.bp, drawn.pc].map((curves) => besides(curves, drawn.metric, drawn.lossUnit.factor)?.y ?? []),
  drawn.theory ?? [],
];

const allCurves = ({ bp, pc, otherBp, restarts, kept = [] }: DrawnTraining) => [
  ...bp,
  ...pc,
  ...(otherBp ?? []),
  ...restarts.map(({ curves }) => curves),
  ...kept.flatMap((run) => [...run.bp, ...run.pc]),
];
