/** The axes of the plane as addresses named them until November 2026: by the weights' numbers in the flat list, `first=35` for `axisA=3.1.1`. */

import { parameterCount } from '../../model/problem/layerShapes.ts';
import type { Network } from '../../model/problem/problem.ts';
import { placeAt, writePlace } from '../../model/problem/weightPlace.ts';

/** The field that holds the weight now, for each old name. */
export const fieldOfNumber = { first: 'axisA', second: 'axisB' } as const;

export type NumberedAxis = keyof typeof fieldOfNumber;

export const numberedAxes = Object.keys(fieldOfNumber) as NumberedAxis[];

/** The place of the weight with this number in the network; null where the network has none. */
export function placeOfNumber(network: Network, number: unknown): string | null {
  const isNumbered = Number.isInteger(number) && (number as number) >= 0 && (number as number) < parameterCount(network);
  return isNumbered ? writePlace(placeAt(network, number as number)) : null;
}

/** Which numbers would be right, in words. */
export function expectedNumber(network: Network): string {
  const count = parameterCount(network);
  return `a whole number from 0 to ${count - 1}: this network has ${count} weights`;
}
