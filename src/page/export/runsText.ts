/** The kept runs as a CSV file and as a JSON file. */
import type { LearnerCurves } from '../../model/problem/learnerCurves.ts';
import { type Cell, csvLine, csvText } from './csv.ts';

const metrics = ['loss', 'energy', 'gradientNorm'] as const;
type Curves = Pick<LearnerCurves, (typeof metrics)[number]>[];

export interface ExportedRun {
  name: string;
  /** Address of the page that made the run. */
  state: string;
  milliseconds: number;
  /** [seed] */
  bp: Curves;
  pc: Curves;
  /** BP as the other convention scales it. */
  otherBp: Curves | null;
  /** PC from BP's plateaus: index 0 is iteration `from`. */
  restarts: { from: number; curves: Curves[number] }[];
}

interface Column {
  head: string;
  /** Iteration of the first value. */
  from: number;
  values: Float64Array;
}

/**
 * `iteration`, then a column a curve: `name: BP loss`, with the number of the seed where a run has several. Empty where a run has not begun or
 * has ended.
 */
export function runsCsv(runs: ExportedRun[]): string {
  const columns = runs.flatMap(({ name, bp, pc, otherBp, restarts }) => [
    ...columnsOf(`${name}: BP`, bp),
    ...columnsOf(`${name}: PC`, pc),
    ...columnsOf(`${name}: BP, other convention`, otherBp ?? []),
    ...restarts.flatMap(({ from, curves }) => columnsOf(`${name}: PC from BP at ${from}`, [curves], from)),
  ]);
  const length = Math.max(0, ...columns.map(({ from, values }) => from + values.length));
  const rows = Array.from({ length }, (_, i): Cell[] => [i, ...columns.map(({ from, values }) => values[i - from])]);
  return csvText([csvLine(['iteration', ...columns.map(({ head }) => head)]), ...rows.map(csvLine)]);
}

function columnsOf(name: string, seeds: Curves, from = 0): Column[] {
  return seeds.flatMap((curves, seed) =>
    metrics.map((metric) => ({
      head: `${name} ${metric}${seeds.length > 1 ? ` seed ${seed + 1}` : ''}`,
      from,
      values: curves[metric],
    })),
  );
}

/**
 * `{ runs: [{ name, state, milliseconds, bp: [{ loss, energy, gradientNorm }], pc, otherBp, restarts: [{ from, loss, ... }] }] }`: one entry a
 * seed, index = iteration, counted from `from` in restarts.
 */
export const runsJson = (runs: ExportedRun[]): string =>
  JSON.stringify({
    runs: runs.map(({ name, state, milliseconds, bp, pc, otherBp, restarts }) => ({
      name,
      state,
      milliseconds,
      bp: bp.map(listsOf),
      pc: pc.map(listsOf),
      otherBp: otherBp?.map(listsOf) ?? null,
      restarts: restarts.map(({ from, curves }) => ({ from, ...listsOf(curves) })),
    })),
  });

const listsOf = (curves: Curves[number]) => Object.fromEntries(metrics.map((metric) => [metric, Array.from(curves[metric])]));
