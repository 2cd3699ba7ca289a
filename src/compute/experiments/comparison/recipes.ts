/** The recipes of the laboratory "comparison", one row a kind. */
import type { ComparisonExperiments } from '../../../model/comparison/experiments.ts';
import type { Recipes } from '../recipe.ts';
import { comparison } from './comparison.ts';
import { surfaces } from './surfaces.ts';

export const comparisonRecipes: Recipes<ComparisonExperiments> = { comparison, surfaces };
