/** The runs that are kept for comparison: in memory at once, in the browser's storage as soon as it has taken them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Notice } from '../state/pageState.ts';
import type { KeptRun, NewRun } from './keptRun.ts';
import type { RunStorage } from './runStorage.ts';

/** As many as there are line styles that can be told apart. */
export const MOST_RUNS = 12;
export const LONGEST_NAME = 200;

export interface KeptRuns {
  /** In the order in which they were kept. */
  runs: KeptRun[];
  /** Why those of earlier visits could not be read; null where they could. */
  trouble: string | null;
  /** Reads what earlier visits kept. */
  load(): Promise<void>;
  /** Keeps a run under its name, numbered if another has the same; says so where there are too many. */
  keep(run: NewRun): Promise<void>;
  /** An empty name leaves the old one. */
  rename(id: string, name: string): Promise<void>;
  setShown(id: string, shown: boolean): Promise<void>;
  remove(id: string): Promise<void>;
}

type Notify = (kind: Notice['kind'], text: string) => void;

export function createKeptRuns(storage: RunStorage, notify: Notify): StoreApi<KeptRuns> {
  return createStore<KeptRuns>()((set, read) => {
    const find = (id: string) => read().runs.find((run) => run.id === id);

    async function stored(run: KeptRun): Promise<void> {
      try {
        await storage.put(run);
      } catch (error) {
        notify('warning', notStored(run.name, error as Error));
      }
    }

    async function change(id: string, changes: Partial<KeptRun>): Promise<void> {
      const changed = { ...find(id)!, ...changes };
      set({ runs: read().runs.map((run) => (run.id === id ? changed : run)) });
      await stored(changed);
    }

    return {
      runs: [],
      trouble: null,
      async load() {
        try {
          const known = new Set(read().runs.map(({ id }) => id));
          const earlier = (await storage.load()).filter(({ id }) => !known.has(id));
          set({ runs: [...earlier, ...read().runs] });
        } catch (error) {
          set({ trouble: `Runs of earlier visits could not be read from the browser’s storage: ${(error as Error).message}` });
        }
      },
      async keep(given) {
        const { runs } = read();
        if (runs.length >= MOST_RUNS)
          return notify('warning', `${runs.length} runs are kept already, which is the most: delete one in the tab “Runs” first`);
        const name = freeName(given.name.slice(0, LONGEST_NAME), runs);
        const run = { ...given, name, id: crypto.randomUUID(), keptAt: Date.now(), shown: true, style: freeStyle(runs) };
        set({ runs: [...runs, run] });
        await stored(run);
      },
      async rename(id, name) {
        const trimmed = name.trim().slice(0, LONGEST_NAME);
        if (trimmed && trimmed !== find(id)?.name) await change(id, { name: trimmed });
      },
      setShown: (id, shown) => change(id, { shown }),
      async remove(id) {
        set({ runs: read().runs.filter((run) => run.id !== id) });
        try {
          await storage.remove(id);
        } catch (error) {
          notify('warning', `The run could not be deleted from the browser’s storage (${(error as Error).message})`);
        }
      },
    };
  });
}

function notStored(name: string, error: Error): string {
  const why = error.name === 'QuotaExceededError' ? 'the browser’s storage is full: delete a run to make room' : error.message;
  return `“${name}” is kept only until this page is closed (${why})`;
}

function freeName(wanted: string, runs: KeptRun[]): string {
  const taken = new Set(runs.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!taken.has(name)) return name;
  }
}

function freeStyle(runs: KeptRun[]): number {
  const taken = new Set(runs.map(({ style }) => style));
  return Array.from({ length: MOST_RUNS }, (_, style) => style).find((style) => !taken.has(style)) ?? 0;
}
