/** Checkpoints of a run, kept so that a new learning rate or a longer run need not start again. */

import type { LearningRateChange } from '../../model/problem.ts';
import type { TrainingRequest } from '../../model/requests.ts';
import type { TrainingCheckpoint } from '../../model/trainingFrames.ts';

const MOST_KEPT = 12;
const MOST_BYTES = 64e6;

export interface Checkpoints {
  keep(checkpoint: TrainingCheckpoint, request: TrainingRequest): void;
  /** The latest checkpoint that a run of `request` would pass through exactly; null if it must start from the start. */
  closest(request: TrainingRequest): TrainingCheckpoint | null;
  /** The latest kept checkpoint of the current run at or before an iteration. */
  atOrBefore(iteration: number): TrainingCheckpoint | null;
}

export function createCheckpoints(): Checkpoints {
  let kept: { checkpoint: TrainingCheckpoint; request: TrainingRequest }[] = []; // ascending in iteration, of one run

  return {
    keep(checkpoint, request) {
      kept = kept.filter((older) => passesThrough(request, older) && older.checkpoint.iteration < checkpoint.iteration);
      kept.push({ checkpoint, request });
      if (kept.length > MOST_KEPT) kept.splice(mostCrowded(kept.map(({ checkpoint }) => checkpoint.iteration)), 1);
      while (kept.length > 1 && kept.reduce((sum, { checkpoint }) => sum + bytesOf(checkpoint), 0) > MOST_BYTES)
        kept.splice(mostCrowded(kept.map(({ checkpoint }) => checkpoint.iteration)), 1);
    },
    closest: (request) => kept.findLast((older) => passesThrough(request, older))?.checkpoint ?? null,
    atOrBefore: (iteration) => kept.findLast((older) => older.checkpoint.iteration <= iteration)?.checkpoint ?? null,
  };
}

/** Index of the iteration whose neighbours are closest to each other; never the last one's. */
function mostCrowded(iterations: number[]): number {
  const gap = (i: number) => iterations[i + 1] - (iterations[i - 1] ?? 0);
  return iterations.slice(0, -1).reduce((best, _, i) => (gap(i) < gap(best) ? i : best), 0);
}

/** Whether a run of `request` takes the same weight steps up to the checkpoint and records the same things on the way. */
function passesThrough(request: TrainingRequest, older: { checkpoint: TrainingCheckpoint; request: TrainingRequest }): boolean {
  const { iteration } = older.checkpoint;
  return (
    iteration <= request.iterations &&
    whatARunStandsOn(request) === whatARunStandsOn(older.request) &&
    sameRatesBefore(iteration, request.learningRates, older.request.learningRates)
  );
}

/** Everything that every iteration depends on. As published, the seed's random stream depends on the number of batches. */
function whatARunStandsOn({ learningRates: _rates, resume: _resume, iterations, plane, ...rest }: TrainingRequest): string {
  return JSON.stringify({ ...rest, recipe: plane.recipe, length: rest.convention === 'published' ? iterations : null });
}

function sameRatesBefore(iteration: number, a: LearningRateChange[], b: LearningRateChange[]): boolean {
  const before = (rates: LearningRateChange[]) => JSON.stringify(rates.filter((change) => change.from < iteration));
  return before(a) === before(b);
}

function bytesOf({ weights, optimiser, frame }: TrainingCheckpoint): number {
  const states = [...weights, ...optimiser].flat();
  const paths = [frame.bpPath.weights, frame.pcPath.weights];
  const runs = [...frame.bp, ...frame.pc, ...(frame.otherBp ?? []), ...frame.restarts.map(({ curves }) => curves)];
  const curves = runs.flatMap(({ loss, energy, theoryEnergy, gradientNorm }) => [loss, energy, theoryEnergy, gradientNorm]);
  return [...states, ...paths, ...curves].reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
}
