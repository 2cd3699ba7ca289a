/** Energies of chains (one unit a layer), thirty-two weight settings at a time. The linear ones' float64 twin is `linearChainEnergies` of the engine's kernels/chainLandscape.ts. */
import {
  activate,
  fallOf,
  inItsUnit,
  kinkedFall,
  kinkSlope,
  LINEAR,
  requireKnown,
  signedShare,
  TANH,
  tanhChange,
  tanhOf,
  tanhShare,
  tanhSlopeFrom,
} from './activation';
import { multiplyAdd, number, ONE, subtractFrom, VECTOR } from './lanes';

/** Bytes of one number for each setting: eight vectors side by side, so that none waits for its own last step. */
const WIDTH: usize = 8 * VECTOR;
/** A layer's state: its deviations, and what its nonlinearity keeps of a (see activation.ts). */
const STATE: usize = 2 * WIDTH;
const SAVED: usize = WIDTH;

/**
 * Adds the squares of all errors at steps 0..T, summed over these samples, to `squares` [T + 1][32]. The row behind them gets their sum over the steps, which no
 * single step exceeds. Linear chains infer every residual alike: there, the squares of one sample whose residual is 1 replace the numbers in `squares`.
 * `weights` [layers][32]; `data`: x and y of each sample; `state`: room for 64 numbers a layer and 64 more. Units are deviations from the feedforward pass, as
 * in predict.ts.
 */
export function chainLandscape(
  layers: i32,
  activation: i32,
  weights: usize,
  data: usize,
  samples: i32,
  dt: f32,
  steps: i32,
  state: usize,
  squares: usize,
): void {
  requireKnown(activation);
  if (activation === LINEAR) {
    if (layers === 2) inferOneHidden(weights + WIDTH, f32x4.splat(dt), steps, squares);
    else inferLinear(layers, weights, f32x4.splat(dt), steps, state, squares);
    return;
  }
  for (let i = 0; i < samples; i++, data += 8) {
    for (let at: usize = 0; at < WIDTH; at += VECTOR) {
      startChain(layers, activation, weights + at, load<f32>(data), load<f32>(data, 4), state + at);
    }
    inferCurved(layers, activation, weights, f32x4.splat(dt), steps, state, squares);
  }
  addUp(squares, steps);
}

/** The sum of the rows [T + 1][32], put behind them. */
function addUp(squares: usize, steps: i32): void {
  const end = squares + usize(steps + 1) * WIDTH;
  for (let at: usize = 0; at < WIDTH; at += 4 * VECTOR) addUpVectors(squares + at, end + at);
}

/** `addUp` for four vectors. */
function addUpVectors(at: usize, end: usize): void {
  let sum0 = f32x4.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (; at < end; at += WIDTH) {
    sum0 = f32x4.add(sum0, v128.load(at));
    sum1 = f32x4.add(sum1, v128.load(at, VECTOR));
    sum2 = f32x4.add(sum2, v128.load(at, 2 * VECTOR));
    sum3 = f32x4.add(sum3, v128.load(at, 3 * VECTOR));
  }
  v128.store(end, sum0);
  v128.store(end, sum1, VECTOR);
  v128.store(end, sum2, 2 * VECTOR);
  v128.store(end, sum3, 3 * VECTOR);
}

/** The feedforward pass of four settings, and the state that their inference starts from. */
function startChain(layers: i32, activation: i32, weights: usize, x: f32, y: f32, state: usize): void {
  let z = f32x4.splat(x);
  for (let l = 1; l < layers; l++, weights += WIDTH, state += STATE) {
    const a = inItsUnit(activation, f32x4.mul(v128.load(weights), z));
    v128.store(state, f32x4.splat(0));
    if (activation === TANH) {
      const m = fallOf(a);
      z = tanhOf(a, m);
      v128.store(state, signedShare(a, m), SAVED);
    } else {
      z = activate(activation, a);
      v128.store(state, a, SAVED);
    }
  }
  v128.store(state, f32x4.sub(f32x4.splat(y), f32x4.mul(v128.load(weights), z)));
}

