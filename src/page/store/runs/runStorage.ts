/** Kept runs in the browser's own database, which takes arrays as they are and holds more than its key-value storage. */
import type { KeptRun } from './keptRun.ts';

export interface RunStorage {
  /** Every run that was put, in the order in which they were kept. Rejects where the browser keeps nothing. */
  load(): Promise<KeptRun[]>;
  /** Adds a run, or replaces the one with its id. Rejects where there is no room. */
  put(run: KeptRun): Promise<void>;
  remove(id: string): Promise<void>;
}

const table = 'runs';

export function browserRunStorage(database = 'saddlescope-runs'): RunStorage {
  let opened: Promise<IDBDatabase> | null = null;

  async function ask<Answer>(mode: IDBTransactionMode, question: (runs: IDBObjectStore) => IDBRequest<Answer>): Promise<Answer> {
    opened ??= open(database);
    opened.catch(() => {
      opened = null;
    });
    const transaction = (await opened).transaction(table, mode);
    const request = question(transaction.objectStore(table));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? request.error);
    });
  }

  return {
    load: async () => (await ask<KeptRun[]>('readonly', (runs) => runs.getAll())).sort((a, b) => a.keptAt - b.keptAt),
    put: async (run) => void (await ask('readwrite', (runs) => runs.put(run))),
    remove: (id) => ask('readwrite', (runs) => runs.delete(id)),
  };
}

async function open(database: string): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('another tab holds an older version open'));
  });
}
