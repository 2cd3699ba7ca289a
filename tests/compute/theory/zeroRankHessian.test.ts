/** Theorems 2 and 3 against the reference files and against the engine's second derivatives. */
import { describe, expect, it } from 'vitest';
import { hessianMatrix, openCurvature } from '../../../src/compute/engine/curvature/curvature.ts';
import { Breather } from '../../../src/compute/engine/work/breather.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import { secondMoments } from '../../../src/compute/math/secondMoments.ts';
import { zeroRankHessian } from '../../../src/compute/theory/zeroRankHessian.ts';
import type { Activation } from '../../../src/model/problem/problem.ts';
import { expectClose } from '../closeness.ts';

const breather = () => new Breather(new AbortController().signal);

/** Every column of a Hessian that is known by its products. */
function columns(product: (v: Float64Array) => Float64Array, n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    matrix.set(product(Float64Array.from({ length: n }, (_, i) => (i === k ? 1 : 0))), k * n);
  }
  return matrix;
}

async function expectTheoryToHold(widths: number[], weights: Float64Array, activation: Activation = 'linear') {
  const layout = layoutOf({ widths, activation });
  const normals = normalStream(5);
  const count = 9;
  const x = normals.fill(new Float64Array(count * widths[0]), 0, 1);
  const y = normals.fill(new Float64Array(count * widths[widths.length - 1]), 0, 1);
  const samples = batchOf(x, y, count);
  const theory = zeroRankHessian(weights, widths, secondMoments(x, y, count));
  expect(theory).not.toBeNull();
  for (const [of, product] of [
    ['loss', theory!.loss],
    ['equilibrium', theory!.equilibratedEnergy],
  ] as const) {
    const measured = await hessianMatrix(await openCurvature(layout, samples, weights, { of }, breather()));
    expectClose([...measured, 1], [...columns(product, layout.parameterCount), 1], 1e-10); // 1: the loss's may be all zeros
  }
}

describe.each([1, 2, 3, 4, 5, 6])('with %i hidden layers', (hidden) => {
  it.each([1, 2, 3, 4, 5, 6])('of width %i, theory holds at the origin', async (width) => {
    const widths = [2, ...new Array<number>(hidden).fill(width), 3];
    const layout = layoutOf({ widths, activation: 'linear' });
    await expectTheoryToHold(widths, new Float64Array(layout.parameterCount));
  });
});

it('at the origin it holds for tanh too, whose slope there is 1', async () => {
  await expectTheoryToHold([2, 3, 3, 2], new Float64Array(2 * 3 + 9 + 6), 'tanh');
});

/** Zeros but for these layers (from 0), which are random. */
function saddleWith(widths: number[], filled: number[]): Float64Array {
  const { weightOffset, parameterCount } = layoutOf({ widths, activation: 'linear' });
  const weights = new Float64Array(parameterCount);
  for (const l of filled) normalStream(l).fill(weights.subarray(weightOffset[l], weightOffset[l + 1]), 0, 0.7);
  return weights;
}

it.each([
  ['the penultimate layer, 3 hidden', [3, 4, 5, 4, 2], [2]],
  ['the penultimate layer, 2 hidden', [3, 4, 5, 2], [1]],
  ['all layers but the first and the last', [2, 3, 4, 3, 2], [1, 2]],
  ['the first two of four', [2, 3, 4, 3, 2], [0, 1]],
])('it holds at the zero-rank saddle where only these are not zero: %s', async (_, widths, filled) => {
  await expectTheoryToHold(widths, saddleWith(widths, filled));
});

it('elsewhere there is no theory', () => {
  const moments = secondMoments(new Float64Array([1, 2]), new Float64Array([1, 2]), 1);
  expect(zeroRankHessian(saddleWith([2, 3, 2], [0]), [2, 3, 2], moments)).toBeNull();
  expect(zeroRankHessian(saddleWith([2, 3, 2], [1]), [2, 3, 2], moments)).toBeNull();
});
