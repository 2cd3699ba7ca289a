/** Kept runs in the browser's own database. */
import { browserDatabase } from '../storage/browserDatabase.ts';
import type { KeptRun } from './keptRun.ts';

export interface RunStorage {
  /** Every stored run, in the order in which the runs were kept. Rejects where the browser has no storage for this page. */
  load(): Promise<KeptRun[]>;
  /** Adds a run, or replaces the run with its id. Rejects where there is no room. */
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

/** A run with every field: earlier versions stored neither BP's curves in the other convention nor restarts. */
const complete = (run: KeptRun): KeptRun => ({ ...run, otherBp: run.otherBp ?? null, restarts: run.restarts ?? [] });
