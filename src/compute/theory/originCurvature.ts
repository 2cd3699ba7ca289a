/** Theorem 2: the most negative curvature at the origin, of the loss (none beyond one hidden layer) and of the equilibrated energy (always). */
import { inputOutputMoments, outputMoments, type SecondMoments } from '../math/secondMoments.ts';
import { symmetricEigenvalues } from '../math/symmetricEigenvalues.ts';

export interface OriginCurvature {
  /** Smallest eigenvalue of the loss's Hessian at the origin. */
  loss: number;
  /** Smallest eigenvalue of the equilibrated energy's Hessian at the origin. */
  equilibratedEnergy: number;
}

/**
 * lambda_min at theta = 0 for `hidden` hidden layers of any width. H > 1: 0 for the loss, -lambda_max(Sigma_yy) for F*. H = 1: each hidden
 * unit contributes the block [0, -Sigma_xy; -Sigma_xy^T, D] over its (W_1 row, W_2 column), with D = 0 for the loss and -Sigma_yy for F*
 * (Theorem 2 of "Only Strict Saddles in the Energy Landscape of Predictive Coding Networks?", NeurIPS 2024).
 * Holds for any activation with phi(0) = 0, phi'(0) = 1. Throws a RangeError for fewer than one hidden layer.
 */
export function originCurvature(moments: SecondMoments, hidden: number): OriginCurvature {
  if (!(Number.isInteger(hidden) && hidden >= 1)) {
    throw new RangeError(`invalid depth: ${hidden} (expected 1 hidden layer or more)`);
  }
  const { inputs, outputs } = moments;
  const sigmaYy = outputMoments(moments);
  if (hidden > 1) {
    return {
      loss: 0,
      equilibratedEnergy: smallest(
        sigmaYy.map((entry) => -entry),
        outputs,
      ),
    };
  }
  const flatBlock = oneHiddenUnitBlock(moments, new Float64Array(sigmaYy.length));
  const curvedBlock = oneHiddenUnitBlock(moments, sigmaYy);
  return { loss: smallest(flatBlock, inputs + outputs), equilibratedEnergy: smallest(curvedBlock, inputs + outputs) };
}

/** [0, -Sigma_xy; -Sigma_xy^T, -corner] of size d_x + d_y. */
function oneHiddenUnitBlock(moments: SecondMoments, corner: Float64Array): Float64Array {
  const { inputs, outputs } = moments;
  const size = inputs + outputs;
  const cross = inputOutputMoments(moments);
  const block = new Float64Array(size * size);
  for (let j = 0; j < outputs; j++) {
    for (let i = 0; i < inputs; i++) {
      block[i * size + inputs + j] = -cross[i * outputs + j];
      block[(inputs + j) * size + i] = -cross[i * outputs + j];
    }
    for (let k = 0; k < outputs; k++) block[(inputs + j) * size + inputs + k] = -corner[j * outputs + k];
  }
  return block;
}

const smallest = (matrix: Float64Array, n: number) => symmetricEigenvalues(matrix, n)[0];
