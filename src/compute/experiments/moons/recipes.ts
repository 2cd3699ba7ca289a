/** The recipes of the laboratory "moons", one row a kind. */
import type { MoonsExperiments } from '../../../model/moons/experiments.ts';
import type { Recipes } from '../recipe.ts';
import { activityRates } from './activityRates.ts';
import { decision } from './decision.ts';

export const moonsRecipes: Recipes<MoonsExperiments> = { activityRates, decision };
