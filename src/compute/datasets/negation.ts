/** The toy problem of Figure 2, y = -x around x = 1: initial weights and batches, all from one seeded stream of normals. */
import type { Problem } from '../../model/requests.ts';
import { parameterCount } from '../math/flatLayers.ts';
import { normalStream } from '../math/random.ts';

export interface Batch {
  /** [count, d], row-major. */
  x: Float64Array;
  /** [count, d], row-major. */
  y: Float64Array;
  /** N, samples in the batch. */
  count: number;
}

/** Batches as a function of the iteration. Reading forwards costs one batch; going back draws the stream again from its start. */
export interface BatchStream {
  batch(iteration: number): Batch;
}

export interface DrawnProblem {
  /** theta_0 = scale * normals, flat: layer by layer, row-major. [P] */
  weights: Float64Array;
  /**
   * The batches that follow the weights in the seed's stream: `fresh` gives batch `after + iteration`, `fixed` always batch `after`.
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

const MEAN = 1;
const DEVIATION = 0.1;

/**
 * theta_0 = scale * n, then batches x = 1 + 0.1 n, y = -x, where n runs through the seed's standard normals: P of them for the weights,
 * N d for each batch (Figure 2 of "Only Strict Saddles in the Energy Landscape of Predictive Coding Networks?", NeurIPS 2024).
 * Throws a RangeError where the network's input and output differ in size.
 */
export function drawProblem(problem: Problem): DrawnProblem {
  const { widths } = problem.network;
  const dimension = widths[0];
  if (dimension !== widths[widths.length - 1]) {
    throw new RangeError(`invalid widths: ${widths.join('-')} (expected as many outputs as inputs, since y = -x)`);
  }
  const weights = normalStream(problem.seed).fill(new Float64Array(parameterCount(widths)), 0, problem.scale);
  return {
    weights,
    batches: (kind, after = 0) => {
      const stream = freshBatches(problem, dimension, weights.length);
      return { batch: (iteration) => stream.batch(kind === 'fixed' ? after : after + iteration) };
    },
  };
}

/**
 * Who sees which batches. `matched`: both learners the same. `published`, for chains: in the notebook's one random stream BP's batches
 * (15 for one hidden layer, 100 for more) come first, then a test batch, then PC's own. Wider nets share batches under both conventions.
 */
export function learnerBatches(problem: Problem, convention: 'matched' | 'published', kind: 'fresh' | 'fixed'): LearnerBatches {
  const { batches } = drawProblem(problem);
  const { widths } = problem.network;
  const isChain = widths.every((width) => width === 1);
  if (convention === 'matched' || !isChain) return { bp: batches(kind), pc: batches(kind), test: null };
  const before = widths.length === 3 ? 15 : 100; // BP's steps in the published run, however long ours goes on
  return { bp: batches(kind), pc: batches(kind, before + 1), test: batches('fixed', before).batch(0) };
}

/** Batches in the order of the seed's stream, after the normals that the weights took. */
function freshBatches(problem: Problem, dimension: number, weightCount: number): BatchStream {
  const size = problem.batchSize * dimension;
  const restart = () => {
    const normals = normalStream(problem.seed);
    normals.skip(weightCount);
    return normals;
  };
  let normals = restart();
  let upcoming = 0; // index of the batch that the stream's next normal belongs to
  let latest: Batch | null = null; // batch upcoming - 1
  return {
    batch(index) {
      if (latest && index === upcoming - 1) return latest;
      if (index < upcoming) {
        normals = restart();
        upcoming = 0;
      }
      normals.skip((index - upcoming) * size);
      upcoming = index + 1;
      const x = normals.fill(new Float64Array(size), MEAN, DEVIATION);
      latest = { x, y: x.map((value) => -value), count: problem.batchSize };
      return latest;
    },
  };
}
