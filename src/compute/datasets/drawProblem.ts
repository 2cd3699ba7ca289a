/** All that a problem's seed decides: how its initial weights lie around the saddle, and its batches. */
import type { DataName, Problem } from '../../model/problem.ts';
import { parameterCount } from '../math/flatLayers.ts';
import { normalStream, uniformStream } from '../math/random.ts';
import type { Stepwise } from '../math/stepwise.ts';
import type { Batch, BatchStream, SampleSet } from './batch.ts';
import { kept } from './kept.ts';
import { mnist1d } from './mnist1d.ts';
import { negation } from './negation.ts';
import { noise } from './noise.ts';
import { shuffledBatches } from './shuffledBatches.ts';
import { type ToyData, toyBatches } from './toyBatches.ts';

export interface DrawnProblem {
  /** theta_0 less the saddle that it is drawn around, flat: layer by layer, row-major. [P] */
  deviation: Float64Array;
  /**
   * The seed's batches: `fresh` gives batch `after + iteration`, `fixed` always batch `after`.
   * Each call is a stream of its own, so two learners can read the same batches at different paces.
   */
  batches(kind: 'fresh' | 'fixed', after?: number): BatchStream;
}

/** The batches that each learner sees. */
export interface LearnerBatches {
  bp: BatchStream;
  pc: BatchStream;
  /** What the published PC run of a chain measures its stopping loss on; null under the matched convention and for wider nets. */
  test: Batch | null;
}

const toys: Readonly<Record<Exclude<DataName, 'mnist-1d'>, ToyData>> = { negation, kept, noise };
/** Mixed into the seed, so that uniform weights do not share a stream with the batches. */
const UNIFORM_SEED = 0xc2b2ae35;

/**
 * The seed's standard normals are used as Figure 2's notebooks use them: the first P for the weights (scale * n), the others for the
 * batches of the toy data. Uniform weights have a stream of their own and leave the batches as they are.
 * Throws a RangeError where the network does not fit the data.
 */
export function* drawProblem(problem: Problem): Stepwise<DrawnProblem> {
  checkFit(problem);
  const set = problem.data === 'mnist-1d' ? yield* mnist1d() : null;
  return {
    deviation: deviationOf(problem),
    batches: (kind, after = 0) => {
      const stream = batchesOf(problem, set);
      return { batch: (iteration) => stream.batch(kind === 'fixed' ? after : after + iteration) };
    },
  };
}

/**
 * Who sees which batches. `matched`: both learners the same. `published`, for chains: in the notebook's one random stream BP's batches
 * (15 for one hidden layer, 100 for more) come first, then a test batch, then PC's own. Wider nets share batches under both conventions.
 */
export function learnerBatches(
  { network: { widths } }: Problem,
  { batches }: DrawnProblem,
  convention: 'matched' | 'published',
  kind: 'fresh' | 'fixed',
): LearnerBatches {
  const isChain = widths.every((width) => width === 1);
  if (convention === 'matched' || !isChain) return { bp: batches(kind), pc: batches(kind), test: null };
  const before = widths.length === 3 ? 15 : 100; // BP's steps in the published run, however long ours goes on
  return { bp: batches(kind), pc: batches(kind, before + 1), test: batches('fixed', before).batch(0) };
}

function checkFit({ data, network: { widths } }: Problem): void {
  const [inputs, outputs] = [widths[0], widths[widths.length - 1]];
  const text = widths.join('-');
  if (data === 'mnist-1d') {
    if (inputs !== 40 || outputs !== 10)
      throw new RangeError(`invalid widths: ${text} (expected 40 inputs and 10 outputs, as MNIST-1D has)`);
    return;
  }
  if (inputs !== outputs) throw new RangeError(`invalid widths: ${text} (expected as many outputs as inputs, since y = -x)`);
  if (data !== 'negation' && inputs < 2)
    throw new RangeError(`invalid widths: ${text} (expected 2 inputs or more, since y_2 is special)`);
}

function deviationOf({ network: { widths }, initial, scale, seed }: Problem): Float64Array {
  const deviation = new Float64Array(parameterCount(widths));
  if (initial === 'normal') return normalStream(seed).fill(deviation, 0, scale);
  const uniform = uniformStream((seed ^ UNIFORM_SEED) >>> 0);
  let offset = 0;
  for (let l = 1; l < widths.length; l++) {
    const bound = 1 / Math.sqrt(widths[l - 1]);
    const end = offset + widths[l] * widths[l - 1];
    while (offset < end) deviation[offset++] = bound * (2 * uniform() - 1);
  }
  return deviation;
}

function batchesOf({ data, seed, batchSize, network: { widths } }: Problem, set: SampleSet | null): BatchStream {
  return set
    ? shuffledBatches(set, seed, batchSize)
    : toyBatches(toys[data as keyof typeof toys], seed, parameterCount(widths), batchSize, widths[0]);
}
