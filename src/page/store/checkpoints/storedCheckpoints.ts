/** Which checkpoints go into the browser's storage and when, so that a run outlives the page without storage or page noticing much of it. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import { numbersVersion } from '../../../model/numbersVersion.ts';
import { bytesIn } from './bytesIn.ts';
import type { CheckpointHead, CheckpointStorage } from './checkpointStorage.ts';
import { nameOfRun, passesThrough, whatARunStandsOn } from './sameRun.ts';

/** A run that took less computing is sooner computed again than missed. */
export const LEAST_COMPUTING_MS = 3000;
/** Least time between two writes of a run that goes on. */
export const INTERVAL_MS = 10_000;
export const MOST_SAVED = 6;
export const MOST_SAVED_BYTES = 300e6;

export interface Saved {
  checkpoint: TrainingCheckpoint;
  savedAt: number;
}

export interface SavedCheckpoints {
  /**
   * The latest stored checkpoint beyond iteration `after` that a run of `request` would pass through exactly. Null at once where it is known
   * that there is none.
   */
  closest(request: TrainingRequest, after: number): Promise<Saved | null> | null;
  /** Stores a checkpoint of a run that goes on, if it is time to. */
  offer(checkpoint: TrainingCheckpoint, request: TrainingRequest): void;
  /** Stores what was offered last and is not stored yet: the run has ended, or the page may go. */
  flush(): void;
  /** Stores a checkpoint whatever it took. */
  save(checkpoint: TrainingCheckpoint, request: TrainingRequest): void;
  /** Removes every checkpoint of this run, whatever its learning rates. */
  forget(request: TrainingRequest): void;
}

/** `onTrouble` is told why a checkpoint could not be stored, and null once one could. */
export function createSavedCheckpoints(storage: CheckpointStorage, onTrouble: (why: string | null) => void): SavedCheckpoints {
  let heads: CheckpointHead[] | null = null; // null until they are read
  let lastWrite = Number.NEGATIVE_INFINITY;
  let waiting: { checkpoint: TrainingCheckpoint; request: TrainingRequest } | null = null;
  const reading = storage.heads().then(
    (found) => {
      heads = found;
    },
    () => {
      heads = []; // said when something is to be stored
    },
  );
  let work: Promise<void> = reading; // one change of the storage after another

  function queue(change: () => Promise<void>): void {
    work = work.then(change).catch((error: Error) => onTrouble(notStored(error)));
  }

  function drop(isDropped: (head: CheckpointHead) => boolean): void {
    heads = heads?.filter((head) => !isDropped(head)) ?? null;
  }

  const candidate = (request: TrainingRequest, after: number) =>
    heads!
      .filter((head) => head.version === numbersVersion && head.iteration > after && passesThrough(request, head))
      .sort((a, b) => b.iteration - a.iteration)[0] ?? null;

  /** Another tab may have changed it since: it is looked at again as it is. */
  async function read(head: CheckpointHead, request: TrainingRequest, after: number): Promise<Saved | null> {
    const checkpoint = await storage.read(head.id).catch(() => null);
    const fits =
      checkpoint && checkpoint.iteration > after && passesThrough(request, { ...head, iteration: checkpoint.iteration });
    return fits ? { checkpoint, savedAt: head.savedAt } : null;
  }

  function save(checkpoint: TrainingCheckpoint, given: TrainingRequest): void {
    waiting = null;
    lastWrite = performance.now();
    const request: TrainingRequest = { ...given, resume: null };
    const head: CheckpointHead = {
      id: nameOfRun(request),
      version: numbersVersion,
      request,
      iteration: checkpoint.iteration,
      savedAt: Date.now(),
      bytes: bytesIn(checkpoint),
    };
    drop(({ id }) => id === head.id);
    heads?.push(head);
    queue(() => write(head, checkpoint)); // begun at once where no other is on its way: a page that goes has no time to wait
  }

  /** Makes room by dropping the oldest: as many as are too many, and then as many as the browser wants. */
  async function write(head: CheckpointHead, checkpoint: TrainingCheckpoint): Promise<void> {
    for (;;) {
      try {
        await storage.put(head, checkpoint);
        break;
      } catch (error) {
        const others = await othersThan(head);
        if ((error as Error).name !== 'QuotaExceededError' || others.length === 0) throw error;
        await remove(others[0]);
      }
    }
    const others = await othersThan(head);
    const bytes = () => others.reduce((sum, other) => sum + other.bytes, head.bytes);
    while (others.length > 0 && (others.length >= MOST_SAVED || bytes() > MOST_SAVED_BYTES)) await remove(others.shift()!);
    onTrouble(null);
  }

  /** Oldest first. */
  async function othersThan({ id }: CheckpointHead): Promise<CheckpointHead[]> {
    return (await storage.heads()).filter((head) => head.id !== id).sort((a, b) => a.savedAt - b.savedAt);
  }

  async function remove({ id }: CheckpointHead): Promise<void> {
    await storage.remove(id);
    drop((head) => head.id === id);
  }

  return {
    closest(request, after) {
      const search = () => {
        const head = candidate(request, after);
        return head && read(head, request, after);
      };
      return heads ? search() : reading.then(search);
    },
    offer(checkpoint, request) {
      if (checkpoint.milliseconds < LEAST_COMPUTING_MS) return;
      if (performance.now() - lastWrite >= INTERVAL_MS) save(checkpoint, request);
      else waiting = { checkpoint, request };
    },
    flush() {
      if (waiting) save(waiting.checkpoint, waiting.request);
    },
    save,
    forget(request) {
      waiting = null;
      const run = whatARunStandsOn(request);
      const isRun = (head: CheckpointHead) => whatARunStandsOn(head.request) === run;
      if (heads) drop(isRun);
      else reading.then(() => drop(isRun));
      queue(async () => {
        for (const { id } of (await storage.heads()).filter(isRun)) await storage.remove(id);
      });
    },
  };
}

function notStored(error: Error): string {
  const why = error.name === 'QuotaExceededError' ? 'the browser’s storage is full' : error.message;
  return `The run cannot be continued after this page is closed: no checkpoint could be stored (${why}). “Save checkpoint” keeps one as a file`;
}
