/** Builds from the view the parts that several requests have in common: problem, plane, run and inference. */
import type { Controls } from '../../model/controls.ts';
import { isQuickRun } from '../../model/problem/cost.ts';
import { MOST_DENSE, parameterCount } from '../../model/problem/layerShapes.ts';
import type { Centre, LearningRun, PlaneRecipe, Problem, SaddleAnchor } from '../../model/problem/problem.ts';
import type { InferringRequest, PlaneRequest } from '../../model/problem/requestAndFrame.ts';
import { placeName } from '../../model/problem/weightName.ts';
import { indexOfPlace, readPlace } from '../../model/problem/weightPlace.ts';
import { learningRates } from './changes.ts';
import { axesOf, networkOf } from './networkOf.ts';
import type { View } from './view.ts';

/** The part that requests on a plane have in common, as the view describes it. */
export function onPlane(view: View): PlaneRequest {
  return { problem: problemOf(view), plane: recipeOf(view), start: view.start, ...inferring(view) };
}

/** The part that says how an experiment infers, and on which path it computes. */
export function inferring({ controls: { dt, steps, stopping, backend } }: View): Pick<InferringRequest, 'inference' | 'backend'> {
  return { inference: { dt, steps, stopping }, backend };
}

/** A problem around no saddle and at no scale, for experiments that draw their own weights. */
export function problemAlone(view: View): Problem {
  return { ...problemOf(view), initial: 'normal', scale: 1, saddle: { kind: 'origin' } };
}

/** 0 to T ascending: every step while there are at most `most` of them, else every ceil(T / most)-th, and T. */
export function recordedSteps(steps: number, most: number): number[] {
  const stride = Math.max(1, Math.ceil(steps / most));
  const recorded = Array.from({ length: Math.floor(steps / stride) + 1 }, (_, i) => i * stride);
  return recorded.at(-1) === steps ? recorded : [...recorded, steps];
}

export function problemOf({ controls, point }: View): Problem {
  const { data, decay, noise, ownData, initial, scale, seed, batchSize } = controls;
  const network = networkOf(controls);
  const details: Partial<Record<Controls['data'], Partial<Problem>>> = {
    teacher: { decay },
    'two-moons': { noise },
    own: { own: ownData },
  };
  return { network, data, ...details[data], initial, scale, saddle: saddleOf(controls, point), seed, batchSize };
}

export function learningRunOf(view: View): LearningRun {
  const { learner, pcRate, optimiser, batches, convention, iterations, ending } = view.controls;
  const rates = { learningRates: learningRates(view), pcRate };
  return { learners: ['bp', learner], optimiser, ...rates, batches, convention, iterations, ending };
}

/**
 * A plane on which something can be seen: two weights that share a hidden unit, where there is one hidden layer; the plane of both paths for more layers, where
 * their run is quick; else the Hessian's, while the Hessian is small.
 */
function automaticOf(view: View): PlaneRecipe {
  const { steps, batchSize, iterations } = view.controls;
  const centre = centreOf(view.controls);
  const network = networkOf(view.controls);
  if (network.widths.length - 1 === 2) return coordinatesOf(view);
  if (isQuickRun(network, batchSize, steps, iterations)) return { kind: 'paths', centre, run: learningRunOf(view) };
  if (network.convolution || parameterCount(network) > MOST_DENSE) return coordinatesOf(view);
  return { kind: 'hessian', centre, of: 'energy', because: 'too long a run for its own plane' };
}

/** A plane that travels with the learners has the directions that it has at the saddle. */
const centreOf = ({ centre }: Controls): Centre => (centre === 'learner' ? 'saddle' : centre);

/** Half-width of the plane that is drawn; null where it is fitted to the paths. */
export const domainOf = ({ controls: { fit, domain } }: View, { kind }: PlaneRecipe): number | null =>
  kind === 'paths' && fit === 'paths' ? null : domain;

/** The plane of the two weights on the axes; where this network lacks one of them, the Hessian's plane, which every network has. */
function coordinatesOf({ controls, axisA, axisB }: View): PlaneRecipe {
  const { held } = controls;
  const centre = centreOf(controls);
  const chosen = axesOf(controls, axisA, axisB);
  if (chosen) return { kind: 'coordinates', centre, first: chosen[0], second: chosen[1], held };
  return { kind: 'hessian', centre, of: 'energy', because: whyNotChosen(controls, axisA, axisB) };
}

function whyNotChosen(controls: Controls, axisA: string, axisB: string): string {
  const network = networkOf(controls);
  const missing = [axisA, axisB].find((axis) => indexOfPlace(network, axis) === null);
  if (!missing) return 'both axes are one weight here';
  const place = readPlace(missing)!;
  const layers = network.widths.length - 1;
  const elsewhere = place.of === null || place.of === layers ? '' : ` of ${place.of} layers`;
  return `no ${placeName(network, place)}${elsewhere} here`;
}

function saddleOf({ saddle, rank }: Controls, point: View['point']): SaddleAnchor {
  switch (saddle) {
    case 'rank':
      return { kind: saddle, rank };
    case 'point':
      return point ? { kind: saddle, weights: point } : { kind: 'origin' };
    default:
      return { kind: saddle };
  }
}

function recipeOf(view: View): PlaneRecipe {
  const { plane, curvature, seed } = view.controls;
  const centre = centreOf(view.controls);
  switch (plane) {
    case 'auto':
      return automaticOf(view);
    case 'coordinates':
      return coordinatesOf(view);
    case 'random':
      return { kind: plane, centre, seed };
    case 'hessian':
      return { kind: plane, centre, of: curvature };
    default:
      return { kind: plane, centre, run: learningRunOf(view) };
  }
}
