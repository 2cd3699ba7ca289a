/** Theorem 1: the energy left when inference has come to rest, in closed form for linear networks. The page's dashed lines come from here. */
import { factorCholesky, solveCholesky, solveLower } from '../math/cholesky.ts';
import { parameterCount } from '../math/flatLayers.ts';
import { addProduct } from '../math/matrixProduct.ts';
import { type CompressedSamples, compressSamples, type SecondMoments } from '../math/secondMoments.ts';
import { rescaling } from './rescaling.ts';

/**
 * F* = 1/(2N) sum_i r_i^T S^-1 r_i, r = y - W_{L:1} x, for a linear network's flat `weights` [P], x [N, d_x], y [N, d_y] (Theorem 1 of
 * "Only Strict Saddles in the Energy Landscape of Predictive Coding Networks?", NeurIPS 2024).
 * Throws a RangeError where the weights do not fit the widths, or S is not finite.
 */
export function equilibratedEnergy(
  weights: Float64Array,
  widths: readonly number[],
  x: Float64Array,
  y: Float64Array,
  count: number,
): number {
  return summedEnergy(weights, widths, { x, y, count }) / count;
}

/**
 * F* at G weight settings [G, P], at a cost that does not grow with N: F* depends on the data only through its second moments,
 * so their compressed samples stand for them. Returns F* [G].
 */
export function equilibratedEnergies(settings: Float64Array, widths: readonly number[], moments: SecondMoments): Float64Array {
  const samples = compressSamples(moments);
  const parameters = parameterCount(widths);
  const energies = new Float64Array(settings.length / parameters);
  for (let g = 0; g < energies.length; g++) {
    energies[g] = summedEnergy(settings.subarray(g * parameters, (g + 1) * parameters), widths, samples);
  }
  return energies;
}

/**
 * F* = 1/2 tr(S^-1 M) from S and the residuals' moments `M = 1/N sum_i r_i r_i^T`, [d_y, d_y] each: for weights that are elsewhere.
 * Throws a RangeError where S is not finite.
 */
export function equilibratedEnergyFrom(rescaling: Float64Array, residualMoments: Float64Array, outputs: number): number {
  const factor = rescaling.slice();
  factorCholesky(factor, outputs);
  let trace = 0;
  for (let j = 0; j < outputs; j++) {
    const column = residualMoments.slice(j * outputs, (j + 1) * outputs); // M is symmetric
    solveCholesky(factor, outputs, column);
    trace += column[j];
  }
  return trace / 2;
}

/** 1/2 sum_i r_i^T S^-1 r_i = 1/2 sum_i |C^-1 r_i|^2 with S = C C^T. */
function summedEnergy(weights: Float64Array, widths: readonly number[], samples: CompressedSamples): number {
  const { matrix, product } = rescaling(weights, widths);
  const inputs = widths[0];
  const outputs = widths[widths.length - 1];
  factorCholesky(matrix, outputs);
  const residual = new Float64Array(outputs);
  let energy = 0;
  for (let sample = 0; sample < samples.count; sample++) {
    residual.set(samples.y.subarray(sample * outputs, (sample + 1) * outputs));
    addProduct(product, outputs, inputs, -1, samples.x.subarray(sample * inputs, (sample + 1) * inputs), residual);
    solveLower(matrix, outputs, residual);
    for (let i = 0; i < outputs; i++) energy += residual[i] * residual[i];
  }
  return energy / 2;
}
