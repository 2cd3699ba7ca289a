/** The runs that are kept for comparison: in memory at once, and in the browser's storage as soon as the storage has taken them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Notice } from '../state/pageState.ts';
import type { KeptRun, NewRun } from './keptRun.ts';
import type { RunStorage } from './runStorage.ts';

/** Every kept run has a line style of its own: a reader can tell no more styles apart. */
export const MOST_RUNS = 12;
export const LONGEST_NAME = 200;

export interface KeptRuns {
  /** In the order in which they were kept. */
  runs: KeptRun[];
  /** Why the runs of earlier visits, or some of them, could not be read; null where all could be read. */
  trouble: string | null;
  /** Adds the runs that earlier visits kept. */
  load(): Promise<void>;
  /** Keeps a run. A name that another run has is given a number; a warning says where `MOST_RUNS` are kept already. */
  keep(run: NewRun): Promise<void>;
  /** An empty name leaves the old name. */
  rename(id: string, name: string): Promise<void>;
  setShown(id: string, shown: boolean): Promise<void>;
  remove(id: string): Promise<void>;
}

type Notify = (kind: Notice['kind'], text: string) => void;

export function createKeptRuns(storage: RunStorage, notify: Notify): StoreApi<KeptRuns> {
  return createStore<KeptRuns>()((set, read) => {
    const { put, remove } = complainingStorage(storage, notify);
    const find = (id: string) => read().runs.find((run) => run.id === id);

    async function change(id: string, changes: Partial<KeptRun>): Promise<void> {
      const changed = { ...find(id)!, ...changes };
      set({ runs: read().runs.map((run) => (run.id === id ? changed : run)) });
      await put(changed);
    }

    return {
      runs: [],
      trouble: null,
      async load() {
        try {
          const known = new Set(read().runs.map(({ id }) => id));
          const { runs, damaged } = await storage.load();
          const earlier = runs.filter(({ id }) => !known.has(id));
          set({ runs: [...earlier, ...read().runs], trouble: damaged > 0 ? damagedText(damaged) : null });
        } catch (error) {
          set({ trouble: `Runs of earlier visits could not be read from the browser’s storage: ${(error as Error).message}` });
        }
      },
      async keep(given) {
        const { runs } = read();
        if (runs.length >= MOST_RUNS)
          return notify('warning', `${runs.length} runs are kept already, which is the most: delete one in the tab “Runs” first`);
        const run = keptBeside(runs, given);
        set({ runs: [...runs, run] });
        await put(run);
      },
      async rename(id, name) {
        const trimmed = name.trim().slice(0, LONGEST_NAME);
        if (trimmed && trimmed !== find(id)?.name) await change(id, { name: trimmed });
      },
      setShown: (id, shown) => change(id, { shown }),
      async remove(id) {
        set({ runs: read().runs.filter((run) => run.id !== id) });
        await remove(id);
      },
    };
  });
}

/** The storage's two changes; where the storage refuses one, a warning says so. */
function complainingStorage(storage: RunStorage, notify: Notify): Pick<RunStorage, 'put' | 'remove'> {
  return {
    put: (run) => storage.put(run).catch((error: Error) => notify('warning', notStored(run.name, error))),
    remove: (id) =>
      storage
        .remove(id)
        .catch(({ message }: Error) => notify('warning', `The run could not be deleted from the browser’s storage (${message})`)),
  };
}

/** A new run, with a name and a line style that no other kept run has. */
function keptBeside(runs: KeptRun[], given: NewRun): KeptRun {
  const name = freeName(given.name.slice(0, LONGEST_NAME), runs);
  return { ...given, name, id: crypto.randomUUID(), keptAt: Date.now(), shown: true, style: freeStyle(runs) };
}

const damagedText = (count: number): string =>
  `${count === 1 ? '1 kept run is' : `${count} kept runs are`} damaged in the browser’s storage and left out here`;

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
