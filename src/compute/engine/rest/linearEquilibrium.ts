/** The exact equilibrium where predictions are affine in the activities that move, with nothing larger than a d_y x d_y solve. */
import { BlockTridiagonal } from '../../math/blockTridiagonal.ts';
import { factorCholesky, solveCholesky } from '../../math/cholesky.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { propagateBack } from '../kernels/relax.ts';
import type { Tile } from '../kernels/tile.ts';

/** `S = I + sum_{l=2..L} W_{L:l} W_{L:l}^T` of one setting: the matrices alone, no biases. */
export interface Rescaling {
  /** S, [d_y * d_y] */
  readonly rescaling: Float64Array;
  /** S's Cholesky factor, [d_y * d_y]; NaN where S overflowed. */
  readonly factor: Float64Array;
}

/**
 * Builds S from the output down. A step is a layer, since a layer of a wide net takes long.
 */
export function* rescalingOf(tile: Tile, setting: number): Stepwise<Rescaling> {
  const { layers, widths } = tile.layout;
  const dy = widths[layers];
  const rescaling = new Float64Array(dy * dy);
  for (let j = 0; j < dy; j++) rescaling[j * dy + j] = 1;
  let map: Float64Array = new Float64Array(); // W_{L:l}, [d_y, n_{l-1}]
  for (let l = layers; l >= 2; l--) {
    const weights = matrixOf(tile, setting, l);
    map = l === layers ? weights : times(map, weights, dy, widths[l], widths[l - 1]);
    addGram(rescaling, map, dy, widths[l - 1]);
    yield;
  }
  return { rescaling, factor: factorOf(rescaling, dy) };
}

/** `S^-1 r` of one item, r its output's error after a feedforward pass. Where S is not finite the solution is NaN. */
function solveResidual(
  { layout: { layers, widths, unitOffset, unitCount }, errors }: Tile,
  { factor }: Rescaling,
  item: number,
): Float64Array {
  const output = item * unitCount + unitOffset[layers];
  const solved = errors.slice(output, output + widths[layers]);
  solveCholesky(factor, widths[layers], solved);
  return solved;
}

/** Theorem 1: `F* = 1/(2N) sum_i r^T S^-1 r` of one setting. Needs a feedforward pass, and leaves it as it is. */
export function linearEquilibriumEnergy(tile: Tile, setting: number, solved: Rescaling): number {
  const { layout, samples, errors } = tile;
  let sum = 0;
  for (let item = setting * samples.count; item < (setting + 1) * samples.count; item++) {
    const output = item * layout.unitCount + layout.unitOffset[layout.layers];
    for (const [j, error] of solveResidual(tile, solved, item).entries()) sum += errors[output + j] * error;
  }
  return 0.5 * samples.weight * sum;
}

/**
 * `e_L = S^-1 r`, `e_l = W_{l+1}^T e_{l+1}`, then forward `z_l = zff_l + u_l` with `u_l = W_l u_{l-1} + e_l` and u_0 = 0, for one item of a
 * setting. Needs a feedforward pass, whose output error r is. Leaves activities, errors and signals at the equilibrium.
 * The way forward multiplies rounding by the norms of the layers, and zff may be far larger than z: the activities are then solved for at once (see `solveActivities`).
 */
