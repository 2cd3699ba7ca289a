/** The oracle is tests/reference/hessians.json: full Hessians by automatic differentiation. */
import { expect, test } from 'vitest';
import { extremeEigenpairs } from '../../../src/compute/math/extremeEigenpairs.ts';
import { inOneStep } from '../../../src/compute/math/krylovSpace.ts';
import { secondMoments } from '../../../src/compute/math/secondMoments.ts';
import { toTheEnd } from '../../../src/compute/math/stepwise.ts';
import { originCurvature } from '../../../src/compute/theory/originCurvature.ts';
import { zeroRankHessian } from '../../../src/compute/theory/zeroRankHessian.ts';
import hessians from '../../reference/hessians.json' with { type: 'json' };
import { caseOf } from './cases.ts';

const atOrigin = hessians.filter(({ weights }) => weights.every(({ data }) => data.every((weight) => weight === 0)));

test('the reference covers one hidden layer and more', () => {
  const depths = new Set(atOrigin.map(({ network }) => Math.min(2, network.widths.length - 2)));
  expect([...depths].sort()).toEqual([1, 2]);
});

test.each(atOrigin)('$name', ({ expected, ...stored }) => {
  const { x, y, count, widths } = caseOf(stored);
  const { loss, equilibratedEnergy } = originCurvature(secondMoments(x, y, count), widths.length - 2);
  expect(loss).toBeCloseTo(expected.lossHessianEigenvalues[0], 12);
  expect(equilibratedEnergy).toBeCloseTo(expected.energyHessianEigenvalues[0], 12);
});

test('the energy is a strict saddle where the loss is flat', () => {
  const moments = secondMoments(Float64Array.of(1, 2), Float64Array.of(-1, -2), 2);
  expect(originCurvature(moments, 2)).toEqual({ loss: 0, equilibratedEnergy: -2.5 });
});

test.each([0, 1.5])('%d hidden layers are refused', (hidden) => {
  const moments = secondMoments(Float64Array.of(1), Float64Array.of(1), 1);
  expect(() => originCurvature(moments, hidden)).toThrow(`invalid depth: ${hidden} (expected 1 hidden layer or more)`);
});

test('a wide input costs no more than its outputs: images are answered at once, with the whole block’s eigenvalues', () => {
  const [inputs, count] = [200, 20];
  const x = Float64Array.from({ length: count * inputs }, (_, k) => Math.sin(k * k));
  const y = Float64Array.from({ length: count * 3 }, (_, k) => Math.cos(3 * k));
  const { loss, equilibratedEnergy } = originCurvature(secondMoments(x, y, count), 1);
  const theory = zeroRankHessian(new Float64Array(inputs + 3), [inputs, 1, 3], secondMoments(x, y, count))!;
  const smallestOf = (product: typeof theory.loss) =>
    toTheEnd(extremeEigenpairs(inOneStep(product), inputs + 3, { tolerance: 1e-12 })).min.value;
  expect(loss).toBeCloseTo(smallestOf(theory.loss), 9);
  expect(equilibratedEnergy).toBeCloseTo(smallestOf(theory.equilibratedEnergy), 9);
});
