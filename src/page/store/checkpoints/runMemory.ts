/** What the page remembers of runs: the checkpoints of this visit, those in the browser's storage, and one that a person opened. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import type { CheckpointStorage } from './checkpointStorage.ts';
import { createCheckpoints } from './checkpointsInMemory.ts';
import { createSavedCheckpoints } from './storedCheckpoints.ts';

/** Where a checkpoint comes from that this visit did not take. */
export interface Origin {
  /** Milliseconds since 1970. */
  savedAt: number;
  /** The file that it was opened from; null where it was in the browser's storage. */
  file: string | null;
}

export interface RunMemory {
  /** The same run from the latest checkpoint that it passes through; a promise where that has to be read. */
  continued(fromTheStart: TrainingRequest): TrainingRequest | Promise<TrainingRequest>;
  /** Takes the frame's checkpoint, and says where the run goes on from if this is the first frame since. */
  receive(frame: TrainingFrame, request: TrainingRequest): void;
  /** The latest checkpoint of this visit that a run of `request` passes through. */
  latest(request: TrainingRequest): TrainingCheckpoint | null;
  /** The latest checkpoint of the current run at or before an iteration. */
  atOrBefore(iteration: number): TrainingCheckpoint | null;
  /** Takes a checkpoint that a person opened. */
  adopt(checkpoint: TrainingCheckpoint, request: TrainingRequest, origin: Origin): void;
  /** Forgets what is stored of this run. True where the run on screen goes on from an earlier visit or a file: then it must start again. */
  forget(request: TrainingRequest): boolean;
  /** Stores the latest checkpoint now. */
  flush(): void;
}

export interface RunMemoryListener {
  /** A run goes on from a checkpoint that was taken elsewhere: its first frame has come. */
  continued(checkpoint: TrainingCheckpoint, origin: Origin, frame: TrainingFrame): void;
  /** Why a checkpoint could not be stored; null once one could. */
  trouble(why: string | null): void;
}

/** `storage`: null where nothing outlives the page. */
export function createRunMemory(storage: CheckpointStorage | null, listener: RunMemoryListener): RunMemory {
  const checkpoints = createCheckpoints();
  const saved = storage && createSavedCheckpoints(storage, listener.trouble);
  const origins = new WeakMap<TrainingCheckpoint, Origin>();
  let standsOnEarlier = false; // the run on screen went on from a checkpoint with an origin

  function from(request: TrainingRequest, resume: TrainingCheckpoint | null): TrainingRequest {
    if (!resume || origins.has(resume)) standsOnEarlier = resume !== null;
    return { ...request, resume };
  }

  return {
    continued(fromTheStart) {
      const kept = checkpoints.closest(fromTheStart);
      const found = saved?.closest(fromTheStart, kept?.iteration ?? 0) ?? null;
      if (!found) return from(fromTheStart, kept);
      return found.then((stored) => {
        if (!stored) return from(fromTheStart, kept);
        origins.set(stored.checkpoint, { savedAt: stored.savedAt, file: null });
        return from(fromTheStart, stored.checkpoint);
      });
    },
    receive(frame, request) {
      const { resume } = request;
      const origin = resume && origins.get(resume);
      if (origin) {
        origins.delete(resume);
        checkpoints.keep(resume, request);
        listener.continued(resume, origin, frame);
      }
      if (!frame.checkpoint) return;
      checkpoints.keep(frame.checkpoint, request);
      saved?.offer(frame.checkpoint, request);
      if (frame.progress === 1) saved?.flush();
    },
    latest: checkpoints.closest,
    atOrBefore: checkpoints.atOrBefore,
    adopt(checkpoint, request, origin) {
      checkpoints.clear();
      checkpoints.keep(checkpoint, request);
      origins.set(checkpoint, origin);
      saved?.save(checkpoint, request); // so that redo finds it again
    },
    forget(request) {
      saved?.forget(request);
      if (!standsOnEarlier) return false;
      standsOnEarlier = false;
      checkpoints.clear();
      return true;
    },
    flush: () => saved?.flush(),
  };
}
