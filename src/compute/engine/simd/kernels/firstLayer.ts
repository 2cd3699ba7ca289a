/**
 * The first hidden layer, inferred in the units of the second. Inputs do not move, so that `e_1 = u_1`, and u_1 only follows what comes down: it is
 * `W_2^T r` with `r += dt (s_2 - r)`. The second layer is given `W_2 u_1 = (W_2 W_2^T) r`, one product a step in place of two, and `|u_1|^2 = r (W_2 u_1)`.
 */
import { LINEAR, TANH } from './activation';
import { multiplyAdd, number, sumOf, TWICE_LOG2E, VECTOR, ZERO } from './lanes';
import { Block, bytesOf, Layer, layerAt, Network, rowsOf, signalsOf } from './networkRecords';
import { compareCurved, squaresOf } from './predict';
import { subtractProduct } from './product';

/** `r = 0`: no deviations. */
export function startFirst(network: Network, block: Block): void {
  const second = layerAt(network, 2);
  memory.fill(rowsOf(block.slopes, second, block), 0, bytesOf(second, block));
}

/** One Euler step of the first hidden layer. */
export function followSignals(network: Network, block: Block, dt: f32): void {
  const second = layerAt(network, 2);
  const followers = rowsOf(block.slopes, second, block);
  const signals = signalsOf(network, 2, block);
  const step = f32x4.splat(dt);
  for (let at: usize = 0, end = bytesOf(second, block); at < end; at += VECTOR) {
    const r = v128.load(followers + at);
    v128.store(followers + at, multiplyAdd(step, f32x4.sub(v128.load(signals + at), r), r));
  }
}

/** The second layer's errors and signals. Returns the sum of the first two layers' errors' squares. */
export function predictSecond(network: Network, block: Block): f64 {
  const second = layerAt(network, 2);
  const isLinear = network.depth === 2 || network.activation === LINEAR;
  const errors = rowsOf(block.errors, second, block);
  const from = isLinear ? rowsOf(block.deviations, second, block) : 0;
  const followers = rowsOf(block.slopes, second, block);
  subtractProduct(network.gram, second.width, second.width, followers, block.stride, block.stride, from, errors, block.stride);
  const first = firstSquares(second, block, from);
  if (isLinear) return first + squaresOf(block.errors, second, block);
  const unit = network.activation === TANH ? f32x4.extract_lane(number(TWICE_LOG2E), 0) : 1;
  return first / unit + compareCurved(network, second, block);
}

/** `sum r v_2` from `from - v_2` in the second layer's errors; 0 for zeros. In four sums side by side, so that none waits for the one before. */
function firstSquares(second: Layer, block: Block, from: usize): f64 {
  let errors = rowsOf(block.errors, second, block);
  let followers = rowsOf(block.slopes, second, block);
  const end = followers + bytesOf(second, block);
  const step = from ? VECTOR : 0;
  let sum0 = number(ZERO);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (; followers + 4 * VECTOR <= end; followers += 4 * VECTOR, errors += 4 * VECTOR, from += 4 * step) {
    sum0 = multiplyAdd(v128.load(followers), changeFrom(from, errors), sum0);
    sum1 = multiplyAdd(v128.load(followers, VECTOR), changeFrom(from + step, errors + VECTOR), sum1);
    sum2 = multiplyAdd(v128.load(followers, 2 * VECTOR), changeFrom(from + 2 * step, errors + 2 * VECTOR), sum2);
    sum3 = multiplyAdd(v128.load(followers, 3 * VECTOR), changeFrom(from + 3 * step, errors + 3 * VECTOR), sum3);
  }
  for (; followers < end; followers += VECTOR, errors += VECTOR, from += step) {
    sum0 = multiplyAdd(v128.load(followers), changeFrom(from, errors), sum0);
  }
  return sumOf(f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3)));
}

function changeFrom(from: usize, errors: usize): v128 {
  return f32x4.sub(from ? v128.load(from) : number(ZERO), v128.load(errors));
}
