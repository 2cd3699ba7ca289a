/** The plane that a surface is drawn on: two directions through a centre, and where any weights lie in it. */
import type { Centre, Plane, PlaneRecipe } from '../../model/requests.ts';
import { computeError } from '../computeError.ts';
import type { NetworkLayout } from '../engine/network.ts';
import type { WeightPlane } from '../engine/weightSettings.ts';
import { normalStream } from '../math/random.ts';

/** theta(a, b) = origin + a directions[0] + b directions[1] (+ c directions[2] in a volume). */
export interface PlaneGeometry {
  readonly origin: Float64Array;
  readonly directions: readonly Float64Array[];
  readonly names: string[];
  /** One sentence: which plane this is. */
  readonly description: string;
}

/** Mixed into the seed, so that directions are not the initial weights again. */
const directionSeed = 0x9e3779b9;

/** What a plane may stand on. */
export interface Anchors {
  readonly layout: NetworkLayout;
  readonly saddleWeights: Float64Array;
  readonly initialWeights: Float64Array;
}

/** Throws InvalidRequest where the plane's axes are not two weights of the network. */
export function planeOf({ recipe }: Plane, anchors: Anchors): PlaneGeometry {
  const { layout } = anchors;
  const origin = centreWeights(recipe.centre, anchors);
  const around = centreInWords[recipe.centre];
  return recipe.kind === 'coordinates'
    ? coordinatePlane(layout, recipe, origin, around)
    : randomPlane(layout, recipe.seed, origin, around);
}

const centreInWords: Readonly<Record<Centre, string>> = {
  origin: 'the origin',
  saddle: 'the saddle',
  start: 'the initial weights',
};

/** A copy of the weights at the plane's middle. [P] */
function centreWeights(centre: Centre, { layout, saddleWeights, initialWeights }: Anchors): Float64Array {
  if (centre === 'origin') return new Float64Array(layout.parameterCount);
  return (centre === 'saddle' ? saddleWeights : initialWeights).slice();
}

type CoordinateRecipe = Extract<PlaneRecipe, { kind: 'coordinates' }>;

function coordinatePlane(layout: NetworkLayout, recipe: CoordinateRecipe, origin: Float64Array, around: string): PlaneGeometry {
  const { first, second, held, centre } = recipe;
  checkAxes(layout, first, second);
  const names = [weightName(layout, first), weightName(layout, second)];
  const others = layout.parameterCount - 2;
  if (layout.isChain && centre === 'origin') {
    for (let p = 0; p < origin.length; p++) if (p !== first && p !== second) origin[p] = held;
  }
  const rest = others === 0 ? '' : layout.isChain && centre === 'origin' ? `, others at ${held}` : ', others as there';
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

function randomPlane(layout: NetworkLayout, seed: number, origin: Float64Array, around: string): PlaneGeometry {
  const normals = normalStream((seed ^ directionSeed) >>> 0);
  const directions = [0, 1].map(() =>
    normaliseFilters(layout, normals.fill(new Float64Array(layout.parameterCount), 0, 1), origin),
  );
  const scaled = origin.some((weight) => weight !== 0)
    ? 'each row scaled to the norm of the centre’s row'
    : 'each row of unit norm, since the origin’s rows are zero';
  return { origin, directions, names: ['u', 'v'], description: `random plane around ${around}, ${scaled}` };
}

/** The cube of a chain's three weights around the origin. */
export function cubeOf(layout: NetworkLayout): PlaneGeometry {
  const names = [0, 1, 2].map((index) => weightName(layout, index));
  return {
    origin: new Float64Array(layout.parameterCount),
    directions: [0, 1, 2].map((index) => unitVector(layout.parameterCount, index)),
    names,
    description: `cube ${names.join(', ')} around the origin`,
  };
}

/**
 * Filter normalisation: each row of W_l in the direction scaled to the norm of the same row of the centre
 * (Li et al., Visualizing the Loss Landscape of Neural Nets, 2018); a row of zeros in the centre gives a row of unit norm.
 */
export function normaliseFilters(layout: NetworkLayout, direction: Float64Array, centre: Float64Array): Float64Array {
  const normalised = direction.slice();
  for (let l = 1; l <= layout.layers; l++) {
    const fanIn = layout.widths[l - 1];
    for (let row = layout.weightOffset[l - 1]; row < layout.weightOffset[l]; row += fanIn) {
      const wanted = norm(centre.subarray(row, row + fanIn)) || 1;
      const scale = wanted / (norm(direction.subarray(row, row + fanIn)) || 1);
      for (let k = row; k < row + fanIn; k++) normalised[k] *= scale;
    }
  }
  return normalised;
}

/** Settings on the plane for the given coordinates [G * directions]. */
export function settingsOnPlane(plane: PlaneGeometry, coordinates: Float64Array): WeightPlane {
  return {
    kind: 'plane',
    count: coordinates.length / plane.directions.length,
    origin: plane.origin,
    directions: plane.directions,
    coordinates,
  };
}

/** The plane's weights at (a, b). */
export function weightsAt(plane: PlaneGeometry, a: number, b: number): Float64Array {
  const [u, v] = plane.directions;
  return plane.origin.map((weight, p) => weight + a * u[p] + b * v[p]);
}

/** Least squares onto the two directions, which need not be orthogonal: coordinates and distance from the plane. */
export function projectOnto(plane: PlaneGeometry, weights: Float64Array): { a: number; b: number; residual: number } {
  const [u, v] = plane.directions;
  const offset = weights.map((weight, p) => weight - plane.origin[p]);
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const [pu, pv] = [dot(offset, u), dot(offset, v)];
  const determinant = uu * vv - uv * uv;
  const a = (pu * vv - pv * uv) / determinant;
  const b = (pv * uu - pu * uv) / determinant;
  return { a, b, residual: norm(offset.map((value, p) => value - a * u[p] - b * v[p])) };
}

/** `w₂` in a chain; `W₂[1,3]` (row, column, from 1) elsewhere. */
export function weightName(layout: NetworkLayout, index: number): string {
  const layer = layout.weightOffset.findIndex((offset) => offset > index);
  if (layout.isChain) return `w${subscript(layer)}`;
  const fanIn = layout.widths[layer - 1];
  const within = index - layout.weightOffset[layer - 1];
  return `W${subscript(layer)}[${Math.floor(within / fanIn) + 1},${(within % fanIn) + 1}]`;
}

const subscript = (number: number) => String(number).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]);

function unitVector(length: number, index: number): Float64Array {
  const vector = new Float64Array(length);
  vector[index] = 1;
  return vector;
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < u.length; p++) sum += u[p] * v[p];
  return sum;
}

const norm = (v: Float64Array) => Math.sqrt(dot(v, v));
