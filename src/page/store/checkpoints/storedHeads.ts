/** The heads of the stored checkpoints: a copy in memory, so that a search need not wait for the storage, and the room that a new checkpoint needs there. */
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import { type CheckpointHead, type CheckpointStorage, headIn, type StoredRow } from './checkpointStorage.ts';

export const MOST_STORED = 6;
export const MOST_STORED_BYTES = 300e6;

export interface StoredHeads {
  /** Resolves when the storage has been read once, or could not be read. */
  read: Promise<void>;
  /** Calls `use` with all heads: at once where the storage has been read, and otherwise as soon as it has. */
  whenRead<Answer>(use: (heads: readonly CheckpointHead[]) => Answer): Answer | Promise<Awaited<Answer>>;
  /** Adds a head, or replaces the head with its id. */
  add(head: CheckpointHead): void;
  drop(isDropped: (head: CheckpointHead) => boolean): void;
}

export interface StoredHeadsListener {
  /** Told of the rows that are no heads. */
  damaged(rows: StoredRow[]): void;
  /** Told that the storage could not be read. */
  unread(error: Error): void;
}

export function createStoredHeads(storage: CheckpointStorage, { damaged, unread }: StoredHeadsListener): StoredHeads {
  let heads: CheckpointHead[] | null = null; // null until the storage has been read
  const read = storage.heads().then(
    (rows) => {
      heads = headsIn(rows);
      const others = rows.filter((row) => !headIn(row));
      if (others.length > 0) damaged(others);
    },
    (error: Error) => {
      heads = [];
      unread(error);
    },
  );

  function drop(isDropped: (head: CheckpointHead) => boolean): void {
    heads = heads?.filter((head) => !isDropped(head)) ?? null;
  }

  return {
    read,
    whenRead: <Answer>(use: (heads: readonly CheckpointHead[]) => Answer) =>
      heads ? use(heads) : (read.then(() => use(heads!)) as Promise<Awaited<Answer>>),
    add(head) {
      drop(({ id }) => id === head.id);
      heads?.push(head);
    },
    drop,
  };
}

export const headsIn = (rows: StoredRow[]): CheckpointHead[] => rows.map(headIn).filter((head) => head !== null);

/** Puts a checkpoint into the storage. The oldest others make room: as many as the browser demands, and then as many as are more than the page allows itself. */
export async function putAndMakeRoom(
  storage: CheckpointStorage,
  heads: StoredHeads,
  head: CheckpointHead,
  checkpoint: TrainingCheckpoint,
): Promise<void> {
  await put();
  const left = await others();
  const bytes = () => left.reduce((sum, other) => sum + other.bytes, head.bytes);
  while (left.length > 0 && (left.length >= MOST_STORED || bytes() > MOST_STORED_BYTES)) await remove(left.shift()!);

  function put(): Promise<void> {
    return storage.put(head, checkpoint).catch(async (error: Error) => {
      const [oldest] = await others();
      if (error.name !== 'QuotaExceededError' || !oldest) throw error;
      await remove(oldest);
      await put();
    });
  }

  /** Heads of the other checkpoints, oldest first. */
  async function others(): Promise<CheckpointHead[]> {
    return headsIn(await storage.heads())
      .filter(({ id }) => id !== head.id)
      .sort((a, b) => a.savedAt - b.savedAt);
  }

  async function remove({ id }: CheckpointHead): Promise<void> {
    await storage.remove(id);
    heads.drop((other) => other.id === id);
  }
}
