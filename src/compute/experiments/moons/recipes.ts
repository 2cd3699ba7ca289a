/** The recipes of the laboratory "moons", one row a kind. */
import type { MoonsExperiments } from '../../../model/moons/experiments.ts';
import { loadedLater, type Recipes } from '../recipe.ts';

export const moonsRecipes: Recipes<MoonsExperiments> = {
  activityRates: loadedLater(async () => (await import('./activityRates.ts')).activityRates),
  decision: loadedLater(async () => (await import('./decision.ts')).decision),
};
