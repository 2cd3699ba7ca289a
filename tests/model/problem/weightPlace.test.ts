/** Weights by their places: against a list of all weights written down one by one, and the roles that places keep. */
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/model/problem/problem.ts';
import { weightName } from '../../../src/model/problem/weightName.ts';
import { followedPlace, indexOfPlace, placeAt, readPlace, writePlace } from '../../../src/model/problem/weightPlace.ts';

const net = (...widths: number[]): Network => ({ widths, activation: 'linear' });

/** `layer.row.column` of every weight, in the order of the flat list. */
function allPlaces(widths: number[]): string[] {
  const places: string[] = [];
  for (let l = 1; l < widths.length; l++)
    for (let row = 1; row <= widths[l]; row++)
      for (let column = 1; column <= widths[l - 1]; column++) places.push(`${l}.${row}.${column}`);
  return places;
}

describe('a place', () => {
  it.each([[[1, 1, 1]], [[2, 5, 5, 2]], [[3, 4, 4, 4, 3]]])('names each weight of %j once', (widths) => {
    const places = allPlaces(widths);
    expect(places.map((place) => indexOfPlace(net(...widths), place))).toEqual(places.map((_, index) => index));
    expect(places.map((_, index) => writePlace(placeAt(net(...widths), index)))).toEqual(places);
  });
  it('counts the taps and the bias of a filter as columns', () => {
    const network: Network = { widths: [16, 8, 2], activation: 'tanh', convolution: { image: [4, 4, 1], channels: [2] } };
    expect(indexOfPlace(network, '1.2.10')).toBe(19);
    expect(weightName(network, 19)).toBe('b₁[2]');
    expect(indexOfPlace(network, '1.2.11')).toBeNull();
  });
  it.each(['', '1.1', '0.1.1', '1.0.1', '1.1.1.1', '1.1.x', '3/2.1.1', '1e3.1.1', '-1.1.1', ' 1.1.1'])('is not %j', (text) =>
    expect(readPlace(text)).toBeNull(),
  );
  it.each(['3.1.1', '1.3.1', '1.1.2', '2/3.1.1'])('%s is none of the chain w₁, w₂', (place) =>
    expect(indexOfPlace(net(1, 1, 1), place)).toBeNull(),
  );
});

describe('a place in another network', () => {
  const follow = (place: string, before: Network, after: Network) => followedPlace(place, before, after);
  const deep = (layers: number, width = 4) => net(3, ...new Array<number>(layers - 1).fill(width), 3);

  it.each([
    ['the first layer stays the first', '1.2.1', 4, 9, '1.2.1'],
    ['the last layer stays the last', '4.2.1', 4, 9, '9.2.1'],
    ['a layer after the first stays as far from the first', '2.1.1', 5, 9, '2.1.1'],
    ['a layer before the last stays as far from the last', '4.1.1', 5, 9, '8.1.1'],
    ['the middle counts from the first', '3.1.1', 5, 9, '3.1.1'],
    ['a middle layer is gone where there is no middle', '2.1.1', 3, 2, '2/3.1.1'],
    ['a layer too far inside is gone', '3.1.1', 5, 3, '3/5.1.1'],
  ])('%s', (_, place, from, to, expected) => {
    expect(follow(place, deep(from), deep(to))).toBe(expected);
    expect(follow(expected, deep(to), deep(from))).toBe(place); // and comes back
  });
  it('keeps rows and columns where they exist, and comes back where they do not', () => {
    expect(follow('2.4.3', deep(3), deep(3, 9))).toBe('2.4.3');
    expect(follow('2.4.3', deep(3), deep(3, 3))).toBe('2/3.4.3');
    expect(indexOfPlace(deep(3, 3), '2/3.4.3')).toBeNull();
    expect(follow('2/3.4.3', deep(3, 3), deep(3, 4))).toBe('2.4.3');
  });
  it('keeps its role in the depth while its row is gone', () => {
    expect(follow('4.3.4', deep(4), deep(4, 2))).toBe('4/4.3.4');
    expect(follow('4/4.3.4', deep(4, 2), deep(7, 2))).toBe('7/7.3.4');
    expect(follow('7/7.3.4', deep(7, 2), deep(7, 4))).toBe('7.3.4');
  });
});
