/** Checkpoints in the browser's own database, in two tables: small heads, which are read at every visit, and the checkpoints with their arrays, which are read when a run goes on from them. */
import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import type { LearningRateChange, PlaneRecipe } from '../../../model/problem/problem.ts';
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

/** Rows are handed out unchecked: another version of the page, or anyone at the browser's console, may have written them. */
export interface CheckpointStorage {
  /** Rows of heads. Every method rejects where the browser has no storage for this page. */
  heads(): Promise<StoredRow[]>;
  /** The checkpoint. Null if none has this id, for example because another tab has removed it. */
  read(id: string): Promise<unknown>;
  /** Adds a checkpoint, or replaces the checkpoint with the head's id. Rejects with `QuotaExceededError` where there is no room. */
  put(head: CheckpointHead, checkpoint: TrainingCheckpoint): Promise<void>;
  remove(id: string): Promise<void>;
}

export type StoredRow = { id: string } & Partial<Record<keyof CheckpointHead, unknown>>;

interface Tables {
  heads: StoredRow;
  bodies: { id: string; checkpoint: unknown };
}

export function browserCheckpointStorage(name = 'saddlescope-checkpoints'): CheckpointStorage {
  const database = browserDatabase<Tables>(name, ['heads', 'bodies']);
  return {
    heads: () => database.all('heads'),
    read: async (id) => (await database.get('bodies', id))?.checkpoint ?? null,
    put: (head, checkpoint) => database.put({ heads: head, bodies: { id: head.id, checkpoint } }),
    remove: (id) => database.remove(id),
  };
}

/** The row as a head; null where the row is none. Earlier versions stored a run's plane as `{ recipe, domain }`: only the recipe decides a run. */
export function headIn(row: StoredRow): CheckpointHead | null {
  const { request } = row;
  if (!hasNumbers(row) || !isRequest(request)) return null;
  const plane = request.plane as PlaneRecipe | { recipe: PlaneRecipe };
  return { ...(row as CheckpointHead), request: { ...request, plane: 'recipe' in plane ? plane.recipe : plane } };
}

function hasNumbers({ id, version, iteration, savedAt, bytes }: StoredRow): boolean {
  const isDate = !Number.isNaN(new Date(savedAt as number).getTime());
  return typeof id === 'string' && isDate && [version, iteration, savedAt, bytes].every(Number.isFinite);
}

/** Whether the value has the fields by which requests are compared, and can be spelled in JSON. */
function isRequest(value: unknown): value is TrainingRequest {
  const request = value as Partial<TrainingRequest> | null | undefined;
  if (!request?.plane || typeof request.plane !== 'object' || !areRates(request.learningRates)) return false;
  try {
    return JSON.stringify(request).length > 0;
  } catch {
    return false; // circular, or with BigInt
  }
}

const areRates = (rates: unknown): rates is LearningRateChange[] =>
  Array.isArray(rates) && rates.every((change) => Number.isFinite(change?.from) && Number.isFinite(change?.rate));
