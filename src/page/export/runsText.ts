/** Kept runs as CSV and as JSON. */
import type { LearnerCurves } from '../../model/trainingFrames.ts';
import { type Cell, csvLine, csvText } from './csv.ts';

const metrics = ['loss', 'energy', 'gradientNorm'] as const;
type Curves = Pick<LearnerCurves, (typeof metrics)[number]>[];

export interface ExportedRun {
  name: string;
  /** Address of the page that made it. */
  state: string;
  milliseconds: number;
  /** [seed] */
  bp: Curves;
  pc: Curves;
}

/** `iteration`, then a column a curve: `name: BP loss`, with the number of the seed where a run has several. Empty where a run has ended. */
export function runsCsv(runs: ExportedRun[]): string {
  const columns = runs.flatMap((run) => (['bp', 'pc'] as const).flatMap((learner) => columnsOf(run, learner)));
  const length = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length }, (_, i): Cell[] => [i, ...columns.map(({ values }) => values[i])]);
  return csvText([csvLine(['iteration', ...columns.map(({ head }) => head)]), ...rows.map(csvLine)]);
}

function columnsOf(run: ExportedRun, learner: 'bp' | 'pc'): { head: string; values: Float64Array }[] {
  return run[learner].flatMap((curves, seed) =>
    metrics.map((metric) => ({
      head: `${run.name}: ${learner.toUpperCase()} ${metric}${run[learner].length > 1 ? ` seed ${seed + 1}` : ''}`,
      values: curves[metric],
    })),
  );
}

/** `{ runs: [{ name, state, milliseconds, bp: [{ loss, energy, gradientNorm }], pc }] }`: one entry a seed, index = iteration. */
export const runsJson = (runs: ExportedRun[]): string =>
  JSON.stringify({
    runs: runs.map(({ name, state, milliseconds, bp, pc }) => ({
      name,
      state,
      milliseconds,
      bp: bp.map(listsOf),
      pc: pc.map(listsOf),
    })),
  });

const listsOf = (curves: Curves[number]) => Object.fromEntries(metrics.map((metric) => [metric, Array.from(curves[metric])]));
