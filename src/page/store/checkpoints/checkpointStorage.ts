/** Checkpoints in the browser's own database: what is known of each apart from its arrays, which are read only when a run goes on from them. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import type { PlaneRecipe } from '../../../model/problem/problem.ts';
import { browserDatabase } from '../storage/browserDatabase.ts';

export interface CheckpointHead {
  /** The run that it lies on: one checkpoint a run is stored. */
  id: string;
  /** Of the numbers: `numbersVersion` when it was taken. */
  version: number;
  request: TrainingRequest;
  iteration: number;
  /** Milliseconds since 1970. */
  savedAt: number;
  bytes: number;
}

export interface CheckpointStorage {
  /** Rejects, as the others do, where the browser keeps nothing. */
  heads(): Promise<CheckpointHead[]>;
  /** Null where it is not there any more. */
  read(id: string): Promise<TrainingCheckpoint | null>;
  /** Replaces the one with the head's id. Rejects where there is no room. */
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