export function linearEquilibrium(tile: Tile, solved: Rescaling, item: number): void {
  const { layout, errors, signals } = tile;
  const { layers, widths, unitOffset, unitCount } = layout;
  const base = item * unitCount;
  const output = base + unitOffset[layers];
  const residual = errors.slice(output, output + widths[layers]);
  const error = solveResidual(tile, solved, item);
  errors.set(error, output);
  signals.set(error, output);
  const felt = new Float64Array(layout.maxWidth);
  for (let l = layers - 1; l >= 1; l--) {
    propagateBack(tile, item, 1, l, felt);
    errors.set(felt.subarray(0, widths[l]), base + unitOffset[l]);
    signals.set(felt.subarray(0, widths[l]), base + unitOffset[l]);
  }
  if (layers === 1) return;
  const deviations = deviationsForward(tile, item);
  const first = base + unitOffset[1];
  const moved = deviations.map((u, k) => tile.activities[first + k] + u);
  const isLost = missesOutput(tile, item, deviations, residual) || largest(deviations) > mostCancelled * largest(moved);
  tile.activities.set(isLost ? solveActivities(tile, item) : moved, first);
  const { slopes } = tile;
  // Only the first layer may be nonlinear: its input x does not move, so that its slope stays that of the feedforward pass.
  if (slopes) for (let unit = first; unit < base + unitOffset[2]; unit++) signals[unit] *= slopes[unit];
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** How many times larger than the activities the deviations may be of which they are a part: rounding grows as much. */
const mostCancelled = 100;
/** Part of the residual by which the way forward may miss the outputs. */
const mostMissed = 1e-12;

/** u of the hidden units, as the layout has them from layer 1 on, layer by layer forward. */
function deviationsForward(tile: Tile, item: number): Float64Array {
  const { layout, errors } = tile;
  const { layers, widths, unitOffset, unitCount } = layout;
  const first = unitOffset[1];
  const start = item * unitCount + first;
  const deviations = errors.slice(start, item * unitCount + unitOffset[layers]);
  for (let l = 2; l < layers; l++) {
    const below = deviations.subarray(unitOffset[l - 1] - first, unitOffset[l] - first);
    addPredictions(tile, item, l, below, deviations.subarray(unitOffset[l] - first, unitOffset[l] - first + widths[l]));
  }
  return deviations;
}

/** `into += W_l below` */
function addPredictions(
  { layout, samples, weights }: Tile,
  item: number,
  l: number,
  below: Float64Array,
  into: Float64Array,
): void {
  const { columns } = layout.shapes[l - 1];
  let w = Math.floor(item / samples.count) * layout.parameterCount + layout.weightOffset[l - 1];
  for (let j = 0; j < into.length; j++, w += columns) for (let k = 0; k < below.length; k++) into[j] += weights[w + k] * below[k];
}

function missesOutput(tile: Tile, item: number, deviations: Float64Array, residual: Float64Array): boolean {
  const { layout, errors } = tile;
  const { layers, widths, unitOffset, unitCount } = layout;
  const moved = new Float64Array(widths[layers]);
  addPredictions(tile, item, layers, deviations.subarray(unitOffset[layers - 1] - unitOffset[1]), moved);
  const output = item * unitCount + unitOffset[layers];
  const size = Math.hypot(...residual);
  return moved.some((move, j) => Math.abs(move - (residual[j] - errors[output + j])) > mostMissed * size);
}

/**
 * The hidden activities at which `dF/dz = 0`, from one block tridiagonal system, which is well conditioned however large the layers are: with the diagonal blocks
 * `1 + W_{l+1}^T W_{l+1}` and `-W_l` below them, and on its right `b_l - W_{l+1}^T b_{l+1}`, b_l the biases, but phi(W_1 x + b_1) for b_1 and `b_L - y` for b_L.
 */
function solveActivities(tile: Tile, item: number): Float64Array {
  const { layout, samples, weights } = tile;
  const { layers, widths, shapes, weightOffset, unitOffset, parameterCount } = layout;
  const theta = Math.floor(item / samples.count) * parameterCount;
  const hessian = new BlockTridiagonal(widths.slice(1, layers));
  const solution = new Float64Array(unitOffset[layers] - unitOffset[1]);
  for (let l = 1; l < layers; l++) {
    const [size, own] = [widths[l], unitOffset[l] - unitOffset[1]];
    const block = hessian.diagonal[l - 1];
    for (let k = 0; k < size; k++) block[k * size + k] = 1;
    for (let k = 0; k < size; k++) solution[own + k] += offsetOf(tile, item, l, k);
    for (let j = 0, w = theta + weightOffset[l]; j < widths[l + 1]; j++, w += shapes[l].columns) {
      const offset = offsetOf(tile, item, l + 1, j);
      for (let k = 0; k < size; k++) {
        if (l + 1 < layers) hessian.below[l - 1][j * size + k] = -weights[w + k];
        solution[own + k] -= weights[w + k] * offset;
        for (let m = 0; m <= k; m++) block[k * size + m] += weights[w + k] * weights[w + m];
      }
    }
  }
  if (!hessian.factor()) return solution.fill(Number.NaN);
  hessian.solve(solution);
  return solution;
}

/** Layer l's part of the prediction that no hidden activity decides; at the output less y. */
function offsetOf({ layout, samples, weights, activities }: Tile, item: number, l: number, j: number): number {
  const { layers, shapes, widths, weightOffset, unitOffset, unitCount, parameterCount } = layout;
  const { columns, hasBias } = shapes[l - 1];
  const unit = item * unitCount + unitOffset[l] + j;
  if (l === 1) return activities[unit];
  const row = Math.floor(item / samples.count) * parameterCount + weightOffset[l - 1] + j * columns;
  return (hasBias ? weights[row + widths[l - 1]] : 0) - (l === layers ? activities[unit] : 0);
}

/** Cholesky factor of S [d_y * d_y]; NaN where S overflowed. */
export function factorOf(rescaling: Float64Array, dy: number): Float64Array {
  if (!rescaling.every(Number.isFinite)) return new Float64Array(dy * dy).fill(Number.NaN);
  const factor = rescaling.slice();
  factorCholesky(factor, dy);
  return factor;
}

/** `S += M M^T` for M [rows, columns]. */
function addGram(into: Float64Array, m: Float64Array, rows: number, columns: number): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += m[i * columns + k] * m[j * columns + k];
      into[i * rows + j] += sum;
    }
  }
}

/** W_l of one setting without its biases, [n_l, n_{l-1}]. */
function matrixOf(
  { layout: { widths, shapes, weightOffset, parameterCount }, weights }: Tile,
  setting: number,
  l: number,
): Float64Array {
  const { rows, columns } = shapes[l - 1];
  const matrix = new Float64Array(rows * widths[l - 1]);
  for (let row = 0, w = setting * parameterCount + weightOffset[l - 1]; row < rows; row++, w += columns)
    matrix.set(weights.subarray(w, w + widths[l - 1]), row * widths[l - 1]);
  return matrix;
}

/** `M W` for M [rows, inner] and W [inner, columns]. */
function times(m: Float64Array, w: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const scale = m[i * inner + k];
      for (let j = 0; j < columns; j++) product[i * columns + j] += scale * w[k * columns + j];
    }
  }
  return product;
}