/** `e_1 = u_1`, `e_2 = 1 - w_2 u_1`, `u_1 -= dt (e_1 - w_2 e_2)`: four vectors' whole inference in registers. `weights`: w_2 [32]. */
function inferOneHidden(weights: usize, dt: v128, steps: i32, squares: usize): void {
  const one = number(ONE);
  for (let end = weights + WIDTH; weights < end; weights += 4 * VECTOR, squares += 4 * VECTOR) {
    const w0 = v128.load(weights);
    const w1 = v128.load(weights, VECTOR);
    const w2 = v128.load(weights, 2 * VECTOR);
    const w3 = v128.load(weights, 3 * VECTOR);
    let u0 = f32x4.splat(0);
    let u1 = u0;
    let u2 = u0;
    let u3 = u0;
    let sum0 = u0;
    let sum1 = u0;
    let sum2 = u0;
    let sum3 = u0;
    let row = squares;
    for (let t = 0; t <= steps; t++, row += WIDTH) {
      let error = subtractFrom(one, w0, u0);
      let square = multiplyAdd(error, error, f32x4.mul(u0, u0));
      u0 = subtractFrom(u0, dt, subtractFrom(u0, w0, error));
      sum0 = f32x4.add(sum0, square);
      v128.store(row, square);
      error = subtractFrom(one, w1, u1);
      square = multiplyAdd(error, error, f32x4.mul(u1, u1));
      u1 = subtractFrom(u1, dt, subtractFrom(u1, w1, error));
      sum1 = f32x4.add(sum1, square);
      v128.store(row, square, VECTOR);
      error = subtractFrom(one, w2, u2);
      square = multiplyAdd(error, error, f32x4.mul(u2, u2));
      u2 = subtractFrom(u2, dt, subtractFrom(u2, w2, error));
      sum2 = f32x4.add(sum2, square);
      v128.store(row, square, 2 * VECTOR);
      error = subtractFrom(one, w3, u3);
      square = multiplyAdd(error, error, f32x4.mul(u3, u3));
      u3 = subtractFrom(u3, dt, subtractFrom(u3, w3, error));
      sum3 = f32x4.add(sum3, square);
      v128.store(row, square, 3 * VECTOR);
    }
    v128.store(row, sum0);
    v128.store(row, sum1, VECTOR);
    v128.store(row, sum2, 2 * VECTOR);
    v128.store(row, sum3, 3 * VECTOR);
  }
}

function inferLinear(layers: i32, weights: usize, dt: v128, steps: i32, state: usize, squares: usize): void {
  memory.fill(state, 0, usize(layers) * STATE);
  const residual = state + usize(layers - 1) * STATE;
  for (let at: usize = 0; at < WIDTH; at += VECTOR) v128.store(residual + at, number(ONE));
  let row = squares;
  for (let t = 0; t <= steps; t++, row += WIDTH) {
    for (let at: usize = 0; at < WIDTH; at += VECTOR) stepLinear(layers, weights + at, dt, state + at, row + at);
  }
  addUp(squares, steps);
}

/** One step of four settings. u_{l-1} moves once both errors that it has part in are known; the inputs' layer has none. */
function stepLinear(layers: i32, weights: usize, dt: v128, state: usize, squares: usize): void {
  let u = v128.load(state); // u_{l-1}
  let below = u; // e_{l-1}
  let sum = f32x4.mul(u, u);
  for (let l = 1; l < layers; l++, state += STATE) {
    weights += WIDTH;
    const weight = v128.load(weights);
    const next = v128.load(state, STATE);
    const error = subtractFrom(next, weight, u);
    sum = multiplyAdd(error, error, sum);
    v128.store(state, subtractFrom(u, dt, subtractFrom(below, weight, error)));
    below = error;
    u = next;
  }
  v128.store(squares, sum);
}

/** As `inferLinear`, with u_{l-1} and e_{l-1} in memory behind the layers' state. */
function inferCurved(layers: i32, activation: i32, weights: usize, dt: v128, steps: i32, state: usize, squares: usize): void {
  const carried = state + usize(layers) * STATE;
  for (let t = 0; t <= steps; t++, squares += WIDTH) {
    for (let at: usize = 0; at < WIDTH; at += VECTOR) {
      const first = v128.load(state + at);
      v128.store(carried + at, first);
      v128.store(carried + at, first, WIDTH);
      v128.store(squares + at, multiplyAdd(first, first, v128.load(squares + at)));
    }
    let place = state;
    for (let l = 1, w = weights + WIDTH; l < layers; l++, w += WIDTH, place += STATE) {
      const isLast = l === layers - 1;
      for (let at: usize = 0; at < WIDTH; at += VECTOR) {
        passLayer(activation, isLast, dt, v128.load(w + at), place + at, carried + at, squares + at);
      }
    }
  }
}

/** One layer of four settings; the output layer is linear. */
function passLayer(activation: i32, isLast: bool, dt: v128, weight: v128, place: usize, carried: usize, squares: usize): void {
  const u = v128.load(carried);
  const next = v128.load(place, STATE);
  const minusV = f32x4.mul(f32x4.neg(weight), u);
  let error = f32x4.add(next, minusV);
  let signal = error;
  if (!isLast) {
    const saved = v128.load(place, STATE + SAVED);
    if (activation === TANH) {
      const change = tanhChange(saved, inItsUnit(activation, minusV));
      const h = tanhShare(f32x4.abs(saved), change);
      error = multiplyAdd(f32x4.mul(saved, change), h, next);
      signal = f32x4.mul(tanhSlopeFrom(h), error);
    } else {
      const slope = kinkSlope(activation, f32x4.sub(saved, minusV));
      error = f32x4.add(next, kinkedFall(saved, minusV, kinkSlope(activation, saved), slope));
      signal = f32x4.mul(error, slope);
    }
  }
  v128.store(squares, multiplyAdd(error, error, v128.load(squares)));
  v128.store(place, subtractFrom(u, dt, subtractFrom(v128.load(carried, WIDTH), weight, signal)));
  v128.store(carried, next);
  v128.store(carried, error, WIDTH);
}
