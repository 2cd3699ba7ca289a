import { expect, test } from 'vitest';
import { optimiserState, takeStep } from '../../../../src/compute/engine/learner/optimiser.ts';
import type { Optimiser } from '../../../../src/model/problem/problem.ts';

/** Weights after steps along these gradients, from 1 and -2. */
function stepped(optimiser: Optimiser, rate: number, ...gradients: [number, number][]): number[] {
  const weights = Float64Array.of(1, -2);
  const state = optimiserState(optimiser, weights.length);
  for (const gradient of gradients) takeStep(optimiser, rate, weights, Float64Array.from(gradient), state);
  return Array.from(weights);
}

test('SGD moves by the rate times the gradient', () => {
  expect(stepped('sgd', 0.1, [3, -5])).toEqual([1 - 0.3, -2 + 0.5]);
});

test('momentum keeps 0.9 of its velocity', () => {
  const [first, second] = stepped('momentum', 0.1, [1, 0], [1, 2]);
  expect(first).toBeCloseTo(1 - 0.1 - 0.1 * 1.9, 14);
  expect(second).toBeCloseTo(-2 - 0.1 * 2, 14);
});

test('Adam’s first step has the length of the rate, whatever the gradient’s', () => {
  const [first, second] = stepped('adam', 0.01, [1e-3, -700]);
  expect(first).toBeCloseTo(1 - 0.01, 6);
  expect(second).toBeCloseTo(-2 + 0.01, 6);
});

test('Adam’s second step is Kingma and Ba’s, written out', () => {
  // m = 0.9 * 0.1 * 1 + 0.1 * 3, s = 0.999 * 0.001 * 1 + 0.001 * 9
  const m = 0.39 / (1 - 0.9 ** 2);
  const s = 0.009999 / (1 - 0.999 ** 2);
  const afterFirst = 1 - 0.01 / (1 + 1e-8);
  expect(stepped('adam', 0.01, [1, 0], [3, 0])[0]).toBeCloseTo(afterFirst - (0.01 * m) / (Math.sqrt(s) + 1e-8), 14);
});

test('AdamW first shrinks the weights by a hundredth of the rate, then steps as Adam does', () => {
  const [adam, adamw] = [stepped('adam', 0.01, [1, 0]), stepped('adamw', 0.01, [1, 0])];
  expect(adamw[0] - adam[0]).toBeCloseTo(-0.01 * 0.01 * 1, 14);
  expect(adamw[1]).toBeCloseTo(-2 * (1 - 0.01 * 0.01), 14); // no gradient: decay alone
});

test('AdamW’s decay stays out of its moments', () => {
  const [adam, adamw] = (['adam', 'adamw'] as const).map((optimiser) => {
    const state = optimiserState(optimiser, 1);
    takeStep(optimiser, 0.5, Float64Array.of(100), Float64Array.of(2), state);
    return state;
  });
  expect(adamw).toEqual(adam);
});
