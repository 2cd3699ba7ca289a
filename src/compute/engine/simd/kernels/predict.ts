/** The predictions of every layer for the next and their errors, as deviations from the feedforward pass (see the WGSL of engine/kernels/predict.ts). */
import {
  activate,
  fallOf,
  kinkedFall,
  kinkSlope,
  LINEAR,
  requireKnown,
  signedShare,
  TANH,
  tanhOf,
  tanhSlope,
} from './activation';
import { compareTanh } from './compareTanh';
import { multiplyAdd, number, sumOf, VECTOR, ZERO } from './lanes';
import { Block, bytesOf, Layer, layerAt, Network, rowsOf } from './networkRecords';
import { subtractProduct } from './product';

/**
 * `zff_l = phi(W_l zff_{l-1})` with x and y in place, and what inference starts from: zero deviations, errors and signals in the hidden layers, the residual in
 * the last. Returns the sum of its squares. Traps at an unknown activation.
 */
export function feedforward(network: Network, block: Block): f64 {
  requireKnown(network.activation);
  for (let l = 1; l < network.depth; l++) {
    const layer = layerAt(network, l);
    const rows = rowsOf(block.errors, layer, block);
    weigh(network, block, l, block.activities, 0, rows);
    activateUnits(network, layer, block);
    const bytes = bytesOf(layer, block);
    memory.fill(rows, 0, bytes);
    memory.fill(rowsOf(block.deviations, layer, block), 0, bytes);
    memory.fill(rowsOf(block.signals, layer, block), 0, bytes);
  }
  const output = layerAt(network, network.depth);
  const residual = rowsOf(block.deviations, output, block);
  weigh(network, block, network.depth, block.activities, rowsOf(block.activities, output, block), residual);
  copy(residual, rowsOf(block.errors, output, block), bytesOf(output, block));
  return squaresOf(block.errors, output, block);
}

/** From `-a_l` (of tanh `-t_l`, see activation.ts) in a layer's errors to its activities and what the nonlinearity keeps of a. */
function activateUnits(network: Network, layer: Layer, block: Block): void {
  const activation = network.activation;
  const errors = rowsOf(block.errors, layer, block);
  const activities = rowsOf(block.activities, layer, block);
  const saved = rowsOf(block.saved, layer, block);
  for (let at: usize = 0, end = bytesOf(layer, block); at < end; at += VECTOR) {
    const a = f32x4.neg(v128.load(errors + at));
    if (activation === TANH) {
      const m = fallOf(a);
      v128.store(activities + at, tanhOf(a, m));
      v128.store(saved + at, signedShare(a, m));
    } else {
      v128.store(activities + at, activate(activation, a));
      v128.store(saved + at, a);
    }
  }
}

/**
 * Errors and signals at the present deviations, from the lowest layer that has moved; but for the first layer's, which inference has no use for: there
 * `e_1 = u_1`, see `finishFirst`. Returns the sum of the errors' squares.
 */
export function predict(network: Network, block: Block, lowest: i32): f64 {
  let squares = lowest === 1 ? squaresOf(block.deviations, layerAt(network, 1), block) : 0;
  for (let l = max(2, lowest); l <= network.depth; l++) {
    const isLinear = l === network.depth || network.activation === LINEAR;
    squares += isLinear ? predictLinear(network, l, block) : predictCurved(network, l, block);
  }
  return squares;
}

/** The first layer's errors and signals after inference, with the feedforward pass's slopes. */
export function finishFirst(network: Network, block: Block): void {
  const layer = layerAt(network, 1);
  copy(rowsOf(block.deviations, layer, block), rowsOf(block.errors, layer, block), bytesOf(layer, block));
  if (network.depth > 1) takeSlopes(network, layer, block);
}

/** `e_l = u_l - W_l u_{l-1}`, which are the signals too. */
function predictLinear(network: Network, l: i32, block: Block): f64 {
  const layer = layerAt(network, l);
  weigh(network, block, l, block.deviations, rowsOf(block.deviations, layer, block), rowsOf(block.errors, layer, block));
  return squaresOf(block.errors, layer, block);
}

