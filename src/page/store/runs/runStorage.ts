/** Kept runs in the browser's own database. */
import { browserDatabase } from '../storage/browserDatabase.ts';
import type { KeptRun, RunCurves } from './keptRun.ts';

export interface RunStorage {
  /** Every stored run, in the order in which the runs were kept, and how many rows are no runs. Rejects where the browser has no storage for this page. */
  load(): Promise<{ runs: KeptRun[]; damaged: number }>;
  /** Adds a run, or replaces the run with its id. Rejects where there is no room. */
  put(run: KeptRun): Promise<void>;
  remove(id: string): Promise<void>;
}

type StoredRow = { id: string } & Partial<Record<keyof KeptRun, unknown>>;

export function browserRunStorage(name = 'saddlescope-runs'): RunStorage {
  const database = browserDatabase<{ runs: StoredRow }>(name, ['runs']);
  return {
    async load() {
      const rows = await database.all('runs');
      const runs = rows.map(runIn).filter((run) => run !== null);
      return { runs: runs.sort((a, b) => a.keptAt - b.keptAt), damaged: rows.length - runs.length };
    },
    put: (run) => database.put({ runs: run as unknown as StoredRow }),
    remove: (id) => database.remove(id),
  };
}

/** The row as a run; null where the row is none. Earlier versions stored neither BP's curves in the other convention, nor restarts, nor where the run started. */
function runIn(row: StoredRow): KeptRun | null {
  const { bp, pc, otherBp = null, restarts = [], isNearSaddle = false } = row;
  const isRun =
    hasFields(row) && areCurves(bp) && areCurves(pc) && (otherBp === null || areCurves(otherBp)) && areRestarts(restarts);
  return isRun ? ({ ...row, otherBp, restarts, isNearSaddle: isNearSaddle === true } as KeptRun) : null;
}

function hasFields({ id, name, query, shown, keptAt, style, milliseconds }: StoredRow): boolean {
  const texts = [id, name, query].every((text) => typeof text === 'string');
  const hasStyle = Number.isInteger(style) && (style as number) >= 0;
  return texts && typeof shown === 'boolean' && hasStyle && [keptAt, milliseconds].every(Number.isFinite);
}

/** Curves of at least one seed, each of which has taken a step. */
const areCurves = (value: unknown): value is RunCurves => Array.isArray(value) && value.length > 0 && value.every(isCurve);

function isCurve(value: unknown): value is RunCurves[number] {
  const curve = value as Partial<RunCurves[number]> | null | undefined;
  const lengths = [curve?.loss, curve?.energy, curve?.gradientNorm].map((each) =>
    each instanceof Float64Array ? each.length : 0,
  );
  return lengths[0] > 0 && new Set(lengths).size === 1;
}

const areRestarts = (value: unknown): value is KeptRun['restarts'] =>
  Array.isArray(value) && value.every((restart) => Number.isFinite(restart?.from) && isCurve(restart.curves));
