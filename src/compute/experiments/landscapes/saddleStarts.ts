/** Starts of the search for critical points: near low-rank maps of every rank, and Gaussian. */
import { parameterCount, weightLayers } from '../../math/flatLayers.ts';
import { type NormalStream, normalStream, uniformStream } from '../../math/random.ts';
import type { Direction } from '../../theory/criticalValues.ts';

/** Standard deviations of Gaussian starts, in units of 1 / sqrt(fan-in), which keeps a layer's outputs as large as its inputs. */
const gaussianScales = [0.3, 1, 2];
/** Noise of a low-rank start's layers beside the map: faint, or strong where another layer does not pass the noise on. */
const faint = 0.03;
const strong = 0.5;

/**
 * Weights [P] of start `index`, from random streams of its own, so that earlier starts make no difference. Cycles through random
 * factorisations of rank 0, 1, ..., as far as widths and data have room, and Gaussian starts of three scales.
 */
export function saddleStart(
  widths: readonly number[],
  directions: readonly Direction[],
  seed: number,
  index: number,
): Float64Array {
  const own = (Math.imul(index + 1, 0x9e3779b1) ^ seed) >>> 0; // Knuth's multiplier spreads consecutive numbers
  const normals = normalStream(own);
  const weights = new Float64Array(parameterCount(widths));
  const layers = weightLayers(weights, widths);
  const ranks = Math.min(directions.length, ...widths) + 1;
  const kind = index % (ranks + gaussianScales.length);
  if (kind < ranks) factorise(layers, widths, chosen(directions, kind, uniformStream(own)), normals, uniformStream(~own >>> 0));
  else for (const [l, layer] of layers.entries()) normals.fill(layer, 0, gaussianScales[kind - ranks] / Math.sqrt(widths[l]));
  return weights;
}

/** `count` of the directions, each subset as likely as any other. */
function chosen(directions: readonly Direction[], count: number, uniform: () => number): Direction[] {
  const left = [...directions];
  return Array.from({ length: count }, () => left.splice(Math.floor(uniform() * left.length), 1)[0]);
}

/**
 * `W_{L:1} = sum_k output_k input_k^T` and noise: `W_l = sum_k s_kl q_kl q_k(l-1)^T`, q_kl orthonormal and random in the hidden layers, with
 * random strengths s_kl. The noise is faint throughout, or strong in some layers but faint in one at least, where it ends.
 */
function factorise(
  layers: Float64Array[],
  widths: readonly number[],
  directions: readonly Direction[],
  normals: NormalStream,
  uniform: () => number,
): void {
  const last = layers.length - 1;
  const frames = widths.map((width) => randomFrame(width, directions.length, normals));
  const isOpen = uniform() < 0.5;
  const closed = Math.floor(uniform() * layers.length);
  const balance = directions.map(() => normals.fill(new Float64Array(last + 1), 0, 0.3));
  layers.forEach((layer, l) => {
    const deviation = isOpen && l !== closed && uniform() < 0.5 ? strong : faint;
    normals.fill(layer, 0, deviation / Math.sqrt(widths[l]));
    directions.forEach(({ output, input }, k) => {
      const length = Math.hypot(...input);
      const left = l === last ? output : frames[l + 1][k];
      const right = l === 0 ? input.map((entry) => entry / length) : frames[l][k];
      const strength = length ** (1 / layers.length) * Math.exp(balance[k][l] - balance[k][(l + 1) % layers.length]);
      for (let i = 0; i < left.length; i++) {
        for (let j = 0; j < right.length; j++) layer[i * right.length + j] += strength * left[i] * right[j];
      }
    });
  });
}

/** `count` orthonormal vectors of length n, by Gram and Schmidt. */
function randomFrame(n: number, count: number, normals: NormalStream): Float64Array[] {
  const frame: Float64Array[] = [];
  while (frame.length < count) {
    const vector = normals.fill(new Float64Array(n), 0, 1);
    for (const earlier of frame) {
      const along = vector.reduce((sum, entry, i) => sum + entry * earlier[i], 0);
      for (let i = 0; i < n; i++) vector[i] -= along * earlier[i];
    }
    const length = Math.hypot(...vector);
    frame.push(vector.map((entry) => entry / length));
  }
  return frame;
}
