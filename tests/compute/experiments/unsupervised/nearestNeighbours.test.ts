import { expect, test } from 'vitest';
import { bufferSize, NearestNeighbours } from '../../../../src/compute/experiments/unsupervised/nearestNeighbours.ts';
import { toTheEnd } from '../../../../src/compute/math/stepwise.ts';

/** On a line. */
const among = (places: number[], labels: number[]): NearestNeighbours => {
  const neighbours = new NearestNeighbours(1, null);
  neighbours.add(Float64Array.from(places), labels);
  return neighbours;
};
const classOf = (neighbours: NearestNeighbours, ...places: number[]) => [
  ...toTheEnd(neighbours.classify(Float64Array.from(places), places.length)),
];

test('the class is what most of the five nearest have', () => {
  // of 0 the five nearest are at 1, -1, 2, -2 and 3: two of class 0, three of class 1
  expect(classOf(among([1, 2, 3, -1, -2, 9, 10, 11], [0, 1, 1, 0, 1, 0, 0, 0]), 0)).toEqual([1]);
  expect(classOf(among([1, 2, 3, -1, -2, 9, 10, 11], [0, 1, 1, 0, 1, 0, 0, 0]), 10)).toEqual([0]);
});

test('of equally frequent classes the one with the nearest member', () => {
  expect(classOf(among([1, 2, 3, 4, 5], [7, 8, 8, 7, 9]), 0)).toEqual([7]);
  expect(classOf(among([1, 2, 3, 4, 5], [9, 8, 7, 8, 7]), 0)).toEqual([8]);
});

test('distance is over all coordinates', () => {
  const neighbours = new NearestNeighbours(2, null);
  neighbours.add(Float64Array.of(3, 4, 3, 4, 3, 4, 0, 6, 0, 6, 0, 6), [1, 1, 1, 2, 2, 2]);
  expect([...toTheEnd(neighbours.classify(Float64Array.of(0, 0), 1))]).toEqual([1]);
});

test('the oldest leave a full buffer', () => {
  const neighbours = among([0, 0, 0, 0, 0], [1, 1, 1, 1, 1]);
  neighbours.add(new Float64Array(bufferSize).fill(100), new Array(bufferSize).fill(2));
  expect(neighbours.count).toBe(bufferSize);
  expect(classOf(neighbours, 0)).toEqual([2]);
});

test('fewer latents than five are refused', () => {
  const neighbours = among([1, 2, 3], [0, 0, 0]);
  expect(neighbours.isReady).toBe(false);
  expect(() => classOf(neighbours, 0)).toThrow('k-NN has 3 latents in its buffer (expected 5 or more, as many as k)');
});

test('goes on from its state', () => {
  const before = among([1, 2, 3, 4, 5], [0, 0, 1, 1, 1]);
  const after = new NearestNeighbours(1, before.state());
  expect(after.state()).toEqual(before.state());
});
