/** When each learner leaves the origin of a linear network, from the learner's own initial weights, to leading order in them. */
import { Matrix } from 'ml-matrix';
import { symmetricEigenpairs } from '../math/eigenpairs.ts';
import { weightLayers } from '../math/flatLayers.ts';
import { norm } from '../math/innerProduct.ts';
import { inputOutputMoments, outputMoments, type SecondMoments } from '../math/secondMoments.ts';

/** Weight steps times the learning rate; null where the start is too far away, or the leading order does not decide. */
export interface EscapeTimes {
  /** Until BP's loss is half of its start. */
  bp: number | null;
  /** Until PC's energy is half of its start: the energy has the curvature, and the loss falls later. */
  pc: number | null;
}

/** Norm of a layer's weights above which a start is not near the origin: with a layer of this norm the leading order is off by a third. */
const nearby = 0.5;

/** `relaxed`: the part of the way to the equilibrium that inference goes at the origin, 1 - (1 - dt)^T; 1 for PC at the equilibrium. */
export function escapeTimes(
  weights: Float64Array,
  widths: readonly number[],
  moments: SecondMoments,
  relaxed: number,
): EscapeTimes {
  const layers = weightLayers(weights, widths);
  if (layers.some((layer) => !(norm(layer) < nearby))) return { bp: null, pc: null };
  const hasOneOutput = moments.outputs === 1; // several are learnt one after another, the later ones beyond leading order
  const matrices = layers.map((layer, l) => Matrix.from1DArray(widths[l + 1], widths[l], layer));
  if (layers.length > 2) {
    return { bp: hasOneOutput ? lossEscape(matrices, moments) : null, pc: deepEnergyEscape(matrices, moments, relaxed) };
  }
  return hasOneOutput
    ? { bp: lossEscape(matrices, moments), pc: shallowEnergyEscape(matrices, moments, relaxed) }
    : { bp: null, pc: null };
}

/** Part by which the fastest layer may grow in one step of the integration below, and the most steps. */
const growth = 0.01;
const mostSteps = 20_000;

/**
 * Near the origin `L = L_0 - tr(Sigma_yx^T W_{L:1})` but for higher orders, so that gradient descent follows `dW_l/dt = W_{L:l+1}^T Sigma_yx W_{l-1:1}^T`.
 * Integrated from the initial weights until that loss is half of L_0 = 1/2 tr Sigma_yy. For the balanced chain, from sigma: `(sigma^-(L-2) - 1) / ((L-2) s)`.
 */
function lossEscape(start: Matrix[], moments: SecondMoments): number | null {
  const cross = Matrix.from1DArray(moments.inputs, moments.outputs, inputOutputMoments(moments)).transpose(); // Sigma_yx
  const enough = trace(outputMoments(moments), moments.outputs) / 4;
  let layers = start;
  let time = 0;
  for (let step = 0; step < mostSteps; step++) {
    const { gradients, gained } = leadingFlow(layers, cross);
    if (gained >= enough) return time;
    const fastest = largestOf(gradients) / largestOf(layers);
    if (!(fastest > 0)) return null;
    const length = growth / fastest;
    const middle = leadingFlow(moved(layers, gradients, length / 2), cross).gradients;
    layers = moved(layers, middle, length);
    time += length;
  }
  return null;
}

/** `dW_l/dt` of every layer, and `tr(Sigma_yx^T W_{L:1})`. */
function leadingFlow(layers: Matrix[], cross: Matrix): { gradients: Matrix[]; gained: number } {
  const below = [Matrix.eye(cross.columns)]; // W_{l-1:1}
  for (const layer of layers) below.push(layer.mmul(below[below.length - 1]));
  const gradients: Matrix[] = [];
  let above = Matrix.eye(cross.rows); // W_{L:l+1}
  for (let l = layers.length - 1; l >= 0; l--) {
    gradients.unshift(above.transpose().mmul(cross).mmul(below[l].transpose()));
    above = above.mmul(layers[l]);
  }
  return { gradients, gained: Matrix.multiply(cross, below[layers.length]).sum() };
}

