/** The finite data sets by name: generated or loaded when they are first asked for, and kept. */
import type { Problem } from '../../model/problem/problem.ts';
import { Breather, untilAborted } from '../engine/work/breather.ts';
import type { DataSet } from './batches/batch.ts';
import { ownSet } from './files/latestOwnSet.ts';
import { mnist1d } from './mnist1d.ts';
import { isPacked } from './packed/packedParts.ts';
import { packedSet } from './packed/packedSet.ts';
import { twoMoons } from './twoMoons.ts';

/**
 * Null for the toys, whose samples are drawn as they are needed. Throws the signal's reason when cancelled, and `DataUnavailable` where
 * a set cannot be loaded.
 */
export async function dataSetOf(
  { data, own = 0, noise }: Pick<Problem, 'data' | 'own' | 'noise'>,
  signal: AbortSignal,
): Promise<DataSet | null> {
  if (data === 'own') return (await untilAborted(ownSet(own), signal)).set;
  if (isPacked(data)) return untilAborted(packedSet(data), signal);
  if (data === 'mnist-1d') return new Breather(signal).run(mnist1d());
  return data === 'two-moons' ? twoMoons(noise) : null;
}