/** `e_l = u_l - (phi(a_l + v_l) - phi(a_l))` with `v_l = W_l u_{l-1}`, and `e_l phi'(a_l + v_l)`. */
function predictCurved(network: Network, l: i32, block: Block): f64 {
  const layer = layerAt(network, l);
  weigh(network, block, l, block.deviations, 0, rowsOf(block.errors, layer, block));
  return compareCurved(network, layer, block);
}

/** From `-v_l` in a layer's errors, in the unit of activation.ts, to its errors and signals. Returns the sum of the errors' squares. */
export function compareCurved(network: Network, layer: Layer, block: Block): f64 {
  if (network.activation === TANH) return compareTanh(layer, block);
  return compareKinked(network.activation, layer, block);
}

/** From `-v_l` in a layer's errors to its errors and signals. Returns the sum of the errors' squares. */
function compareKinked(activation: i32, layer: Layer, block: Block): f64 {
  const errors = rowsOf(block.errors, layer, block);
  const deviations = rowsOf(block.deviations, layer, block);
  const signals = rowsOf(block.signals, layer, block);
  const preactivations = rowsOf(block.saved, layer, block);
  let squares = number(ZERO);
  for (let at: usize = 0, end = bytesOf(layer, block); at < end; at += VECTOR) {
    const a = v128.load(preactivations + at);
    const minusV = v128.load(errors + at);
    const slope = kinkSlope(activation, f32x4.sub(a, minusV));
    const error = f32x4.add(v128.load(deviations + at), kinkedFall(a, minusV, kinkSlope(activation, a), slope));
    v128.store(errors + at, error);
    v128.store(signals + at, f32x4.mul(error, slope));
    squares = multiplyAdd(error, error, squares);
  }
  return sumOf(squares);
}

/** `e_l phi'(a_l)` at the feedforward pass's preactivations. */
export function takeSlopes(network: Network, layer: Layer, block: Block): void {
  if (block.signals === block.errors) return;
  const errors = rowsOf(block.errors, layer, block);
  const signals = rowsOf(block.signals, layer, block);
  const saved = rowsOf(block.saved, layer, block);
  for (let at: usize = 0, end = bytesOf(layer, block); at < end; at += VECTOR) {
    const a = v128.load(saved + at);
    const slope = network.activation === TANH ? tanhSlope(a) : kinkSlope(network.activation, a);
    v128.store(signals + at, f32x4.mul(v128.load(errors + at), slope));
  }
}

/** `from - W_l below`, both rows of a layer. */
export function weigh(network: Network, block: Block, l: i32, below: usize, from: usize, out: usize): void {
  const layer = layerAt(network, l);
  const inputs = layerAt(network, l - 1);
  const stride = block.stride;
  subtractProduct(layer.forward, layer.width, inputs.width, rowsOf(below, inputs, block), stride, stride, from, out, stride);
}

/** In four sums side by side, so that none waits for the one before. */
export function squaresOf(array: usize, layer: Layer, block: Block): f64 {
  let at = rowsOf(array, layer, block);
  const end = at + bytesOf(layer, block);
  let sum0 = f32x4.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (; at + 4 * VECTOR <= end; at += 4 * VECTOR) {
    sum0 = addSquare(v128.load(at), sum0);
    sum1 = addSquare(v128.load(at, VECTOR), sum1);
    sum2 = addSquare(v128.load(at, 2 * VECTOR), sum2);
    sum3 = addSquare(v128.load(at, 3 * VECTOR), sum3);
  }
  for (; at < end; at += VECTOR) sum0 = addSquare(v128.load(at), sum0);
  return sumOf(f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3)));
}

function addSquare(e: v128, sum: v128): v128 {
  return multiplyAdd(e, e, sum);
}

function copy(from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) v128.store(to + at, v128.load(from + at));
}
