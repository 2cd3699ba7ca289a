import { expect, test } from 'vitest';
import { principalComponents } from '../../../src/compute/math/principalComponents.ts';

const signal = new AbortController().signal;
const points = (...rows: number[][]) => rows.map((row) => Float64Array.from(row));

/** Two axes at right angles, and where points lie along them: ±3 and ±1. */
const first = [0.6, 0.8, 0];
const second = [-0.8, 0.6, 0];
const cross = [
  [3, 0],
  [-3, 0],
  [0, 1],
  [0, -1],
];
const onAxes = cross.map(([a, b]) => [7 + a * first[0] + b * second[0], -2 + a * first[1] + b * second[1], 5]);

test.each([
  ['more points than dimensions', onAxes],
  ['more dimensions than points', onAxes.map((point) => [...point, 0, 0, 0])],
])('finds the axes that the points were made from: %s', async (_name, rows) => {
  const { centre, directions, squares, total } = await principalComponents(points(...rows), 2, signal);
  expect([...centre.slice(0, 3)]).toEqual([7, -2, 5].map((value) => expect.closeTo(value, 12)));
  expect([...squares]).toEqual([18, 2].map((value) => expect.closeTo(value, 12)));
  expect(total).toBeCloseTo(20, 12);
  for (const [k, axis] of [first, second].entries()) {
    const along = axis.reduce((sum, value, p) => sum + value * directions[k][p], 0);
    expect(Math.abs(along)).toBeCloseTo(1, 12);
  }
});

test('has zeros for a direction along which nothing varies', async () => {
  const { squares, total } = await principalComponents(points([1, 1, 0, 0], [2, 2, 0, 0], [3, 3, 0, 0]), 2, signal);
  expect(squares[0]).toBeCloseTo(4, 12);
  expect(squares[1]).toBeCloseTo(0, 12);
  expect(total).toBeCloseTo(4, 12);
});
