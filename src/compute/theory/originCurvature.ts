/** Theorem 2: the most negative curvature at the origin, of the loss (none beyond one hidden layer) and of the equilibrated energy (always). */
import { Matrix, QrDecomposition } from 'ml-matrix';
import { symmetricEigenvalues } from '../math/eigenpairs.ts';
import { inputOutputMoments, outputMoments, type SecondMoments } from '../math/secondMoments.ts';

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
  const { outputs } = moments;
  const sigmaYy = outputMoments(moments);
  if (hidden > 1) {
    return {
      loss: 0,
      equilibratedEnergy: smallest({ entries: sigmaYy.map((entry) => -entry), size: outputs }),
    };
  }
  const flatBlock = oneHiddenUnitBlock(moments, new Float64Array(sigmaYy.length));
  const curvedBlock = oneHiddenUnitBlock(moments, sigmaYy);
  return { loss: smallest(flatBlock), equilibratedEnergy: smallest(curvedBlock) };
}

interface SquareMatrix {
  entries: Float64Array;
  size: number;
}

/**
 * [0, -Sigma_xy; -Sigma_xy^T, -corner]. With more inputs than outputs Sigma_xy = Q R, and a rotation of the inputs by Q leaves R in its place and
 * zeros elsewhere: the block of 2 d_y has all eigenvalues but those zeros.
 */
function oneHiddenUnitBlock(moments: SecondMoments, corner: Float64Array): SquareMatrix {
  const { inputs, outputs } = moments;
  const whole = Matrix.from1DArray(inputs, outputs, inputOutputMoments(moments));
  const cross = inputs > outputs ? new QrDecomposition(whole).upperTriangularMatrix : whole;
  const size = cross.rows + outputs;
  const entries = new Float64Array(size * size);
  for (let j = 0; j < outputs; j++) {
    const row = (cross.rows + j) * size;
    for (let i = 0; i < cross.rows; i++) {
      entries[i * size + cross.rows + j] = -cross.get(i, j);
      entries[row + i] = -cross.get(i, j);
    }
    for (let k = 0; k < outputs; k++) entries[row + cross.rows + k] = -corner[j * outputs + k];
  }
  return { entries, size };
}

const smallest = ({ entries, size }: SquareMatrix) => symmetricEigenvalues(entries, size)[0];
