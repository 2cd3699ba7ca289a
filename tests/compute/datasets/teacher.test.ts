import { SingularValueDecomposition } from 'ml-matrix';
import { expect, test } from 'vitest';
import { drawProblem } from '../../../src/compute/datasets/drawProblem.ts';
import { teacherMap } from '../../../src/compute/datasets/teacher.ts';
import type { Problem } from '../../../src/model/problem/problem.ts';

const rows = (map: Float64Array, d: number) => Array.from({ length: d }, (_, i) => [...map.subarray(i * d, (i + 1) * d)]);

test.each([
  [1, 0.5],
  [4, 0.5],
  [16, 0.3],
])('%i singular values fall by %f from 1', (d, decay) => {
  const { diagonal } = new SingularValueDecomposition(rows(teacherMap(3, d, decay), d));
  for (const [k, value] of diagonal.entries()) expect(value).toBeCloseTo(decay ** k, 12);
});

const problem: Problem = {
  network: { widths: [3, 5, 3], activation: 'linear' },
  data: 'teacher',
  decay: 0.25,
  initial: 'normal',
  scale: 0.1,
  saddle: { kind: 'origin' },
  seed: 5,
  batchSize: 2000,
};

test('outputs are the teacher’s of standard normal inputs, in training and in testing', () => {
  const drawn = drawProblem(problem, null);
  const map = rows(teacherMap(5, 3, 0.25), 3);
  for (const { x, y, count } of [drawn.batches('fresh').batch(4), drawn.testSamples()]) {
    for (let i = 0; i < count; i++)
      for (let row = 0; row < 3; row++) {
        const expected = map[row].reduce((sum, weight, j) => sum + weight * x[3 * i + j], 0);
        expect(y[3 * i + row]).toBeCloseTo(expected, 12);
      }
    const squares = Float64Array.from(x).reduce((sum, value) => sum + value * value, 0) / x.length;
    expect(Math.abs(squares - 1)).toBeLessThan(4 * Math.sqrt(2 / x.length)); // standard errors of a variance
  }
});

test('the seed decides the teacher, the decay its spectrum alone', () => {
  expect(teacherMap(1, 3, 0.5)).not.toEqual(teacherMap(2, 3, 0.5));
  const { leftSingularVectors: a } = new SingularValueDecomposition(rows(teacherMap(1, 3, 0.5), 3));
  const { leftSingularVectors: b } = new SingularValueDecomposition(rows(teacherMap(1, 3, 0.2), 3));
  for (let k = 0; k < 3; k++) {
    const along = [0, 1, 2].reduce((sum, i) => sum + a.get(i, k) * b.get(i, k), 0);
    expect(Math.abs(along)).toBeCloseTo(1, 10);
  }
});
