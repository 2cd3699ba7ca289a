/** Whether a run can go on from a checkpoint: its arrays must have the lengths that its network, its learners and its own iteration call for. */
import { computeError } from '../../../model/computeError.ts';
import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { LearnerPath, TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import { isLargeStep } from '../../../model/problem/cost.ts';
import type { LearnerCurves } from '../../../model/problem/learnerCurves.ts';
import { momentStart, optimiserState } from '../../engine/learner/optimiser.ts';
import { layoutOf, type NetworkLayout } from '../../engine/work/networkLayout.ts';
import { publishedRatio } from '../runs/gradientScale.ts';
import { recordsWeights } from './pathRecorder.ts';

/** What the request of a run says about every checkpoint of the run. */
interface Expected {
  readonly request: TrainingRequest;
  readonly layout: NetworkLayout;
  /** The learners' curves in a frame, in the order of their weights. */
  readonly learners: readonly ('bp' | 'pc' | 'otherBp')[];
  /** Numbers in an optimiser's state. */
  readonly stateLength: number;
  /** Whether the state begins with the number of steps that were taken. */
  readonly countsSteps: boolean;
}

/** A learner at a checkpoint, each part with the name of its field. */
interface LearnerAt {
  readonly fields: Readonly<Record<'curves' | 'weights' | 'optimiser', string>>;
  readonly curves: LearnerCurves;
  readonly weights: Float64Array;
  readonly optimiser: Float64Array;
}

/** Whether BP also runs with the other convention's gradient scale. */
export const comparesScales = ({ compare, problem }: TrainingRequest, layout: NetworkLayout): boolean =>
  compare && publishedRatio(problem, layout) !== 1;

/** Throws InvalidRequest with the first field that does not fit: `invalid checkpoint: frame.bp.0.loss has 40 numbers (expected 300, one for each iteration)`. */
export function checkFits(checkpoint: TrainingCheckpoint, request: TrainingRequest): void {
  const expected = expectedOf(request);
  const { iteration } = checkpoint;
  if (iteration > request.iterations) refuse('iteration', `is ${iteration}`, `at most ${request.iterations}, where the run ends`);
  for (const learner of learnersAt(checkpoint, expected)) checkLearner(learner, iteration, expected);
  for (const field of ['bpPath', 'pcPath'] as const) checkPath(`frame.${field}`, checkpoint.frame[field], iteration, expected);
  checkRestarts(checkpoint, expected);
}

function expectedOf(request: TrainingRequest): Expected {
  const layout = layoutOf(request.problem.network);
  return {
    request,
    layout,
    learners: comparesScales(request, layout) ? ['bp', 'pc', 'otherBp'] : ['bp', 'pc'],
    stateLength: optimiserState(request.optimiser, layout.parameterCount).length,
    countsSteps: momentStart(request.optimiser) === 1,
  };
}

/** Every learner of every seed. Throws where there are more or fewer than the run has. */
function learnersAt({ frame, weights, optimiser }: TrainingCheckpoint, { learners, request }: Expected): LearnerAt[] {
  for (const [field, list] of Object.entries({ weights, optimiser }))
    checkLength(field, list, learners.length, 'as many learners as the run compares', 'learners');
  if (frame.otherBp && learners.length < 3) refuse('frame.otherBp', 'has curves', 'null: the run has no third learner');
  return learners.flatMap((name, k) => {
    const curves = frame[name] ?? [];
    const lists = { [`frame.${name}`]: curves, [`weights.${k}`]: weights[k], [`optimiser.${k}`]: optimiser[k] };
    for (const [field, list] of Object.entries(lists)) checkLength(field, list, request.seeds, 'as the run has seeds', 'seeds');
    return curves.map((each, s) => ({
      fields: { curves: `frame.${name}.${s}`, weights: `weights.${k}.${s}`, optimiser: `optimiser.${k}.${s}` },
      ...{ curves: each, weights: weights[k][s], optimiser: optimiser[k][s] },
    }));
  });
}

/** `most`: weight steps that the learner can have taken; a learner that goes on has taken all of them. */
function checkLearner(learner: LearnerAt, most: number, expected: Expected, mayLag = false): void {
  const { fields, curves } = learner;
  const steps = curves.loss.length;
  const goesOn = curves.divergedAt < 0 && !curves.finished;
  if (goesOn && !mayLag) checkLength(`${fields.curves}.loss`, curves.loss, most, 'one for each iteration');
  if (steps > most) refuse(`${fields.curves}.loss`, `has ${steps} numbers`, `at most ${most}, one for each iteration`);
  if (curves.divergedAt !== -1 && curves.divergedAt !== steps - 1)
    refuse(`${fields.curves}.divergedAt`, `is ${curves.divergedAt}`, `-1, or the last of ${steps} steps`);
  checkCurves(fields.curves, curves, expected);
  checkState(learner, goesOn, expected);
}

function checkCurves(field: string, curves: LearnerCurves, { layout }: Expected): void {
  const { loss, theoryEnergy, gradientNorm, layerNorms, tests, divergedAt } = curves;
  if (theoryEnergy && divergedAt < 0) checkLength(`${field}.theoryEnergy`, theoryEnergy, loss.length, 'as the loss has');
  for (const [name, norms] of Object.entries(layerNorms ?? {})) {
    checkLength(`${field}.layerNorms.${name}`, norms, layout.layers, 'as the network has layers', 'lists');
    for (const [l, list] of norms.entries())
      checkLength(`${field}.layerNorms.${name}.${l}`, list, loss.length, 'as the loss has');
  }
  if (tests) checkAscending(`${field}.tests.iteration`, tests.iteration, loss.length);
  if (divergedAt >= 0) return;
  for (const [name, curve] of Object.entries({ loss, gradientNorm })) checkNumbers(`${field}.${name}`, curve);
}

function checkState({ fields, curves, weights, optimiser }: LearnerAt, goesOn: boolean, expected: Expected): void {
  const { stateLength, countsSteps, request } = expected;
  checkWeights(fields.weights, weights, expected);
  checkLength(fields.optimiser, optimiser, stateLength, `as ${request.optimiser} remembers of ${weights.length} weights`);
  if (curves.divergedAt < 0)
    for (const part of ['weights', 'optimiser'] as const) checkNumbers(fields[part], { weights, optimiser }[part]);
  const steps = curves.loss.length;
  const [taken] = optimiser;
  if (countsSteps && (goesOn ? taken !== steps : !(taken >= 0 && taken <= steps)))
    refuse(`${fields.optimiser}.0`, `is ${taken}`, `${steps}, the steps that were taken`);
}

function checkPath(field: string, { iteration, energyAtStep, weights }: LearnerPath, last: number, expected: Expected): void {
  const { layout, request } = expected;
  const { problem, inference } = request;
  const isLarge = isLargeStep(problem.network, problem.batchSize, inference.steps); // then the weights of no point are kept
  checkAscending(`${field}.iteration`, iteration, last);
  checkLength(`${field}.energyAtStep`, energyAtStep, request.record.length, 'as the run records', 'inference steps');
  if (recordsWeights(layout) !== (weights !== null))
    refuse(`${field}.weights`, weights ? 'is an array' : 'is null', weights ? 'null for so large a network' : 'an array');
  const kept = isLarge ? 0 : iteration.length * layout.parameterCount;
  if (weights) checkLength(`${field}.weights`, weights, kept, 'all weights of each point');
}

function checkRestarts({ iteration, frame, restarts }: TrainingCheckpoint, expected: Expected): void {
  const { request } = expected;
  if ((request.restarts === 'plateaus') !== (restarts !== null))
    refuse('restarts', restarts ? 'has runs' : 'is null', `restarts as the run has: ${request.restarts}`);
  checkLength('frame.restarts', frame.restarts, restarts?.runs.length ?? 0, 'as there are weights of restarts', 'restarts');
  if (!restarts) return;
  if (restarts.plateau.weights) checkWeights('restarts.plateau.weights', restarts.plateau.weights, expected);
  for (const [k, { weights, optimiser }] of restarts.runs.entries()) {
    const { from, curves } = frame.restarts[k];
    if (from > iteration) refuse(`frame.restarts.${k}.from`, `is ${from}`, `at most ${iteration}, the checkpoint's iteration`);
    const at = `restarts.runs.${k}`;
    const fields = { curves: `frame.restarts.${k}.curves`, weights: `${at}.weights`, optimiser: `${at}.optimiser` };
    checkLearner({ fields, curves, weights, optimiser }, iteration - from, expected, true);
  }
}

function checkWeights(field: string, weights: Float64Array, { layout }: Expected): void {
  checkLength(field, weights, layout.parameterCount, `as the network of ${layout.widths.join('-')} units has weights`);
}

function checkLength(field: string, list: { readonly length: number }, length: number, why: string, unit = 'numbers'): void {
  if (list.length !== length) refuse(field, `has ${list.length} ${unit}`, `${length}, ${why}`);
}

/** Infinity can stand in a run that is about to diverge; NaN in none. */
function checkNumbers(field: string, values: Float64Array): void {
  const at = values.findIndex(Number.isNaN);
  if (at >= 0) refuse(`${field}.${at}`, 'is NaN', 'a number');
}

function checkAscending(field: string, iterations: Int32Array, most: number): void {
  const at = iterations.findIndex((iteration, k) => iteration < 0 || iteration > most || iteration <= (iterations[k - 1] ?? -1));
  if (at >= 0) refuse(`${field}.${at}`, `is ${iterations[at]}`, `ascending numbers from 0 to ${most}`);
}

function refuse(field: string, found: string, expected: string): never {
  throw computeError('InvalidRequest', `invalid checkpoint: ${field} ${found} (expected ${expected})`);
}
