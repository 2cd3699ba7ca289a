/** The recipes of the laboratory "comparison", one row a kind. */
import type { ComparisonExperiments } from '../../../model/comparison/experiments.ts';
import { loadedLater, type Recipes } from '../recipe.ts';

export const comparisonRecipes: Recipes<ComparisonExperiments> = {
  comparison: loadedLater(async () => (await import('./comparison.ts')).comparison),
  surfaces: loadedLater(async () => (await import('./surfaces.ts')).surfaces),
};
