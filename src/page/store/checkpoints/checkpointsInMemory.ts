/** Checkpoints of the current run in memory, so that a new learning rate or a longer run need not start again. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import { bytesIn } from './bytesIn.ts';
import { passesThrough } from './sameRun.ts';

const MOST_KEPT = 12;
const MOST_BYTES = 64e6;

export interface Checkpoints {
  keep(checkpoint: TrainingCheckpoint, request: TrainingRequest): void;
  /** The latest checkpoint that a run of `request` would pass through exactly; null if it must start from the start. */
  closest(request: TrainingRequest): TrainingCheckpoint | null;
  /** The latest kept checkpoint of the current run at or before an iteration. */
  atOrBefore(iteration: number): TrainingCheckpoint | null;
  clear(): void;
}

interface Kept {
  checkpoint: TrainingCheckpoint;
  request: TrainingRequest;
  bytes: number;
}

export function createCheckpoints(): Checkpoints {
  let kept: Kept[] = []; // ascending in iteration, of one run

  return {
    keep(checkpoint, request) {
      const { iteration } = checkpoint;
      kept = kept.filter((older) => onTheWay(request, older) && older.checkpoint.iteration < iteration);
      kept.push({ checkpoint, request, bytes: bytesIn(checkpoint) });
      if (kept.length > MOST_KEPT) dropMostCrowded();
      while (kept.length > 1 && kept.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) dropMostCrowded();
    },
    closest: (request) => kept.findLast((older) => onTheWay(request, older))?.checkpoint ?? null,
    atOrBefore: (iteration) => kept.findLast((older) => older.checkpoint.iteration <= iteration)?.checkpoint ?? null,
    clear() {
      kept = [];
    },
  };

  /** The checkpoint whose neighbours are closest to each other; never the last one. */
  function dropMostCrowded(): void {
    const at = (i: number) => kept[i]?.checkpoint.iteration ?? 0;
    const gap = (i: number) => at(i + 1) - at(i - 1);
    kept.splice(
      kept.slice(0, -1).reduce((best, _, i) => (gap(i) < gap(best) ? i : best), 0),
      1,
    );
  }
}

const onTheWay = (request: TrainingRequest, { checkpoint, request: older }: Kept): boolean =>
  passesThrough(request, { iteration: checkpoint.iteration, request: older });
