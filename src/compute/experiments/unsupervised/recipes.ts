/** The recipe of the laboratory "unsupervised". */
import type { UnsupervisedExperiments } from '../../../model/unsupervised/experiments.ts';
import { loadedLater, type Recipes } from '../recipe.ts';

export const unsupervisedRecipes: Recipes<UnsupervisedExperiments> = {
  unsupervised: loadedLater(async () => (await import('./unsupervised.ts')).unsupervised),
};
