/** Checkpoints of the current run in memory, so that a new learning rate or a longer run need not start from iteration 0. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import { passesThrough } from './sameRun.ts';

const MOST_CHECKPOINTS = 12;
const MOST_BYTES = 64e6;

export interface CheckpointsInMemory {
  /** Adds a checkpoint of a run of `request`; drops later checkpoints, and those of other runs. */
  add(checkpoint: TrainingCheckpoint, request: TrainingRequest): void;
  /** The latest checkpoint that a run of `request` would pass through exactly; null if that run must begin at iteration 0. */
  closest(request: TrainingRequest): TrainingCheckpoint | null;
  /** The latest checkpoint of the current run at or before an iteration. */
  atOrBefore(iteration: number): TrainingCheckpoint | null;
  clear(): void;
}

interface Entry {
  checkpoint: TrainingCheckpoint;
  request: TrainingRequest;
  bytes: number;
}

export function createCheckpointsInMemory(): CheckpointsInMemory {
  let entries: Entry[] = []; // ascending in iteration, of one run

  return {
    add(checkpoint, request) {
      const { iteration } = checkpoint;
      entries = entries.filter((older) => isOnTheWay(request, older) && older.checkpoint.iteration < iteration);
      entries.push({ checkpoint, request, bytes: bytesIn(checkpoint) });
      while (entries.length > 1 && isTooMuch(entries)) entries.splice(mostCrowded(entries), 1);
    },
    closest: (request) => entries.findLast((older) => isOnTheWay(request, older))?.checkpoint ?? null,
    atOrBefore: (iteration) => entries.findLast(({ checkpoint }) => checkpoint.iteration <= iteration)?.checkpoint ?? null,
    clear() {
      entries = [];
    },
  };
}

const isOnTheWay = (request: TrainingRequest, { checkpoint, request: older }: Entry): boolean =>
  passesThrough(request, { iteration: checkpoint.iteration, request: older });

const isTooMuch = (entries: Entry[]): boolean =>
  entries.length > MOST_CHECKPOINTS || entries.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES;

/** Index of the entry whose neighbours are closest to each other; never the last entry. */
function mostCrowded(entries: Entry[]): number {
  const at = (i: number) => entries[i]?.checkpoint.iteration ?? 0;
  const gap = (i: number) => at(i + 1) - at(i - 1);
  return entries.slice(0, -1).reduce((best, _, i) => (gap(i) < gap(best) ? i : best), 0);
}

/** Bytes of every typed array in a tree of objects and lists. */
export function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce((sum: number, part) => sum + bytesIn(part), 0);
}
