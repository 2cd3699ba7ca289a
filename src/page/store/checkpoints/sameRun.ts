/** When two requests are the same run, and whether a run passes through a checkpoint of another. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { LearningRateChange } from '../../../model/problem/problem.ts';

/** Whether a run of `request` takes the same weight steps up to the checkpoint's iteration and records the same things on the way. */
export function passesThrough(request: TrainingRequest, checkpoint: { iteration: number; request: TrainingRequest }): boolean {
  const { iteration } = checkpoint;
  return (
    iteration <= request.iterations &&
    whatARunStandsOn(request) === whatARunStandsOn(checkpoint.request) &&
    sameRatesBefore(iteration, request.learningRates, checkpoint.request.learningRates)
  );
}

/** The same text for two requests whose runs differ in length alone. */
export const nameOfRun = (request: TrainingRequest): string =>
  `${whatARunStandsOn(request)} ${JSON.stringify(request.learningRates)}`;

/** Everything that every iteration depends on but the learning rate. As published, the seed's random stream depends on the number of batches. */
export function whatARunStandsOn({ learningRates: _rates, resume: _resume, iterations, ...rest }: TrainingRequest): string {
  return JSON.stringify({ ...rest, length: rest.convention === 'published' ? iterations : null });
}

function sameRatesBefore(iteration: number, a: LearningRateChange[], b: LearningRateChange[]): boolean {
  const before = (rates: LearningRateChange[]) => JSON.stringify(rates.filter((change) => change.from < iteration));
  return before(a) === before(b);
}
