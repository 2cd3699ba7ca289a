/** The numbers beside the comparison's claim: the published outcomes, each found or not in what was measured. */
import { comparedModels } from '../../../../model/comparison/comparedModels.ts';
import type { ComparedRunFrame, LossSurface } from '../../../../model/comparison/comparisonFrames.ts';
import type { Frames } from '../../../../model/experiments.ts';
import { surfaceShape } from './outcomeMeasures.ts';

const labelOf = ({ model }: Pick<LossSurface, 'model'>): string => comparedModels[model].label;

const least = <Item>(items: Item[], value: (item: Item) => number): Item =>
  items.reduce((best, item) => (value(item) < value(best) ? item : best));

/** `bp 81.2 %, pc 10.0 %; most like bp: rc3, 1.3 points away; steepest: rc2, ...`; null before the first test. */
export function comparedOutcomes({ comparison, surfaces }: Frames): string | null {
  const tested = comparison?.runs.filter(({ curves: { tests } }) => tests && tests.accuracy.length > 1) ?? [];
  if (tested.length === 0) return null;
  const complete = surfaces?.progress === 1 ? surfaces.surfaces : [];
  return [accuracies(tested), likeBp(tested), ...shapes(complete)].filter((part) => part !== null).join('; ');
}

const latest = ({ curves }: ComparedRunFrame): number => curves.tests!.accuracy.at(-1)!;

const accuracies = (runs: ComparedRunFrame[]): string =>
  runs.map((run) => `${labelOf(run)} ${(100 * latest(run)).toFixed(1)} %`).join(', ');

/** The model whose accuracy stays closest to bp's, on average over the tests that both have made. */
function likeBp(runs: ComparedRunFrame[]): string | null {
  const bp = runs.find(({ model }) => model === 'bp');
  const others = runs.filter(({ model }) => model !== 'bp');
  if (!bp || others.length < 2) return null;
  const distance = (run: ComparedRunFrame) => meanDistance(run.curves.tests!.accuracy, bp.curves.tests!.accuracy);
  const closest = least(others, distance);
  return `most like bp: ${labelOf(closest)}, ${(100 * distance(closest)).toFixed(1)} points away`;
}

function meanDistance(a: Float64Array, b: Float64Array): number {
  const count = Math.min(a.length, b.length);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += Math.abs(a[k] - b[k]);
  return sum / count;
}

function shapes(surfaces: LossSurface[]): string[] {
  if (surfaces.length < 2) return [];
  const shaped = surfaces.map((surface) => ({ ...surface, shape: surfaceShape(surface) }));
  const steepest = least(shaped, ({ shape }) => -shape.rise);
  const roughest = least(shaped, ({ shape }) => -shape.dented);
  return [
    `steepest: ${labelOf(steepest)}, its loss rises by ${steepest.shape.rise.toPrecision(3)}`,
    roughest.shape.dented > 0
      ? `least convex: ${labelOf(roughest)}, dented at ${(100 * roughest.shape.dented).toFixed(0)} % of its points`
      : 'none is dented',
  ];
}
