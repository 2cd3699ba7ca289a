/** The plane of two chosen weights, and the cube of a chain's three. */

import { computeError } from '../../../model/computeError.ts';
import type { PlaneRecipe } from '../../../model/problem/problem.ts';
import { weightName } from '../../../model/problem/weightName.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { PlaneGeometry } from './geometry.ts';

type CoordinateRecipe = Extract<PlaneRecipe, { kind: 'coordinates' }>;

/** Throws InvalidRequest where the axes are not two weights of the network. The plane takes over `origin`. */
export function coordinatePlane(
  layout: NetworkLayout,
  recipe: CoordinateRecipe,
  origin: Float64Array,
  around: string,
  isAtTheOrigin: boolean,
): PlaneGeometry {
  const { first, second } = recipe;
  checkAxes(layout, first, second);
  const names = [weightName(layout.network, first), weightName(layout.network, second)];
  const others = layout.parameterCount - 2;
  if (layout.isChain && isAtTheOrigin) {
    for (let p = 0; p < origin.length; p++) if (p !== first && p !== second) origin[p] = recipe.held;
  }
  const held = layout.isChain && isAtTheOrigin ? `all other weights at ${recipe.held}` : 'all others as there';
  const rest = others === 0 ? '' : `, ${held}`;
  return {
    origin,
    directions: [first, second].map((index) => unitVector(layout.parameterCount, index)),
    names,
    description: `plane ${names.join(', ')} around ${around}${rest}`,
  };
}

function checkAxes(layout: NetworkLayout, first: number, second: number): void {
  for (const index of [first, second]) {
    if (index >= layout.parameterCount)
      throw computeError('InvalidRequest', `invalid axis: weight ${index} (expected 0 to ${layout.parameterCount - 1})`);
  }
  if (first === second) throw computeError('InvalidRequest', `invalid axes: weight ${first} twice (expected two weights)`);
}

/** The cube of a chain's three weights around the origin. */
export function cubeOf(layout: NetworkLayout): PlaneGeometry {
  const names = [0, 1, 2].map((index) => weightName(layout.network, index));
  return {
    origin: new Float64Array(layout.parameterCount),
    directions: [0, 1, 2].map((index) => unitVector(layout.parameterCount, index)),
    names,
    description: `cube ${names.join(', ')} around the origin`,
  };
}

function unitVector(length: number, index: number): Float64Array {
  const vector = new Float64Array(length);
  vector[index] = 1;
  return vector;
}
