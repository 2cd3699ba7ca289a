/** When theory expects each learner to leave the origin: gradient flow to leading order, from balanced weights of size sigma. */

export interface Origin {
  /** L, weight layers. */
  layers: number;
  /** sigma, the initial scale. */
  scale: number;
  learningRate: number;
  /** s: largest singular value of Sigma_xy. */
  inputOutput: number;
  /** lambda_min of the Hessian of F* at the origin. */
  curvature: number;
}

/**
 * BP, steps: each layer grows as dw/dt = s w^(L-1), so from sigma it takes (sigma^-(L-2) - 1) / ((L - 2) eta s) until w is of order 1;
 * for L = 2 the growth is exponential, ln(1/sigma) / (eta s). (Saxe et al., 2014, for the balanced linear chain.)
 */
export function predictedBpEscape({ layers, scale, learningRate, inputOutput }: Origin): number {
  const power = layers - 2;
  const time = power === 0 ? Math.log(1 / scale) : (scale ** -power - 1) / power;
  return time / (learningRate * inputOutput);
}

/** PC, steps: along the energy's negative curvature (Theorem 2) growth is exponential at every depth, ln(1/sigma) / (eta |lambda_min|). */
export function predictedPcEscape({ scale, learningRate, curvature }: Origin): number {
  return Math.log(1 / scale) / (learningRate * Math.abs(curvature));
}