const moved = (layers: Matrix[], gradients: Matrix[], length: number): Matrix[] =>
  layers.map((layer, l) => Matrix.add(layer, Matrix.mul(gradients[l], length)));

const largestOf = (layers: Matrix[]): number => Math.max(...layers.map((layer) => layer.norm('frobenius')));

/**
 * One hidden layer and one output: along `v = Sigma_xy / s` and with `k = relaxed` the flow of `a = W_1 v` and `b = W_2^T` is `a' = k s b`, `b' = s a + k Sigma_yy b`
 * (Theorem 2's block), whose growing mode has the rate mu. A start with the component c along this mode needs `ln(1/c) / mu` until the mode is of order 1.
 */
function shallowEnergyEscape([first, last]: Matrix[], moments: SecondMoments, relaxed: number): number | null {
  const cross = inputOutputMoments(moments);
  const pull = norm(cross); // s
  const [output] = outputMoments(moments);
  if (!(pull > 0)) return null;
  const half = (relaxed * output) / 2;
  const rate = half + Math.sqrt(half * half + relaxed * pull * pull);
  // right and left eigenvector, with a product of 1 where the right one has unit length
  const right = [relaxed * pull, rate];
  const left = [pull, rate];
  const size = Math.hypot(...right) / (right[0] * left[0] + right[1] * left[1]);
  const a = first.mmul(Matrix.columnVector(cross)).to1DArray();
  const component = size * Math.hypot(...a.map((entry, k) => left[0] * (entry / pull) + left[1] * last.get(0, k)));
  return component > 0 && component < 1 ? -Math.log(component) / rate : null;
}

/**
 * Two hidden layers or more: while the other layers are small, `F* = 1/2 tr (I + W_L W_L^T)^-1 Sigma_yy`, so that W_L alone moves. Along the eigenvector u_j of
 * Sigma_yy, of eigenvalue lambda_j, its size `w = |W_L^T u_j|` follows `w' = relaxed lambda_j w / (1 + w^2)^2`: it takes `ln(w/c) + w^2 - c^2 + (w^4 - c^4)/4`
 * over `relaxed lambda_j` from c to w. The energy is half of its start where `sum_j lambda_j / (1 + w_j^2)` is half of what it was.
 */
function deepEnergyEscape(layers: Matrix[], moments: SecondMoments, relaxed: number): number | null {
  const { values, vectors } = symmetricEigenpairs(outputMoments(moments), moments.outputs);
  const last = layers[layers.length - 1];
  const modes = Array.from(values, (value, j) => ({
    value: Math.max(value, 0),
    start: Matrix.rowVector(vectors[j]).mmul(last).norm('frobenius'),
  })).filter(({ value, start }) => value > 0 && start > 0);
  const energy = (time: number) =>
    modes.reduce((sum, { value, start }) => sum + value / (1 + sizeAfter(relaxed * value * time, start) ** 2), 0);
  const enough = energy(0) / 2;
  const slowest = Math.min(...modes.map(({ value }) => value));
  const longest = timeTo(1e3, 1e-300) / (relaxed * slowest);
  if (!(modes.length > 0 && energy(longest) < enough)) return null;
  return bisected(0, longest, (time) => energy(time) > enough);
}

/** `ln(w/c) + w^2 - c^2 + (w^4 - c^4)/4` */
const timeTo = (w: number, c: number): number => Math.log(w / c) + w * w - c * c + (w ** 4 - c ** 4) / 4;

const sizeAfter = (time: number, start: number): number => bisected(start, 1e3, (w) => timeTo(w, start) < time);

/** Where `isBelow`, true at `low` and false at `high`, changes. */
function bisected(low: number, high: number, isBelow: (at: number) => boolean): number {
  let [from, to] = [low, high];
  for (let k = 0; k < 100; k++) {
    const middle = (from + to) / 2;
    if (isBelow(middle)) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

const trace = (matrix: Float64Array, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += matrix[i * n + i];
  return sum;
};
