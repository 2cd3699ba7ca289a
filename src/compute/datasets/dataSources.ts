/** The table of data sets: each name's generator or loader, with its facts. A new set is one line here beside its own file. */
import { type DataFacts, type DataName, dataSets } from '../../model/problem/dataSets.ts';
import type { Problem } from '../../model/problem/problem.ts';
import type { DataSet } from './batches/batch.ts';
import type { DataSource } from './batches/dataSource.ts';
import { ownSource } from './files/latestOwnSet.ts';
import { matrixCompletionSource } from './matrixCompletion.ts';
import { mnist1dSource } from './mnist1d.ts';
import { keptSource, negationSource, noiseSource } from './negation.ts';
import { packedSource } from './packed/packedSet.ts';
import { teacherSource } from './teacher.ts';
import { twoMoonsSource } from './twoMoons.ts';

export const dataSources: Readonly<Record<DataName, DataSource>> = {
  negation: negationSource,
  kept: keptSource,
  noise: noiseSource,
  teacher: teacherSource,
  'matrix-completion': matrixCompletionSource,
  'two-moons': twoMoonsSource,
  'mnist-1d': mnist1dSource,
  mnist: packedSource('mnist'),
  'fashion-mnist': packedSource('fashion-mnist'),
  own: ownSource,
};

/**
 * The finite set of these data; null for data that are drawn batch by batch and for a single batch. Throws `DataUnavailable` where a set
 * cannot be loaded, and the signal's reason when cancelled.
 */
export async function dataSetOf(problem: Pick<Problem, 'data' | 'own' | 'noise'>, signal: AbortSignal): Promise<DataSet | null> {
  const source = dataSources[problem.data];
  return source.kind === 'finite' ? source.load(problem, signal) : null;
}

/** The facts of a data set as the page shows them. Throws `DataUnavailable` where own data were not opened. */
export async function factsOf(problem: Pick<Problem, 'data' | 'own'>): Promise<DataFacts> {
  const { facts } = dataSources[problem.data];
  if (typeof facts === 'function') return facts(problem);
  const { label, shape } = dataSets[problem.data];
  return { label, shape, image: null, source: null, licence: null, classNames: null, ...facts };
}
