/** How strongly the data pull at a saddle: the largest second moments, which set how fast each learner leaves the origin. */

import { symmetricEigenvalues } from '../math/eigenpairs.ts';
import { inputOutputMoments, outputMoments, type SecondMoments } from '../math/secondMoments.ts';

export interface LargestMoments {
  /** Largest singular value of Sigma_xy: what BP's growth near the origin is proportional to. */
  inputOutput: number;
  /** lambda_max(Sigma_yy): F* falls away from the origin with at least this curvature (Theorem 2). */
  output: number;
}

/** sqrt(lambda_max(Sigma_xy^T Sigma_xy)) and lambda_max(Sigma_yy), with Sigma_xy = 1/N sum x y^T and Sigma_yy = 1/N sum y y^T. */
export function largestMoments(moments: SecondMoments): LargestMoments {
  const { inputs, outputs } = moments;
  const cross = inputOutputMoments(moments); // [d_x, d_y]
  const gram = new Float64Array(outputs * outputs);
  for (let i = 0; i < outputs; i++) {
    for (let j = 0; j < outputs; j++) {
      for (let k = 0; k < inputs; k++) gram[i * outputs + j] += cross[k * outputs + i] * cross[k * outputs + j];
    }
  }
  return {
    inputOutput: Math.sqrt(Math.max(0, symmetricEigenvalues(gram, outputs)[outputs - 1])),
    output: symmetricEigenvalues(outputMoments(moments), outputs)[outputs - 1],
  };
}
