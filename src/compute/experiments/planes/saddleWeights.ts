/** The weights of the saddle that a problem is built around. */

import { computeError } from '../../../model/computeError.ts';
import type { Problem, SaddleAnchor } from '../../../model/problem/problem.ts';
import type { Batch } from '../../datasets/batches/batch.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { normalStream } from '../../math/random.ts';
import { secondMoments } from '../../math/secondMoments.ts';
import { rankSaddle } from '../../theory/rankSaddle.ts';

/** Mixed into the seed, so that the penultimate layer does not repeat the normals of the initial weights. */
const PENULTIMATE_SEED = 0x27d4eb2f;

/**
 * Flat [P]. `zero-rank`: all layers zero but the penultimate, whose entries are N(0, 1/fan-in) (Theorem 3). `rank`: see {@link rankSaddle},
 * on the first batch. `point`: the weights given. Throws InvalidRequest where the saddle does not exist in this network.
 */
export function saddleWeights(layout: NetworkLayout, { saddle, seed }: Problem, first: Batch): Float64Array {
  switch (saddle.kind) {
    case 'origin':
      return new Float64Array(layout.parameterCount);
    case 'zero-rank':
      return zeroRankSaddle(layout, seed);
    case 'rank':
      return linearSaddle(layout, saddle.rank, first);
    case 'point':
      return givenPoint(layout, saddle.weights);
  }
}

/** `the rank-2 saddle`. */
export function saddleInWords(saddle: SaddleAnchor): string {
  switch (saddle.kind) {
    case 'origin':
      return 'the origin';
    case 'zero-rank':
      return 'the zero-rank saddle';
    case 'rank':
      return `the rank-${saddle.rank} saddle`;
    case 'point':
      return 'the given point';
  }
}

function zeroRankSaddle(layout: NetworkLayout, seed: number): Float64Array {
  const { layers, widths, weightOffset } = layout;
  if (layers < 3)
    throw computeError(
      'InvalidRequest',
      `invalid saddle: zero-rank with ${layers - 1} hidden layer (expected 2 or more: with one, the penultimate layer must be zero too)`,
    );
  const weights = new Float64Array(layout.parameterCount);
  const penultimate = weights.subarray(weightOffset[layers - 2], weightOffset[layers - 1]);
  normalStream((seed ^ PENULTIMATE_SEED) >>> 0).fill(penultimate, 0, 1 / Math.sqrt(widths[layers - 2]));
  return weights;
}

function linearSaddle(layout: NetworkLayout, rank: number, { x, y, count }: Batch): Float64Array {
  if (!layout.isLinear)
    throw computeError(
      'InvalidRequest',
      `invalid saddle: rank ${rank} with activation ${layout.network.activation} (expected linear, whose saddles are known)`,
    );
  try {
    return rankSaddle(layout.widths, secondMoments(x, y, count), rank);
  } catch (error) {
    throw computeError('InvalidRequest', (error as Error).message);
  }
}

function givenPoint(layout: NetworkLayout, weights: number[]): Float64Array {
  if (weights.length !== layout.parameterCount)
    throw computeError(
      'InvalidRequest',
      `invalid point: ${weights.length} weights (expected ${layout.parameterCount} for the widths ${layout.widths.join('-')})`,
    );
  return Float64Array.from(weights);
}
