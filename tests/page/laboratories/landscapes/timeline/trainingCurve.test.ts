import { expect, test } from 'vitest';
import { besides, iterationsAt, metricValues } from '../../../../../src/page/laboratories/landscapes/timeline/trainingCurve.ts';
import { learnerCurves } from '../../../../learnerCurves.ts';

const tested = (iteration: number[], accuracy: number[]) => ({
  ...learnerCurves([4, 2, 1]),
  tests: {
    iteration: Int32Array.from(iteration),
    accuracy: Float64Array.from(accuracy),
    loss: Float64Array.from(accuracy, (part) => 1 - part),
  },
});

test('losses are drawn in the unit that they are shown in, other metrics as they are', () => {
  const curves = { ...learnerCurves([4, 2]), energy: Float64Array.of(3, 1), gradientNorm: Float64Array.of(7, 8) };
  expect(metricValues(curves, 'loss', 0.2)).toEqual(Float64Array.of(0.8, 0.4));
  expect(metricValues(curves, 'loss', 1)).toBe(curves.loss);
  expect(metricValues(curves, 'energy', 0.2)).toBe(curves.energy);
  expect(metricValues(curves, 'gradientNorm', 0.2)).toBe(curves.gradientNorm);
});

test('accuracies belong to the iterations of their tests, of the seed that got furthest', () => {
  const curves = tested([0, 156, 312], [0.1, 0.8, 0.9]);
  expect(metricValues(curves, 'accuracy', 0.2)).toEqual(Float64Array.of(0.1, 0.8, 0.9));
  expect(iterationsAt([tested([0], [0.1]), curves], 'accuracy', [0, 2])).toEqual([0, 312]);
  expect(iterationsAt([curves], 'loss', [0, 2])).toEqual([0, 2]);
});

test('data without tests have no accuracies', () => {
  expect(metricValues(learnerCurves([1]), 'accuracy', 1)).toHaveLength(0);
  expect(iterationsAt([learnerCurves([1])], 'accuracy', [])).toEqual([]);
});

test('the test loss stands beside the loss of a single seed, and nowhere else', () => {
  const curves = tested([0, 2], [0.25, 0.75]);
  expect(besides([curves], 'loss', 2)).toEqual({ name: 'test loss', x: [0, 2], y: [1.5, 0.5] });
  expect(besides([curves], 'energy', 2)).toBeNull();
  expect(besides([curves, curves], 'loss', 2)).toBeNull();
  expect(besides([learnerCurves([1])], 'loss', 2)).toBeNull();
});
