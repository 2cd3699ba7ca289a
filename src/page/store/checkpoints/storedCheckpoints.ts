/** Decides which checkpoints go into the browser's storage and when, so that a run outlives the page and neither storage nor page is busy with checkpoints. */
import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import { numbersVersion } from '../../../model/numbersVersion.ts';
import type { CheckpointHead, CheckpointStorage } from './checkpointStorage.ts';
import { bytesIn } from './checkpointsInMemory.ts';
import { decidingSettings, idOfRun, passesThrough } from './sameRun.ts';
import { createStoredHeads, headsIn, putAndMakeRoom } from './storedHeads.ts';

/** A run that took less computing is not stored: computing again takes no longer than reading. */
export const LEAST_COMPUTING_MS = 3000;
/** Least time between two checkpoints of a run that go into the storage. */
export const INTERVAL_MS = 10_000;

export interface StoredCheckpoint {
  checkpoint: TrainingCheckpoint;
  savedAt: number;
}

export interface StoredCheckpoints {
  /**
   * The latest stored checkpoint beyond iteration `after` that a run of `request` would pass through exactly. Null without a promise where the
   * heads already say that there is none.
   */
  closest(request: TrainingRequest, after: number): Promise<StoredCheckpoint | null> | null;
  /** Stores a checkpoint of a run that goes on, unless the last one was stored a short time ago. */
  offer(checkpoint: TrainingCheckpoint, request: TrainingRequest): void;
  /** Stores the checkpoint that was offered last, unless it is stored: the run has ended, or the page may go. */
  flush(): void;
  /** Stores a checkpoint at once, however little computing it took. */
  save(checkpoint: TrainingCheckpoint, request: TrainingRequest): void;
  /** Removes every checkpoint of this run, whatever its learning rates. */
  forget(request: TrainingRequest): void;
}

/** Resolves with the checkpoint where a run of the request can go on from it. Rejects with InvalidRequest where a field does not fit. */
export type Accept = (request: TrainingRequest, checkpoint: unknown) => Promise<TrainingCheckpoint>;

export interface StorageListener {
  /** Told why a checkpoint could not be stored, and null as soon as one could. */
  trouble(why: string | null): void;
  /** Told why a stored checkpoint was removed. */
  removed(why: string): void;
}

export function createStoredCheckpoints(
  storage: CheckpointStorage,
  accept: Accept,
  listener: StorageListener,
): StoredCheckpoints {
  const heads = createStoredHeads(storage, {
    damaged(rows) {
      for (const { id } of rows) queue(() => storage.remove(id));
      listener.removed(damagedText(rows.length));
    },
    unread(error) {
      if (error.name === 'TimeoutError') listener.trouble(notStored(error)); // of other errors the first checkpoint tells
    },
  });
  let lastSave = Number.NEGATIVE_INFINITY;
  let waiting: { checkpoint: TrainingCheckpoint; request: TrainingRequest } | null = null;
  let work = heads.read; // one change of the storage after another

  function queue(change: () => Promise<void>): void {
    work = work.then(change).catch((error: Error) => listener.trouble(notStored(error)));
  }

  function save(checkpoint: TrainingCheckpoint, request: TrainingRequest): void {
    waiting = null;
    lastSave = performance.now();
    const head = headOf(checkpoint, request);
    heads.add(head);
    // the put begins at once where no other change is on its way: a page that goes has no time to wait
    queue(() => putAndMakeRoom(storage, heads, head, checkpoint).then(() => listener.trouble(null)));
  }

  /** The latest checkpoint that fits; checkpoints that do not are removed. */
  async function readClosest(request: TrainingRequest, after: number): Promise<StoredCheckpoint | null> {
    const head = await heads.whenRead((all) => closestHead(all, request, after));
    if (!head) return null;
    try {
      return await readStored(storage, accept, head, request, after);
    } catch (error) {
      const { name, message } = error as Error;
      heads.drop(({ id }) => id === head.id);
      if (name !== 'InvalidRequest') return null; // the storage or the worker failed, not the checkpoint
      queue(() => storage.remove(head.id));
      listener.removed(refusedText(message));
      return readClosest(request, after);
    }
  }

  return {
    closest: (request, after) => heads.whenRead((all) => (closestHead(all, request, after) ? readClosest(request, after) : null)),
    offer(checkpoint, request) {
      if (checkpoint.milliseconds < LEAST_COMPUTING_MS) return;
      if (performance.now() - lastSave >= INTERVAL_MS) save(checkpoint, request);
      else waiting = { checkpoint, request };
    },
    flush() {
      if (waiting) save(waiting.checkpoint, waiting.request);
    },
    save,
    forget(request) {
      waiting = null;
      const run = decidingSettings(request);
      const isOfRun = (head: CheckpointHead) => decidingSettings(head.request) === run;
      void heads.whenRead(() => heads.drop(isOfRun));
      queue(async () => {
        for (const { id } of headsIn(await storage.heads()).filter(isOfRun)) await storage.remove(id);
      });
    },
  };
}

function headOf(checkpoint: TrainingCheckpoint, given: TrainingRequest): CheckpointHead {
  const request: TrainingRequest = { ...given, resume: null };
  return {
    id: idOfRun(request),
    version: numbersVersion,
    request,
    iteration: checkpoint.iteration,
    savedAt: Date.now(),
    bytes: bytesIn(checkpoint),
  };
}

const closestHead = (heads: readonly CheckpointHead[], request: TrainingRequest, after: number): CheckpointHead | null =>
  heads
    .filter((head) => head.version === numbersVersion && head.iteration > after && passesThrough(request, head))
    .sort((a, b) => b.iteration - a.iteration)[0] ?? null;

/** The stored checkpoint of a head; null if another tab has since stored one that the run of `request` does not pass through. Rejects as `accept`. */
async function readStored(
  storage: CheckpointStorage,
  accept: Accept,
  head: CheckpointHead,
  request: TrainingRequest,
  after: number,
): Promise<StoredCheckpoint | null> {
  const stored = await storage.read(head.id);
  if (stored === null) return null;
  const { iteration } = stored as Partial<TrainingCheckpoint>;
  const isOnTheWay = iteration! > after && passesThrough(request, { ...head, iteration: iteration! });
  if (Number.isInteger(iteration) && !isOnTheWay) return null;
  return { checkpoint: await accept(request, stored), savedAt: head.savedAt };
}

const damagedText = (count: number): string =>
  `${count === 1 ? 'A stored checkpoint was damaged and was' : `${count} stored checkpoints were damaged and were`} removed from the browser’s storage`;

const refusedText = (why: string): string =>
  `This run’s stored checkpoint could not be used and was removed from the browser’s storage: the run begins without it (${why})`;

function notStored(error: Error): string {
  const why = error.name === 'QuotaExceededError' ? 'the browser’s storage is full' : error.message;
  return `The run cannot be continued after this page is closed: no checkpoint could be stored (${why}). “Save checkpoint” keeps one as a file`;
}
