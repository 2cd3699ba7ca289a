/** One learner's curve in the training figure: the metric's values, and the iterations of these values. */
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';

export type TrainingMetric = 'loss' | 'energy' | 'gradientNorm' | 'accuracy';

/** The curves of a run that can be drawn; kept runs have no tests. */
export type DrawnCurves = Pick<LearnerCurves, 'loss' | 'energy' | 'gradientNorm'> & Partial<Pick<LearnerCurves, 'tests'>>;

/** One value an iteration, losses in the unit that they are shown in; of the test accuracy, one a test. */
export function metricValues(curves: DrawnCurves, metric: TrainingMetric, lossFactor: number): Float64Array {
  if (metric === 'accuracy') return curves.tests?.accuracy ?? new Float64Array();
  return metric === 'loss' && lossFactor !== 1 ? curves.loss.map((loss) => lossFactor * loss) : curves[metric];
}

/** The iterations of the values at these indices: of tests, those before which they were made; seeds are tested at the same ones. */
export function iterationsAt(curves: DrawnCurves[], metric: TrainingMetric, indices: number[]): number[] {
  if (metric !== 'accuracy') return indices;
  const tested = curves.map(({ tests }) => tests?.iteration ?? new Int32Array()).sort((a, b) => b.length - a.length)[0];
  return indices.map((index) => tested[index]);
}

/** Beside the metric, of a single seed: the test loss under the loss. */
export function besides(
  curves: LearnerCurves[],
  metric: TrainingMetric,
  lossFactor: number,
): { name: string; x: number[]; y: number[] } | null {
  const [{ tests }] = curves;
  if (curves.length > 1 || metric !== 'loss' || !tests) return null;
  return { name: 'test loss', x: Array.from(tests.iteration), y: Array.from(tests.loss, (loss) => lossFactor * loss) };
}
