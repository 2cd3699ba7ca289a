/** Newton's way to the nearest point without slope, whatever its index: minima, saddles and maxima attract alike. */
import type { Eigenpairs } from './eigenpairs.ts';
import { dot, norm } from './innerProduct.ts';

/** A smooth function of n numbers. */
export interface Terrain {
  /** Value and gradient [n] at a point. */
  slopeAt(point: Float64Array): Promise<{ value: number; gradient: Float64Array }>;
  /** Eigenpairs of the Hessian at a point; `rough`: to some 1e-8 of the largest, enough for the direction of a step. */
  eigenpairsAt(point: Float64Array, accuracy: 'rough' | 'exact'): Promise<Eigenpairs>;
}

export interface Patience {
  /** |gradient| at or below which a point counts as having no slope. */
  enough: number;
  /** Newton steps. */
  mostSteps: number;
  /** |point| beyond which the way is taken to lead to infinity. */
  farthest: number;
}

export interface Ending {
  point: Float64Array;
  gradientNorm: number;
  /** `rest`: no slope is left; `stuck`: |gradient| has a minimum above zero here; `gone`: the way leads to infinity; `slow`: out of steps. */
  how: 'rest' | 'stuck' | 'gone' | 'slow';
}

/** The current point of the search, its gradient, and the gradient's norm. */
interface Place {
  point: Float64Array;
  gradient: Float64Array;
  slope: number;
}

/** Levenberg's mu, in units of the Hessian's squared largest eigenvalue. */
const damping = { first: 1e-2, least: 1e-22, most: 1e6, less: 0.1, more: 8 };
/** A step must bring at least this part of the predicted decrease of |gradient|^2. */
const leastShare = 0.01;
/** Longest step, as a part of |point| (of 1 close to zero): a model of the slope is good nearby. */
const longestStep = 0.3;
/** Steps within which |gradient| must halve, or the way has ended. */
const window = 30;
/** |gradient|, as a multiple of `enough`, from which on the Hessian is taken exactly. */
const close = 1e4;
/** |gradient|, as a part of `enough`, at which nothing is left to polish. */
const polished = 1e-20;

/**
 * Minimises `1/2 |g|^2` by steps `-(H^2 + mu I)^-1 H g` (Levenberg and Marquardt), g the gradient and H the Hessian, each doubled as long as
 * that lowers |g|. Where H is regular the last steps are Newton's and converge quadratically. At a degenerate point, where H vanishes along
 * some directions, a Newton step goes a fixed part of the way, 1/m for a slope like |distance|^m, which the doubling makes up for.
 * Once |g| is enough, steps go on while each at least halves it. Throws what the terrain throws.
 */
export async function stationaryPoint(terrain: Terrain, from: Float64Array, patience: Patience): Promise<Ending> {
  const { enough, mostSteps, farthest } = patience;
  let place = await placeAt(terrain, from);
  let mu = damping.first;
  const slopes: number[] = [];
  const ended = (how: Ending['how']): Ending => ({
    point: place.point,
    gradientNorm: place.slope,
    how: place.slope <= enough ? 'rest' : how,
  });
  for (let step = 0; step < mostSteps && place.slope > polished * enough; step++) {
    if (!(norm(place.point) <= farthest)) return ended('gone');
    slopes.push(place.slope);
    if (step >= window && place.slope > enough && place.slope > 0.5 * slopes[step - window]) return ended('stuck');
    const pairs = await terrain.eigenpairsAt(place.point, place.slope > close * enough ? 'rough' : 'exact');
    const isPolishing = place.slope <= enough;
    const taken = await improved(terrain, place, pairs, isPolishing ? damping.least : mu);
    if (!taken) return ended('stuck');
    const gained = taken.place.slope < 0.5 * place.slope;
    ({ place, mu } = taken);
    if (isPolishing && !gained) break;
  }
  return ended('slow');
}

/** The place after one step that lowers |g|, and the mu to go on with; null where none does. */
async function improved(
  terrain: Terrain,
  place: Place,
  { values, vectors }: Eigenpairs,
  firstMu: number,
): Promise<{ place: Place; mu: number } | null> {
  const largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
  const along = vectors.map((vector) => dot(vector, place.gradient));
  const longest = longestStep * Math.max(1, norm(place.point));
  for (let mu = Math.max(firstMu, damping.least); mu <= damping.most; mu *= damping.more) {
    const shares = values.map((value) => value ** 2 / (value ** 2 + mu * largest ** 2)); // of the slope along v_k, taken by the step
    const step = new Float64Array(place.point.length);
    values.forEach((value, k) => {
      if (value !== 0) addScaled(step, (-shares[k] * along[k]) / value, vectors[k]);
    });
    if (norm(step) > longest) continue;
    const promised = along.reduce((sum, slope, k) => sum + slope ** 2 * (1 - (1 - shares[k]) ** 2), 0);
    const next = await placeAt(terrain, moved(place.point, 1, step));
    const gain = place.slope ** 2 - next.slope ** 2;
    if (!(gain > leastShare * promised)) continue;
    const nextMu = gain > 0.5 * promised ? mu * damping.less : mu;
    return { place: await doubled(terrain, place, step, next, longest), mu: nextMu };
  }
  return null;
}

/** Twice the step, four times, ..., as long as |g| falls. */
async function doubled(terrain: Terrain, from: Place, step: Float64Array, first: Place, longest: number): Promise<Place> {
  let best = first;
  for (let times = 2; times * norm(step) <= longest; times *= 2) {
    const next = await placeAt(terrain, moved(from.point, times, step));
    if (!(next.slope < best.slope)) break;
    best = next;
  }
  return best;
}

async function placeAt(terrain: Terrain, point: Float64Array): Promise<Place> {
  const { gradient } = await terrain.slopeAt(point);
  return { point, gradient, slope: norm(gradient) };
}

function moved(point: Float64Array, times: number, step: Float64Array): Float64Array {
  const next = point.slice();
  addScaled(next, times, step);
  return next;
}

function addScaled(into: Float64Array, factor: number, v: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] += factor * v[i];
}
