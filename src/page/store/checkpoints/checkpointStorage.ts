/** Checkpoints in the browser's own database, in two tables: small heads, which are read at every visit, and the checkpoints with their arrays, which are read when a run goes on from them. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import type { PlaneRecipe } from '../../../model/problem/problem.ts';
import { browserDatabase } from '../storage/browserDatabase.ts';

export interface CheckpointHead {
  /** `idOfRun` of the run: the storage has at most one checkpoint of a run. */
  id: string;
  /** `numbersVersion` of the page that took the checkpoint. */
  version: number;
  request: TrainingRequest;
  iteration: number;
  /** Milliseconds since 1970. */
  savedAt: number;
  bytes: number;
}

export interface CheckpointStorage {
  /** Every method rejects where the browser has no storage for this page. */
  heads(): Promise<CheckpointHead[]>;
  /** Null if no checkpoint has this id, for example because another tab has removed it. */
  read(id: string): Promise<TrainingCheckpoint | null>;
  /** Adds a checkpoint, or replaces the checkpoint with the head's id. Rejects with `QuotaExceededError` where there is no room. */
  put(head: CheckpointHead, checkpoint: TrainingCheckpoint): Promise<void>;
  remove(id: string): Promise<void>;
}

interface Tables {
  heads: CheckpointHead;
  bodies: { id: string; checkpoint: TrainingCheckpoint };
}

export function browserCheckpointStorage(name = 'saddlescope-checkpoints'): CheckpointStorage {
  const database = browserDatabase<Tables>(name, ['heads', 'bodies']);
  return {
    heads: async () => (await database.all('heads')).map(currentHead),
    read: async (id) => (await database.get('bodies', id))?.checkpoint ?? null,
    put: (head, checkpoint) => database.put({ heads: head, bodies: { id: head.id, checkpoint } }),
    remove: (id) => database.remove(id),
  };
}

/** Earlier versions stored a run's plane as `{ recipe, domain }`: only the recipe decides a run. */
export function currentHead(head: CheckpointHead): CheckpointHead {
  const plane = head.request.plane as PlaneRecipe | { recipe: PlaneRecipe };
  return 'recipe' in plane ? { ...head, request: { ...head.request, plane: plane.recipe } } : head;
}
