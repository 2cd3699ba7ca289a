/** The parts that requests have in common: the problem, the plane, the run and inference as the view has them. */
import type { Controls } from '../../model/controls.ts';
import type {
  BackendChoice,
  InferenceSettings,
  LearningRun,
  Plane,
  PlaneRecipe,
  Problem,
  SaddleAnchor,
  Start,
} from '../../model/problem/problem.ts';
import { learningRates } from './changes.ts';
import { networkOf } from './consistency.ts';
import type { View } from './view.ts';

interface Parts {
  problem: Problem;
  plane: Plane;
  start: Start;
  inference: InferenceSettings;
  backend: BackendChoice;
}

/** What every request says, as the view has it. */
export function fromView(view: View): Parts {
  const { controls, start } = view;
  const { dt, steps, stopping, domain, backend } = controls;
  return {
    problem: problemOf(view),
    plane: { recipe: recipeOf(view), domain },
    start,
    inference: { dt, steps, stopping },
    backend,
  };
}

/** For what looks at no plane: any two weights. */
export const noPlane: Plane = { recipe: { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 }, domain: 1 };

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
  const { plane, centre, curvature, first, second, held, seed } = view.controls;
  switch (plane) {
    case 'coordinates':
      return { kind: plane, centre, first, second, held };
    case 'random':
      return { kind: plane, centre, seed };
    case 'hessian':
      return { kind: plane, centre, of: curvature };
    default:
      return { kind: plane, centre, run: learningRunOf(view) };
  }
}
