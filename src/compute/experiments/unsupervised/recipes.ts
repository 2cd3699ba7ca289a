/** The recipe of the laboratory "unsupervised". */
import type { UnsupervisedExperiments } from '../../../model/unsupervised/experiments.ts';
import type { Recipes } from '../recipe.ts';
import { unsupervised } from './unsupervised.ts';

export const unsupervisedRecipes: Recipes<UnsupervisedExperiments> = { unsupervised };
