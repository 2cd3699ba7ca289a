/** Oracle: gradient descent itself, on the loss and on F*, in plain loops with central differences of the closed forms. */
import { describe, expect, it, test } from 'vitest';
import { normalStream } from '../../../src/compute/math/random.ts';
import { secondMoments } from '../../../src/compute/math/secondMoments.ts';
import { equilibratedEnergy } from '../../../src/compute/theory/equilibratedEnergy.ts';
import { escapeTimes } from '../../../src/compute/theory/escapeTimes.ts';

const COUNT = 16;

/** y = -x, and initial weights of deviation sigma. */
function drawn(widths: number[], sigma: number, seed: number) {
  const normals = normalStream(seed);
  const parameters = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
  const x = normals.fill(new Float64Array(COUNT * widths[0]), widths[0] === 1 ? 1 : 0, widths[0] === 1 ? 0.1 : 1);
  const y = x.map((value) => -value);
  return { weights: normals.fill(new Float64Array(parameters), 0, sigma), x, y, moments: secondMoments(x, y, COUNT) };
}

/** W_L ... W_1 x of every sample. */
function outputs(weights: Float64Array, widths: number[], x: Float64Array): Float64Array {
  let [below, offset] = [x, 0];
  for (let l = 1; l < widths.length; l++) {
    const [rows, columns] = [widths[l], widths[l - 1]];
    const next = new Float64Array(COUNT * rows);
    for (let i = 0; i < COUNT; i++)
      for (let j = 0; j < rows; j++)
        for (let k = 0; k < columns; k++) next[i * rows + j] += weights[offset + j * columns + k] * below[i * columns + k];
    below = next;
    offset += rows * columns;
  }
  return below;
}

/** Steps times rate until a function of the weights is half of its start, by gradient descent. */
function measured(of: (weights: Float64Array) => number, start: Float64Array, rate: number): number {
  const weights = start.slice();
  const first = of(weights);
  for (let step = 0; step < 100_000; step++) {
    if (of(weights) < first / 2) return step * rate;
    const gradient = weights.map((_, p) => {
      const at = (shift: number) => of(weights.map((w, q) => (q === p ? w + shift : w)));
      return (at(1e-5) - at(-1e-5)) / 2e-5;
    });
    for (let p = 0; p < weights.length; p++) weights[p] -= rate * gradient[p];
  }
  throw new Error('never');
}

function both(widths: number[], sigma: number, seed: number, rate: number) {
  const { weights, x, y, moments } = drawn(widths, sigma, seed);
  const loss = (at: Float64Array) => outputs(at, widths, x).reduce((sum, f, k) => sum + (y[k] - f) ** 2, 0) / (2 * COUNT);
  const energy = (at: Float64Array) => equilibratedEnergy(at, widths, x, y, COUNT);
  return {
    predicted: escapeTimes(weights, widths, moments, 1),
    bp: () => measured(loss, weights, rate),
    pc: () => measured(energy, weights, rate),
  };
}

describe('from the initial weights themselves', () => {
  it.each([
    [[1, 1, 1], 0.05],
    [[1, 5, 1], 0.05],
    [[1, 1, 1, 1], 0.1],
    [[1, 3, 3, 1], 0.02],
  ])('BP’s loss and PC’s energy leave the origin of %j, sigma = %d, at the predicted times', (widths, sigma) => {
    for (const seed of [1, 2, 3]) {
      const { predicted, bp, pc } = both(widths, sigma, seed, 0.1);
      expect(predicted.bp! / bp()).toBeGreaterThan(0.8);
      expect(predicted.bp! / bp()).toBeLessThan(1.1);
      expect(predicted.pc! / pc()).toBeGreaterThan(0.8);
      expect(predicted.pc! / pc()).toBeLessThan(1.15);
    }
  });

  it('the difference stays bounded as sigma shrinks: the leading order is right', () => {
    const differences = [0.1, 0.01, 0.001].map((sigma) => {
      const { predicted, pc } = both([1, 1, 1, 1], sigma, 1, 0.05);
      return pc() - predicted.pc!;
    });
    for (const difference of differences) expect(Math.abs(difference)).toBeLessThan(1);
  });

  it('several outputs: PC’s energy, whose modes leave one after another', () => {
    const { predicted, pc } = both([3, 4, 4, 3], 0.01, 1, 0.1);
    expect(predicted.pc! / pc()).toBeGreaterThan(0.9);
    expect(predicted.pc! / pc()).toBeLessThan(1.1);
    expect(predicted.bp).toBeNull(); // half of the loss needs more than the first mode
  });
});

it('is (sigma^-(L-2) - 1) / ((L-2) s) for BP on the balanced chain, but for what the last steps add', () => {
  const x = new Float64Array(COUNT).fill(1);
  for (const layers of [3, 4]) {
    const sigma = 0.01;
    const { bp } = escapeTimes(
      new Float64Array(layers).fill(sigma),
      new Array(layers + 1).fill(1),
      secondMoments(x, x, COUNT),
      1,
    );
    expect(bp! / ((sigma ** (2 - layers) - 1) / (layers - 2))).toBeCloseTo(1, 1);
  }
});

test('short inference slows PC: at the origin a step has 1 - (1 - dt)^T of the pull', () => {
  const { weights, moments } = drawn([1, 1, 1, 1], 0.01, 2);
  const at = (relaxed: number) => escapeTimes(weights, [1, 1, 1, 1], moments, relaxed).pc!;
  expect(at(0.5) / at(1)).toBeCloseTo(2, 10);
});

test('a start away from the origin has no leading order', () => {
  const { moments } = drawn([1, 1, 1], 1, 1);
  expect(escapeTimes(Float64Array.of(1.1, 1.05), [1, 1, 1], moments, 1)).toEqual({ bp: null, pc: null });
});
