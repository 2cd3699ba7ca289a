/** Makes a plane from its recipe. A plane that takes long is computed once and shared: the surface, its paths and their start use one plane. */
import type { LearningRun, PlaneRecipe } from '../../../model/problem/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Anchors, centreInWords, centreWeights, isAtTheOrigin } from './anchors.ts';
import { coordinatePlane } from './coordinatePlane.ts';
import type { PlaneGeometry } from './geometry.ts';
import { hessianPlane } from './hessianPlane.ts';
import { pathsPlane } from './pathsPlane.ts';
import { randomPlane } from './randomPlane.ts';
import { SharedResults } from './sharedResults.ts';
import { solutionsPlane } from './solutionsPlane.ts';
import { trajectoryPlane } from './trajectoryPlane.ts';
import { visibleReach } from './visibleReach.ts';
import { type RunDescription, type Visited, visitedWeights } from './visitedWeights.ts';

/** The inputs of a plane, beside the anchors that follow from the problem. */
export type PlaneSource = Omit<RunDescription, 'run'> & { readonly recipe: PlaneRecipe };

const planes = new SharedResults<PlaneGeometry>(6);
const runs = new SharedResults<{ bp: Visited; pc: Visited }>(3);

/** The plane of a recipe. Throws the errors of the recipe's kind, and the signal's reason when cancelled. */
export async function planeOf(
  source: PlaneSource,
  anchors: Anchors,
  engine: Engine,
  signal: AbortSignal,
): Promise<PlaneGeometry> {
  const { problem, recipe, inference, backend } = source;
  const origin = centreWeights(recipe.centre, anchors);
  const around = centreInWords(recipe.centre, problem);
  switch (recipe.kind) {
    case 'coordinates':
      return coordinatePlane(anchors.layout, recipe, origin, around, isAtTheOrigin(recipe.centre, problem));
    case 'random':
      return randomPlane(anchors.layout, recipe.seed, origin, around);
    case 'hessian':
      return planes.get(JSON.stringify({ problem, recipe }), signal, (shared) =>
        hessianPlane(anchors, recipe, origin, around, shared),
      );
    default:
      return planes.get(JSON.stringify({ problem, recipe, inference, backend }), signal, async (shared) => {
        const description = { problem, run: recipe.run, inference, backend };
        const visited = await runs.get(JSON.stringify(description), shared, (sharedRun) =>
          visitedWeights(description, anchors, engine, sharedRun),
        );
        const plane = await planeThrough(visited, recipe, { anchors, origin, around }, shared);
        if (recipe.kind !== 'paths') return plane;
        return { ...plane, reach: await visibleReach(plane, plane.reach ?? 1, anchors, { engine, backend }, shared) };
      });
  }
}

type RunRecipe = Extract<PlaneRecipe, { run: LearningRun }>;

/** The plane through the weights that a run visits. */
async function planeThrough(
  visited: { bp: Visited; pc: Visited },
  { kind, run }: RunRecipe,
  { anchors, origin, around }: { anchors: Anchors; origin: Float64Array; around: string },
  signal: AbortSignal,
): Promise<PlaneGeometry> {
  if (kind === 'trajectory') return trajectoryPlane(visited, origin, around, signal);
  if (kind === 'solutions') return solutionsPlane(visited, run.iterations, origin, around);
  const plane = await pathsPlane(visited, origin, around, signal);
  return typeof plane === 'string' ? hessianPlane(anchors, { of: 'energy', because: plane }, origin, around, signal) : plane;
}

/** The plane with these directions through another seed's centre. */
export function planeThroughOwnCentre(plane: PlaneGeometry, { centre }: PlaneRecipe, anchors: Anchors): PlaneGeometry {
  return centre === 'origin' ? plane : { ...plane, origin: centreWeights(centre, anchors) };
}
