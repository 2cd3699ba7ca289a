/** The energy of one batch in tensors: its layers' sums over the samples, and its rise without a difference of near values. */
import * as tf from '@tensorflow/tfjs-core';
import type { DeviceWeights, Forward, Inferred, SomeLayers } from './deviceNetwork.ts';
import { crossEntropies } from './outputLayer.ts';

/** Row by row first: a single float32 sum over a million numbers would lose digits. */
export function sumOf(t: tf.Tensor2D): tf.Scalar {
  return tf.sum(tf.sum(t, 1));
}

export function sumOfSquares(t: tf.Tensor2D): tf.Scalar {
  return sumOf(tf.square(t));
}

/** A scalar as one number of a row. [1] */
export const oneNumber = (scalar: tf.Scalar): tf.Tensor1D => tf.reshape(scalar, [1]);

/** The loss of a feedforward pass, summed over the samples: half squares without variances, or cross-entropy. */
export function lossSum({ network }: DeviceWeights, { outputError, y, products }: Forward): tf.Scalar {
  if (network.output.isSquares) return tf.mul(0.5, sumOfSquares(outputError));
  return sumOf(crossEntropies(y, products[products.length - 1], null));
}

/** `1/2 sum_i pi_l e_l^2`, or its output's cross-entropy, for l = 1, ..., L; what sparsity and the log-variances themselves add is left out. */
export function layerSums(
  { network }: DeviceWeights,
  { y, products }: Forward,
  { errors, weighed, changes }: Inferred,
): tf.Scalar[] {
  const last = errors.length - 1;
  return errors.map((e, l) => {
    if (l === last && !network.output.isSquares) return sumOf(crossEntropies(y, products[last], changes[last]));
    return tf.mul(0.5, sumOf(tf.mul(e, weighed[l])));
  });
}

/** `kappa sum_i sum_j |z_lj|` of l = 0 where inputs are free, and of the hidden layers. */
export function sparsitySums({ network }: DeviceWeights, { values }: Forward, { deviations }: Inferred): tf.Scalar[] {
  if (network.sparsity === 0) return [];
  return deviations.flatMap((u, l) => (u ? [tf.mul<tf.Scalar>(network.sparsity, sumOf(tf.abs(tf.add(values[l], u))))] : []));
}

/** The whole energy that inference lowers, summed over the samples. */
export function energySum(weights: DeviceWeights, forward: Forward, at: Inferred): tf.Scalar {
  return total([...layerSums(weights, forward, at), ...sparsitySums(weights, forward, at)]);
}

/** `sum_l sum_j 1/2 (s_lj + ln 2 pi)`: a sample's energy where every error is zero. Empty without log-variances. */
export function normaliserOf(logVariances: SomeLayers): tf.Scalar[] {
  const sums = logVariances.flatMap((s) => (s ? [sumOf(tf.mul(0.5, tf.add(s, Math.log(2 * Math.PI))))] : []));
  return sums.length > 0 ? [total(sums)] : [];
}

/** Twice the rise of each sample's part of `energySum`, [N]: for squares as `sum (e' - e)(pi e' + pi e)`, for other terms as a difference. */
export function twiceTheRises(weights: DeviceWeights, forward: Forward, before: Inferred, after: Inferred): tf.Tensor1D {
  const last = after.errors.length - 1;
  const { output, sparsity } = weights.network;
  const squares = output.isSquares ? after.errors : after.errors.slice(0, last);
  const change = (l: number): tf.Tensor =>
    l === last ? tf.sub(before.changes[last] ?? 0, after.changes[last] ?? 0) : tf.sub(after.errors[l], before.errors[l]);
  const rises = squares.map((_, l) => rowSums(tf.mul(change(l), tf.add(after.weighed[l], before.weighed[l]))));
  if (!output.isSquares) rises.push(tf.mul(2, crossEntropyRises(forward, before, after)));
  if (sparsity > 0) rises.push(tf.mul(2 * sparsity, sizesRises(forward, before, after)));
  return rises.reduce((sum, one) => tf.add(sum, one));
}

/** `twiceTheRises`, summed over the samples. */
export const twiceTheRise = (weights: DeviceWeights, forward: Forward, before: Inferred, after: Inferred): tf.Scalar =>
  tf.sum(twiceTheRises(weights, forward, before, after));

export const rowSums = (t: tf.Tensor): tf.Tensor1D => tf.sum(t, 1);

function crossEntropyRises({ y, products }: Forward, before: Inferred, after: Inferred): tf.Tensor1D {
  const last = products.length - 1;
  const of = ({ changes }: Inferred) => crossEntropies(y, products[last], changes[last]);
  return rowSums(tf.sub(of(after), of(before)));
}

function sizesRises({ values }: Forward, before: Inferred, after: Inferred): tf.Tensor1D {
  const sizes = ({ deviations }: Inferred, l: number) => tf.abs(tf.add(values[l], deviations[l]!));
  const rises = after.deviations.flatMap((u, l) => (u ? [rowSums(tf.sub(sizes(after, l), sizes(before, l)))] : []));
  return rises.reduce((sum, one) => tf.add(sum, one));
}

const total = (sums: readonly tf.Scalar[]): tf.Scalar => sums.reduce((sum, one) => tf.add(sum, one));
