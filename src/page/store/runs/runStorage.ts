/** Kept runs in the browser's own database. */
import { browserDatabase } from '../storage/browserDatabase.ts';
import type { KeptRun } from './keptRun.ts';

export interface RunStorage {
  /** Every run that was put, in the order in which they were kept. Rejects where the browser keeps nothing. */
  load(): Promise<KeptRun[]>;
  /** Adds a run, or replaces the one with its id. Rejects where there is no room. */
  put(run: KeptRun): Promise<void>;
  remove(id: string): Promise<void>;
}

export function browserRunStorage(name = 'saddlescope-runs'): RunStorage {
  const database = browserDatabase<{ runs: KeptRun }>(name, ['runs']);
  return {
    load: async () => (await database.all('runs')).map(complete).sort((a, b) => a.keptAt - b.keptAt),
    put: (run) => database.put({ runs: run }),
    remove: (id) => database.remove(id),
  };
}

/** Runs of earlier versions had both learners' curves alone. */
const complete = (run: KeptRun): KeptRun => ({ ...run, otherBp: run.otherBp ?? null, restarts: run.restarts ?? [] });
