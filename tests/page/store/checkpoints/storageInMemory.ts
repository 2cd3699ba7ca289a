/** A storage in memory that copies what it takes, as a browser's does, and holds as much as it is told to. */
import type { CheckpointHead, CheckpointStorage } from '../../../../src/page/store/checkpoints/checkpointStorage.ts';

export interface StorageInMemory extends CheckpointStorage {
  held: Map<string, { head: CheckpointHead; checkpoint: unknown }>;
  /** Checkpoints that there is room for. */
  room: number;
}

export function storageInMemory(): StorageInMemory {
  const held: StorageInMemory['held'] = new Map();
  const storage: StorageInMemory = {
    held,
    room: Number.POSITIVE_INFINITY,
    heads: async () => structuredClone([...held.values()].map(({ head }) => head)),
    read: async (id) => structuredClone(held.get(id)?.checkpoint ?? null) as never,
    async put(head, checkpoint) {
      if (!held.has(head.id) && held.size >= storage.room) throw new DOMException('no room', 'QuotaExceededError');
      held.set(head.id, structuredClone({ head, checkpoint }));
    },
    remove: async (id) => void held.delete(id),
  };
  return storage;
}
