/** The exact equilibrium of a linear network, with nothing larger than a d_y x d_y solve. */
import { factorCholesky, solveCholesky } from '../../math/cholesky.ts';
import type { Tile } from '../tile.ts';

/** `S = I + sum_{l=2..L} W_{L:l} W_{L:l}^T` and the map `W_{L:1}` of one setting. */
export interface Rescaling {
  /** S, [d_y * d_y] */
  readonly rescaling: Float64Array;
  /** S's Cholesky factor, [d_y * d_y]; NaN where S overflowed. */
  readonly factor: Float64Array;
  /** [d_y * d_x] */
  readonly map: Float64Array;
}

/**
 * Builds S and W_{L:1} from the output down. A generator: it yields after each layer, since a layer of a wide net takes long.
 */
export function* rescalingOf(tile: Tile, setting: number): Generator<void, Rescaling> {
  const { layers, widths, weightOffset, parameterCount } = tile.layout;
  const dy = widths[layers];
  const theta = setting * parameterCount;
  const rescaling = new Float64Array(dy * dy);
  for (let j = 0; j < dy; j++) rescaling[j * dy + j] = 1;
  let map: Float64Array = tile.weights.slice(theta + weightOffset[layers - 1], theta + weightOffset[layers]); // W_{L:l}, [d_y, n_{l-1}]
  for (let l = layers; l >= 2; l--) {
    addGram(rescaling, map, dy, widths[l - 1]);
    map = timesLayer(map, tile.weights, theta + weightOffset[l - 2], dy, widths[l - 1], widths[l - 2]);
    yield;
  }
  return { rescaling, factor: factorOf(rescaling, dy), map };
}

/**
 * `e_L = S^-1 (y - W_{L:1} x)`, `e_l = W_{l+1}^T e_{l+1}`, then forward `z_l = W_l z_{l-1} + e_l`, for one setting's samples [from, to).
 * Leaves activities, predictions and errors at the equilibrium. Where S is not finite the errors are NaN.
 */
export function linearEquilibrium(tile: Tile, setting: number, solved: Rescaling, from: number, to: number): void {
  const { layout, samples, errors, activities } = tile;
  const { layers, widths, unitOffset, unitCount } = layout;
  const dx = widths[0];
  const dy = widths[layers];
  const residual = new Float64Array(dy);
  for (let i = from; i < to; i++) {
    const base = (setting * samples.count + i) * unitCount;
    for (let j = 0; j < dy; j++) {
      let output = 0;
      for (let k = 0; k < dx; k++) output += solved.map[j * dx + k] * activities[base + k];
      residual[j] = samples.y[i * dy + j] - output;
    }
    solveCholesky(solved.factor, dy, residual);
    errors.set(residual, base + unitOffset[layers]);
    sendErrorsDown(tile, setting, base);
    settleActivities(tile, setting, base);
  }
}

function sendErrorsDown(tile: Tile, setting: number, base: number): void {
  const { layout, weights, errors } = tile;
  const { layers, widths, weightOffset, unitOffset, parameterCount } = layout;
  for (let l = layers - 1; l >= 1; l--) {
    const below = base + unitOffset[l];
    const above = base + unitOffset[l + 1];
    errors.fill(0, below, below + widths[l]);
    let w = setting * parameterCount + weightOffset[l];
    for (let j = 0; j < widths[l + 1]; j++, w += widths[l]) {
      for (let k = 0; k < widths[l]; k++) errors[below + k] += weights[w + k] * errors[above + j];
    }
  }
}

function settleActivities(tile: Tile, setting: number, base: number): void {
  const { layout, weights, errors, activities, predictions } = tile;
  const { layers, widths, weightOffset, unitOffset, parameterCount } = layout;
  for (let l = 1; l <= layers; l++) {
    const input = base + unitOffset[l - 1];
    const output = base + unitOffset[l];
    let w = setting * parameterCount + weightOffset[l - 1];
    for (let j = 0; j < widths[l]; j++, w += widths[l - 1]) {
      let sum = 0;
      for (let k = 0; k < widths[l - 1]; k++) sum += weights[w + k] * activities[input + k];
      predictions[output + j] = sum;
      if (l < layers) activities[output + j] = sum + errors[output + j];
    }
  }
}

function factorOf(rescaling: Float64Array, dy: number): Float64Array {
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

/** `M W` for M [rows, inner] and W [inner, columns] lying at `offset` of the weights. */
function timesLayer(
  m: Float64Array,
  weights: Float64Array,
  offset: number,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const scale = m[i * inner + k];
      const w = offset + k * columns;
      for (let j = 0; j < columns; j++) product[i * columns + j] += scale * weights[w + j];
    }
  }
  return product;
}
