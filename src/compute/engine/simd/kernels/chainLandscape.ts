/** Energies of chains (one unit a layer), four weight settings at a time. Its CPU twin is `chainEnergies` of kernels/chainLandscape.ts. */
import { activate, decayOf, kinkedRise, kinkSlope, LINEAR, signedShare, TANH, tanhChange } from './activation';
import { multiplyAdd, VECTOR } from './lanes';

/**
 * Adds the squares of all errors at steps 0..T, summed over the samples, to `squares` [T + 1][4], and puts the largest of them (no number where one is none) behind
 * them. `weights` [layers][4]: a vector a layer; `data`: x and y of each sample;
 * `state`: room for three vectors a layer. Units are deviations from the feedforward pass, as in predict.ts.
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
  const end = squares + usize(steps + 1) * VECTOR;
  for (let i = 0; i < samples; i++, data += 8) {
    startChain(layers, activation, weights, load<f32>(data), load<f32>(data, 4), state);
    if (activation === LINEAR) inferLinear(layers, weights, f32x4.splat(dt), steps, state, squares);
    else inferCurved(layers, activation, weights, f32x4.splat(dt), steps, state, squares);
  }
  let largest = f32x4.splat(0);
  for (let at = squares; at < end; at += VECTOR) largest = f32x4.max(largest, v128.load(at));
  v128.store(end, largest);
}

/** A layer's state: its deviation, and what its nonlinearity keeps of a (see activation.ts). */
const STATE: usize = 3 * VECTOR;

function startChain(layers: i32, activation: i32, weights: usize, x: f32, y: f32, state: usize): void {
  let z = f32x4.splat(x);
  for (let l = 1; l < layers; l++, weights += VECTOR, state += STATE) {
    const a = f32x4.mul(v128.load(weights), z);
    z = activate(activation, a);
    const decay = activation === TANH ? decayOf(a) : a;
    v128.store(state, f32x4.splat(0));
    v128.store(state, decay, VECTOR);
    v128.store(state, signedShare(a, decay), 2 * VECTOR);
  }
  v128.store(state, f32x4.sub(f32x4.splat(y), f32x4.mul(v128.load(weights), z)));
}

/** u_{l-1} moves once both errors that it has part in are known; the inputs' layer has none. */
function inferLinear(layers: i32, weights: usize, dt: v128, steps: i32, state: usize, squares: usize): void {
  for (let t = 0; t <= steps; t++, squares += VECTOR) {
    let u = v128.load(state); // u_{l-1}
    let below = u; // e_{l-1}
    let sum = f32x4.mul(u, u);
    let place = state;
    for (let l = 1, w = weights + VECTOR; l < layers; l++, w += VECTOR, place += STATE) {
      const weight = v128.load(w);
      const next = v128.load(place, STATE);
      const error = f32x4.sub(next, f32x4.mul(weight, u));
      sum = multiplyAdd(error, error, sum);
      v128.store(place, multiplyAdd(dt, f32x4.sub(f32x4.mul(weight, error), below), u));
      below = error;
      u = next;
    }
    v128.store(squares, f32x4.add(v128.load(squares), sum));
  }
}

function inferCurved(layers: i32, activation: i32, weights: usize, dt: v128, steps: i32, state: usize, squares: usize): void {
  const one = f32x4.splat(1);
  for (let t = 0; t <= steps; t++, squares += VECTOR) {
    let u = v128.load(state);
    let below = u;
    let sum = f32x4.mul(u, u);
    let place = state;
    for (let l = 1, w = weights + VECTOR; l < layers; l++, w += VECTOR, place += STATE) {
      const weight = v128.load(w);
      const next = v128.load(place, STATE);
      let rise = f32x4.mul(weight, u);
      let slope = one; // the output layer is linear
      if (l < layers - 1) {
        const v = rise;
        const decay = v128.load(place, STATE + VECTOR);
        if (activation === TANH) {
          const share = v128.load(place, STATE + 2 * VECTOR);
          const change = tanhChange(share, v);
          const b = multiplyAdd(decay, change, decay);
          const part = f32x4.div(one, f32x4.add(one, b));
          rise = f32x4.mul(f32x4.mul(share, change), part);
          slope = f32x4.mul(f32x4.mul(f32x4.splat(4), b), f32x4.mul(part, part));
        } else {
          const moved = f32x4.add(decay, v);
          slope = kinkSlope(activation, moved);
          rise = kinkedRise(decay, v, kinkSlope(activation, decay), slope);
        }
      }
      const error = f32x4.sub(next, rise);
      sum = multiplyAdd(error, error, sum);
      v128.store(place, multiplyAdd(dt, f32x4.sub(f32x4.mul(f32x4.mul(weight, error), slope), below), u));
      below = error;
      u = next;
    }
    v128.store(squares, f32x4.add(v128.load(squares), sum));
  }
}
