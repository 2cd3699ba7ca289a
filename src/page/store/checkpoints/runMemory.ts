/** The page's memory of runs: checkpoints of this visit, checkpoints in the browser's storage, and a checkpoint that a person opened from a file. */
import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import type { CheckpointStorage } from './checkpointStorage.ts';
import { createCheckpointsInMemory } from './checkpointsInMemory.ts';
import type { Origin } from './continuedNotice.ts';
import { type Accept, createStoredCheckpoints, type StorageListener } from './storedCheckpoints.ts';

export interface RunMemory {
  /** The request to go on from the latest checkpoint that the run passes through; a promise where that checkpoint must be read from the storage. */
  continued(fromTheStart: TrainingRequest): TrainingRequest | Promise<TrainingRequest>;
  /** Takes the frame's checkpoint. At the first frame after a checkpoint with an origin, tells the listener that the run goes on. */
  receive(frame: TrainingFrame, request: TrainingRequest): void;
  /** The latest checkpoint of this visit that a run of `request` passes through. */
  latest(request: TrainingRequest): TrainingCheckpoint | null;
  /** The latest checkpoint of the current run at or before an iteration. */
  atOrBefore(iteration: number): TrainingCheckpoint | null;
  /** Takes a checkpoint that a person opened. Rejects with InvalidRequest where a run of `request` cannot go on from it, and changes nothing then. */
  adopt(checkpoint: unknown, request: TrainingRequest, origin: Origin): Promise<void>;
  /** Removes the run's checkpoints from the storage. True if the run on screen went on from an earlier visit or a file: then the run must begin again at iteration 0. */
  forget(request: TrainingRequest): boolean;
  /** Stores the latest checkpoint now. */
  flush(): void;
}

export interface RunMemoryListener extends StorageListener {
  /** The first frame has come of a run that goes on from a checkpoint of an earlier visit or of a file. */
  continued(checkpoint: TrainingCheckpoint, origin: Origin, frame: TrainingFrame): void;
}

/** `storage` is null where no checkpoint outlives the page; `accept` checks checkpoints that this visit did not take. */
export function createRunMemory(storage: CheckpointStorage | null, accept: Accept, listener: RunMemoryListener): RunMemory {
  const recent = createCheckpointsInMemory();
  const stored = storage && createStoredCheckpoints(storage, accept, listener);
  const origins = new WeakMap<TrainingCheckpoint, Origin>();
  let wentOnFromOrigin = false; // the run on screen went on from a checkpoint with an origin

  function from(request: TrainingRequest, resume: TrainingCheckpoint | null): TrainingRequest {
    if (!resume || origins.has(resume)) wentOnFromOrigin = resume !== null;
    return { ...request, resume };
  }

  return {
    continued(fromTheStart) {
      const inMemory = recent.closest(fromTheStart);
      const search = stored?.closest(fromTheStart, inMemory?.iteration ?? 0) ?? null;
      if (!search) return from(fromTheStart, inMemory);
      return search.then((found) => {
        if (!found) return from(fromTheStart, inMemory);
        origins.set(found.checkpoint, { savedAt: found.savedAt, file: null });
        return from(fromTheStart, found.checkpoint);
      });
    },
    receive(frame, request) {
      const { resume } = request;
      const origin = resume && origins.get(resume);
      if (origin) {
        origins.delete(resume);
        recent.add(resume, request);
        listener.continued(resume, origin, frame);
      }
      if (!frame.checkpoint) return;
      recent.add(frame.checkpoint, request);
      stored?.offer(frame.checkpoint, request);
      if (frame.progress === 1) stored?.flush();
    },
    latest: recent.closest,
    atOrBefore: recent.atOrBefore,
    async adopt(opened, request, origin) {
      const checkpoint = await accept(request, opened);
      recent.clear();
      recent.add(checkpoint, request);
      origins.set(checkpoint, origin);
      stored?.save(checkpoint, request); // so that redo finds the checkpoint again
    },
    forget(request) {
      stored?.forget(request);
      if (!wentOnFromOrigin) return false;
      wentOnFromOrigin = false;
      recent.clear();
      return true;
    },
    flush: () => stored?.flush(),
  };
}
