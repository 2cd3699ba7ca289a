/** Draws from a problem's seed how the initial weights lie around the saddle, and the batches. */
import { dataSets } from '../../model/problem/dataSets.ts';
import { layerShapes, parameterCount } from '../../model/problem/layerShapes.ts';
import type { Problem } from '../../model/problem/problem.ts';
import { normalStream, uniformStream } from '../math/random.ts';
import type { Batch, BatchStream, DataSet, SampleSet } from './batches/batch.ts';
import { shuffledBatches } from './batches/shuffledBatches.ts';
import { type ToyData, toyBatches } from './batches/toyBatches.ts';
import { dataSources } from './dataSources.ts';

export interface DrawnProblem {
  /** theta_0 less the saddle that it is drawn around, flat: layer by layer, row-major. [P] */
  deviation: Float64Array;
  /**
   * The seed's batches: `fresh` gives batch `after + iteration`, `fixed` always batch `after`.
   * Each call is a stream of its own, so two learners can read the same batches at different paces.
   */
  batches(kind: 'fresh' | 'fixed', after?: number): BatchStream;
  /** Samples of an epoch: batch i of size N is in epoch floor(i N / trainingCount). Null for the toys, which never run out. */
  trainingCount: number | null;
  /** Samples that no batch holds, for the test loss and accuracy: the set's own test part; of the toys, 1,000 more from another stream. */
  testSamples(): SampleSet;
}

/** The batches that each learner sees. */
export interface LearnerBatches {
  bp: BatchStream;
  pc: BatchStream;
  /** Batch on which the published PC run of a chain measures its stopping loss; null under the matched convention and for wider nets. */
  test: Batch | null;
  /** The data's own test part, and the number of samples in an epoch; null for the toys. */
  heldOut: { test: SampleSet; trainingCount: number } | null;
}

/** Mixed into the seed, so that uniform weights do not share a stream with the batches. */
const UNIFORM_SEED = 0xc2b2ae35;
/** Mixed into the seed for a toy's test samples. */
const TEST_SEED = 0x165667b1;
const TOY_TEST_SAMPLES = 1000;

/**
 * The seed's standard normals are used as Figure 2's notebooks use them: the first P for the weights (scale * n), the others for the
 * batches of the toy data. Uniform weights have a stream of their own and leave the batches as they are.
 * `set`: the result of `dataSetOf` for the problem's data. Throws a RangeError where the network does not fit the data.
 */
export function drawProblem(problem: Problem, set: DataSet | null): DrawnProblem {
  checkFit(problem, set);
  const { newStream, testSamples } = samplesOf(problem, set);
  return {
    deviation: deviationOf(problem),
    batches: (kind, after = 0) => {
      const stream = newStream();
      return { batch: (iteration) => stream.batch(kind === 'fixed' ? after : after + iteration) };
    },
    trainingCount: set ? set.train.count : (dataSets[problem.data].samples ?? null),
    testSamples,
  };
}

/** Streams of the problem's batches, each from its start, and the samples to test on. */
interface ProblemSamples extends Pick<DrawnProblem, 'testSamples'> {
  newStream(): BatchStream;
}

function samplesOf(problem: Problem, set: DataSet | null): ProblemSamples {
  const { seed, batchSize, network } = problem;
  if (set) return { newStream: () => shuffledBatches(set.train, seed, batchSize), testSamples: () => set.test };
  const source = dataSources[problem.data];
  switch (source.kind) {
    case 'drawn': {
      const toy = source.toy(problem);
      return {
        newStream: () => toyBatches(toy, seed, parameterCount(network), batchSize, network.widths[0]),
        testSamples: () => toyTestSamples(toy, problem),
      };
    }
    case 'single-batch':
      return { newStream: () => source.batches(seed), testSamples: () => allSamples(source.batches(seed).batch(0)) };
    case 'finite':
      throw new Error(`invalid set: null (expected the samples of ${problem.data}, which are not drawn from the seed)`);
    default:
      return source satisfies never;
  }
}

function toyTestSamples(toy: ToyData, { seed, network: { widths } }: Problem): SampleSet {
  const d = widths[0];
  return { ...toy.draw(normalStream((seed ^ TEST_SEED) >>> 0), TOY_TEST_SAMPLES, d), inputs: d, outputs: d };
}

/** The samples of a batch, entries that its mask hides included. */
const allSamples = ({ x, y, count }: Batch): SampleSet => ({ x, y, count, inputs: x.length / count, outputs: y.length / count });

/**
 * The batches of each learner. `matched`: both learners see equal batches. `published`, for chains: in the notebook's one random stream BP's batches
 * (15 for one hidden layer, 100 for more) come first, then a test batch, then PC's own. Wider nets share batches under both conventions.
 */
export function learnerBatches(
  { data, network: { widths } }: Problem,
  { batches, trainingCount, testSamples }: DrawnProblem,
  convention: 'matched' | 'published',
  kind: 'fresh' | 'fixed',
): LearnerBatches {
  const isChain = widths.every((width) => width === 1);
  const isSet = trainingCount !== null && dataSets[data].samples === undefined; // a single batch has no test part
  const heldOut = !isSet ? null : { test: testSamples(), trainingCount };
  if (convention === 'matched' || !isChain) return { bp: batches(kind), pc: batches(kind), test: null, heldOut };
  const before = widths.length === 3 ? 15 : 100; // BP's steps in the published run, however long ours goes on
  return { bp: batches(kind), pc: batches(kind, before + 1), test: batches('fixed', before).batch(0), heldOut };
}

function checkFit({ data, batchSize, network: { widths } }: Problem, set: DataSet | null): void {
  const { label, least, sizes, samples } = dataSets[data];
  const [inputs, outputs] = [widths[0], widths[widths.length - 1]];
  const text = widths.join('-');
  const [x, y] = set ? [set.train.inputs, set.train.outputs] : (sizes ?? [inputs, inputs]);
  if ((set || sizes) && (inputs !== x || outputs !== y))
    throw new RangeError(`invalid widths: ${text} (expected ${x} inputs and ${y} outputs, as ${label} has)`);
  if (samples !== undefined && batchSize !== samples)
    throw new RangeError(`invalid batch size: ${batchSize} (expected ${samples}, as many samples as ${label} has)`);
  if (outputs !== y) throw new RangeError(`invalid widths: ${text} (expected as many outputs as inputs, since ${label})`);
  if (least && inputs < least.dimension)
    throw new RangeError(`invalid widths: ${text} (expected ${least.dimension} inputs or more, since ${least.since})`);
}

/** Initial weights less the saddle, flat. Biases are uniform for every kind of weights: PyTorch's default, as published. [P] */
export function deviationOf({
  network,
  initial,
  scale,
  seed,
}: Pick<Problem, 'network' | 'initial' | 'scale' | 'seed'>): Float64Array {
  const deviation = new Float64Array(parameterCount(network));
  if (initial === 'normal') normalStream(seed).fill(deviation, 0, scale);
  const uniform = uniformStream((seed ^ UNIFORM_SEED) >>> 0);
  let offset = 0;
  for (const { rows, columns, hasBias } of layerShapes(network)) {
    const bound = 1 / Math.sqrt(hasBias ? columns - 1 : columns);
    for (const end = offset + rows * columns; offset < end; offset++) {
      const isBias = hasBias && (end - offset - 1) % columns === 0;
      if (initial === 'uniform' || isBias) deviation[offset] = bound * (2 * uniform() - 1);
    }
  }
  return deviation;
}
