import { expect, test } from 'vitest';
import { acrossRuns } from '../../../src/compute/math/statistics.ts';

test('a run that stopped early counts only while it lasts', () => {
  const { mean, deviation, runs } = acrossRuns([
    [1, 2, 6],
    [3, 6],
  ]);
  expect([...mean]).toEqual([2, 4, 6]);
  expect([...deviation]).toEqual([1, 2, 0]);
  expect([...runs]).toEqual([2, 2, 1]);
});

test('the deviation is NumPy’s std', () => {
  const { deviation } = acrossRuns([[0.1], [0.5], [0.7], [-2]]);
  expect(deviation[0]).toBeCloseTo(1.0755812382149477, 14); // np.std([0.1, 0.5, 0.7, -2])
});

test('no runs have no curve', () => {
  expect(acrossRuns([]).mean.length).toBe(0);
});
