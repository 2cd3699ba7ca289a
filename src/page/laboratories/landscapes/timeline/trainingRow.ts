/** The figure of the training curves, and the sentences under it: the scale of both gradients, and when each learner escapes. */
import type { Controls } from '../../../../model/controls.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';
import { seedStatistics, withPlayhead } from '../../../figures/curves.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { type FigureArrays, figureRow, vector } from '../../../figures/figureRow.ts';
import type { DrawnState } from '../../../panels/drawnState.ts';
import { numberText } from '../../../panels/numberText.ts';
import { escapeRange, escapeTime, farFromSaddle, learnersOf, medianEscape, startsNearSaddle } from '../presets/escapeTime.ts';
import { type DrawnKept, keptStyle } from './keptTraces.ts';
import { isByLayer, layerNormFigure } from './layerNormFigure.ts';
import { standardLoss, trainingFigure } from './trainingFigure.ts';

interface Curves extends Pick<Controls, 'metric' | 'curveScale' | 'iterationScale' | 'iterations' | 'data'> {
  training: TrainingFrame | null;
  keptRuns: readonly DrawnKept[];
}

type Shown = Pick<DrawnState, 'training' | 'playhead' | 'controls' | 'keptRuns'>;

/** The figure of the training curves: the metric that the timeline's select names, over the iterations of the run. */
export const trainingRow = figureRow({
  name: 'training',
  title: 'Training',
  heightPerWidth: 0.5,
  slice: ({ training, playhead, keptRuns, controls: { metric, curveScale, iterationScale, iterations, data } }: Shown) => ({
    training,
    playhead,
    keptRuns,
    metric,
    curveScale,
    iterationScale,
    iterations,
    data,
  }),
  of({ playhead, ...drawn }, theme) {
    const curves = rememberedCurves(drawn, theme);
    return curves && withPlayhead(curves, playhead);
  },
  arrays: ({ training }) => training && curveArrays(training),
  caption: ({ training, keptRuns, controls: { convention } }) => [
    ...(training && training.iteration > 0
      ? [`${scaleInWords(training.publishedRatio, convention)} ${escapesInWords(training)}`.trimEnd()]
      : []),
    ...(keptRuns.length > 0
      ? [`thin lines: ${keptRuns.map(({ name, style }) => `${keptStyle(style).glyph} ${name}`).join(', ')}`]
      : []),
  ],
});

let remembered: { drawn: Curves; theme: Theme; figure: Figure | null } | null = null;

/** The latest figure of the curves, without its playhead: the playhead moves with every picture, the curves change only as the run goes on. */
function rememberedCurves(drawn: Curves, theme: Theme): Figure | null {
  const isKnown =
    remembered?.theme === theme &&
    (Object.keys(drawn) as (keyof Curves)[]).every((part) => drawn[part] === remembered?.drawn[part]);
  if (!isKnown) remembered = { drawn, theme, figure: curvesFigure(drawn, theme) };
  return remembered!.figure;
}

function curvesFigure(drawn: Curves, theme: Theme): Figure | null {
  const { training, metric, curveScale, iterations, data, keptRuns } = drawn;
  if (!training) return null;
  const { bp, pc, otherBp, restarts } = training;
  const scales = { logarithmic: curveScale === 'log', logarithmicIterations: spacesByLogarithm(drawn, training) };
  const common = { ...scales, playhead: 0, iterations, theme };
  if (isByLayer(metric)) return layerNormFigure({ bp, pc, metric, ...common });
  const theory = metric === 'energy' ? theoryOf(training) : null;
  const lossUnit = data === 'matrix-completion' ? meanOverEntries : standardLoss;
  return trainingFigure({ bp, pc, otherBp, restarts, lossUnit, metric, theory, kept: keptRuns, ...common });
}

/** A learner that is this much faster than the run is long cannot be seen on a linear axis. */
const farFaster = 20;

/** Whether the iterations are spaced by their logarithm: as chosen or, by itself, where a learner escapes or ends in the first twentieth of the axis. Tests are too few for it. */
export function spacesByLogarithm(
  { iterationScale, iterations, metric }: Pick<Curves, 'iterationScale' | 'iterations' | 'metric'>,
  training: TrainingFrame,
): boolean {
  if (iterationScale !== 'auto') return iterationScale === 'log';
  if (metric === 'accuracy') return false;
  const reach = Math.max(iterations, ...learnersOf(training).flatMap(({ runs }) => runs.map(({ loss }) => loss.length - 1)));
  return learnersOf(training).some(({ runs }) => farFaster * overAfter(runs, training) <= reach);
}

/** Iterations after which a learner's curves have shown what they show: its median escape, or its end where it meets a criterion; Infinity before. */
function overAfter(runs: LearnerCurves[], training: TrainingFrame): number {
  const escaped = startsNearSaddle(training) ? medianEscape(runs) : Number.POSITIVE_INFINITY;
  const ended = runs.every(({ finished }) => finished) ? Math.max(...runs.map(({ loss }) => loss.length)) : escaped;
  return Math.min(escaped, ended);
}

/** Figure 6's unit: squares of the shown entries over all 100; the loss is half of a sum over 10 outputs. */
const meanOverEntries = { title: 'mean squared error', factor: 0.2 } as const;

/** Theorem 1's F* where PC was, mean over the seeds as its energy's curve is; null where there is no closed form. */
function theoryOf({ pc }: TrainingFrame): Float64Array | null {
  const curves = pc.map(({ theoryEnergy }) => theoryEnergy).filter((curve) => curve !== null);
  return curves.length === pc.length ? seedStatistics(curves).mean : null;
}

/** One array for each curve and seed; the array of a run that ended early is shorter. */
function curveArrays({ bp, pc }: TrainingFrame): FigureArrays {
  const entries = Object.entries({ bp, pc }).flatMap(([learner, runs]) =>
    runs.flatMap(({ loss, energy, gradientNorm }, seed) =>
      Object.entries({ loss, energy, gradient_norm: gradientNorm }).map(([name, curve]) => [
        `${learner}_${name}_seed_${seed + 1}`,
        vector(curve),
      ]),
    ),
  );
  return Object.fromEntries(entries);
}

/** `ratio`: PC's gradient scale over BP's as published, `N d_y / 2`; 1 for chains. */
export function scaleInWords(ratio: number, convention: Controls['convention']): string {
  if (ratio === 1) return 'Both gradients have the same scale, as published too (factor 1).';
  const factor = numberText(ratio, 3).replace(/\.0+$/, '');
  return convention === 'published'
    ? `As published PC’s gradient is scaled ${factor} times BP’s: a sum over the batch against a mean over batch and outputs.`
    : `Matched: both gradients have one scale; as published PC’s is ${factor} times BP’s.`;
}

/** `Escape (median, least to most of 10 runs): PC 44 (27 to 62) · BP 95 (53 to 238).`; empty while no run has escaped; why none is counted where the start is far from the saddle. */
export function escapesInWords(training: TrainingFrame): string {
  if (!startsNearSaddle(training)) return `No escape is counted: ${farFromSaddle(training)}.`;
  if (!learnersOf(training).some(({ runs }) => runs.some(({ loss }) => escapeTime(loss) !== null))) return '';
  const runs = training.bp.length;
  const each = learnersOf(training).map((learner) => `${learner.name} ${escapeRange(learner.runs)}`);
  return `Escape${runs > 1 ? ` (median, least to most of ${runs} runs)` : ''}: ${each.join(' · ')}.`;
}
