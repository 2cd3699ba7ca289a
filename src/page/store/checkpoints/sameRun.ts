/** Decides when two requests make one run, and whether a run passes through a checkpoint of another. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { LearningRateChange } from '../../../model/problem/problem.ts';

/** Whether a run of `request` and the checkpoint's run take equal weight steps and record equal values up to the checkpoint's iteration. */
export function passesThrough(request: TrainingRequest, checkpoint: { iteration: number; request: TrainingRequest }): boolean {
  const { iteration } = checkpoint;
  return (
    iteration <= request.iterations &&
    decidingSettings(request) === decidingSettings(checkpoint.request) &&
    sameRatesBefore(iteration, request.learningRates, checkpoint.request.learningRates)
  );
}

/** One text for all requests whose runs differ only in length. Stored checkpoints of earlier visits have these ids. */
export const idOfRun = (request: TrainingRequest): string =>
  `${decidingSettings(request)} ${JSON.stringify(request.learningRates)}`;

/** Every setting that decides an iteration, apart from the learning rates, as one text. Under the published convention, the length is such a setting: the seed's random stream depends on the number of batches. */
export function decidingSettings({ learningRates: _rates, resume: _resume, iterations, ...rest }: TrainingRequest): string {
  return JSON.stringify({ ...rest, length: rest.convention === 'published' ? iterations : null });
}

function sameRatesBefore(iteration: number, a: LearningRateChange[], b: LearningRateChange[]): boolean {
  const before = (rates: LearningRateChange[]) => JSON.stringify(rates.filter((change) => change.from < iteration));
  return before(a) === before(b);
}
