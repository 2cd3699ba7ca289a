/** Energies of chains (one unit a layer), thirty-two weight settings at a time. Its CPU twin is `chainEnergies` of kernels/chainLandscape.ts. */
import { activate, decayOf, kinkedRise, kinkSlope, LINEAR, signedShare, TANH, tanhChange } from './activation';
import { multiplyAdd, subtractFrom, VECTOR } from './lanes';
import { number, ONE, TWO } from './numbers';

/** Vectors whose numbers fit into registers together. */
const FOUR: usize = 4 * VECTOR;
/** Bytes of one number for each setting: eight vectors side by side, so that none waits for its own last step. */
const WIDTH: usize = 2 * FOUR;
/** A layer's state: its deviations, and what its nonlinearity keeps of a (see activation.ts). */
const STATE: usize = 3 * WIDTH;
const DECAYS: usize = WIDTH;
const SHARES: usize = 2 * WIDTH;

/**
 * The squares of all errors at steps 0..T, summed over the samples, into `squares` [T + 1][32], and their sum over the steps behind them, which no one of
 * them exceeds. `weights` [layers][32]; `data`: x and y of each sample; `state`: room for 96 numbers a layer and 64 more. Units are deviations from the
 * feedforward pass, as in predict.ts.
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
  const end = squares + usize(steps + 1) * WIDTH;
  memory.fill(squares, 0, end - squares);
  for (let i = 0; i < samples; i++, data += 8) {
    for (let at: usize = 0; at < WIDTH; at += VECTOR) {
      startChain(layers, activation, weights + at, load<f32>(data), load<f32>(data, 4), state + at);
    }
    if (activation === LINEAR) inferLinear(layers, weights, f32x4.splat(dt), steps, state, squares);
    else inferCurved(layers, activation, weights, f32x4.splat(dt), steps, state, squares);
  }
  for (let at: usize = 0; at < WIDTH; at += FOUR) addUp(squares + at, end + at);
}

/** The sum of all rows from `at` to `end`, put behind them: of four vectors. */
function addUp(at: usize, end: usize): void {
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

/** Of four settings. */
function startChain(layers: i32, activation: i32, weights: usize, x: f32, y: f32, state: usize): void {
  let z = f32x4.splat(x);
  for (let l = 1; l < layers; l++, weights += WIDTH, state += STATE) {
    const a = f32x4.mul(v128.load(weights), z);
    z = activate(activation, a);
    const decay = activation === TANH ? decayOf(a) : a;
    v128.store(state, f32x4.splat(0));
    v128.store(state, decay, DECAYS);
    v128.store(state, signedShare(a, decay), SHARES);
  }
  v128.store(state, f32x4.sub(f32x4.splat(y), f32x4.mul(v128.load(weights), z)));
}

function inferLinear(layers: i32, weights: usize, dt: v128, steps: i32, state: usize, squares: usize): void {
  for (let t = 0; t <= steps; t++, squares += WIDTH) {
    for (let at: usize = 0; at < WIDTH; at += FOUR) stepLinear(layers, weights + at, dt, state + at, squares + at);
  }
}

/** One step of four vectors. u_{l-1} moves once both errors that it has part in are known; the inputs' layer has none. */
function stepLinear(layers: i32, weights: usize, dt: v128, state: usize, squares: usize): void {
  let u0 = v128.load(state); // u_{l-1}
  let u1 = v128.load(state, VECTOR);
  let u2 = v128.load(state, 2 * VECTOR);
  let u3 = v128.load(state, 3 * VECTOR);
  let below0 = u0; // e_{l-1}
  let below1 = u1;
  let below2 = u2;
  let below3 = u3;
  let sum0 = multiplyAdd(u0, u0, v128.load(squares));
  let sum1 = multiplyAdd(u1, u1, v128.load(squares, VECTOR));
  let sum2 = multiplyAdd(u2, u2, v128.load(squares, 2 * VECTOR));
  let sum3 = multiplyAdd(u3, u3, v128.load(squares, 3 * VECTOR));
  let place = state;
  for (let l = 1, w = weights + WIDTH; l < layers; l++, w += WIDTH, place += STATE) {
    let weight = v128.load(w);
    let next = v128.load(place, STATE);
    let error = subtractFrom(next, weight, u0);
    sum0 = multiplyAdd(error, error, sum0);
    v128.store(place, subtractFrom(u0, dt, subtractFrom(below0, weight, error)));
    below0 = error;
    u0 = next;
    weight = v128.load(w, VECTOR);
    next = v128.load(place, STATE + VECTOR);
    error = subtractFrom(next, weight, u1);
    sum1 = multiplyAdd(error, error, sum1);
    v128.store(place, subtractFrom(u1, dt, subtractFrom(below1, weight, error)), VECTOR);
    below1 = error;
    u1 = next;
    weight = v128.load(w, 2 * VECTOR);
    next = v128.load(place, STATE + 2 * VECTOR);
    error = subtractFrom(next, weight, u2);
    sum2 = multiplyAdd(error, error, sum2);
    v128.store(place, subtractFrom(u2, dt, subtractFrom(below2, weight, error)), 2 * VECTOR);
    below2 = error;
    u2 = next;
    weight = v128.load(w, 3 * VECTOR);
    next = v128.load(place, STATE + 3 * VECTOR);
    error = subtractFrom(next, weight, u3);
    sum3 = multiplyAdd(error, error, sum3);
    v128.store(place, subtractFrom(u3, dt, subtractFrom(below3, weight, error)), 3 * VECTOR);
    below3 = error;
    u3 = next;
  }
  v128.store(squares, sum0);
  v128.store(squares, sum1, VECTOR);
  v128.store(squares, sum2, 2 * VECTOR);
  v128.store(squares, sum3, 3 * VECTOR);
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
  const v = f32x4.mul(weight, u);
  let error = f32x4.sub(next, v);
  let signal = error;
  if (!isLast) {
    const decay = v128.load(place, STATE + DECAYS);
    if (activation === TANH) {
      const share = v128.load(place, STATE + SHARES);
      const change = tanhChange(share, v);
      const b = multiplyAdd(decay, change, decay);
      const part = f32x4.div(number(TWO), multiplyAdd(decay, change, f32x4.add(number(ONE), decay)));
      error = subtractFrom(next, f32x4.mul(share, change), part);
      signal = f32x4.mul(f32x4.mul(b, part), f32x4.mul(part, error));
    } else {
      const slope = kinkSlope(activation, f32x4.add(decay, v));
      error = f32x4.sub(next, kinkedRise(decay, v, kinkSlope(activation, decay), slope));
      signal = f32x4.mul(error, slope);
    }
  }
  v128.store(squares, multiplyAdd(error, error, v128.load(squares)));
  v128.store(place, subtractFrom(u, dt, subtractFrom(v128.load(carried, WIDTH), weight, signal)));
  v128.store(carried, next);
  v128.store(carried, error, WIDTH);
}
