/** The recipes of the laboratory "landscapes", one row a kind. */
import type { LandscapesExperiments } from '../../../model/landscapes/experiments.ts';
import type { Recipes } from '../recipe.ts';
import { data } from './data.ts';
import { directions } from './directions.ts';
import { escapeSweep } from './escapeSweep.ts';
import { inference } from './inference.ts';
import { KnownEquilibria } from './knownEquilibria.ts';
import { landscape } from './landscape.ts';
import { saddles } from './saddles.ts';
import { spectrum } from './spectrum.ts';
import { training } from './training.ts';
import { volume } from './volume.ts';

const equilibria = new KnownEquilibria(); // of the latest landscape: a new step size asks for inference alone

export const landscapesRecipes: Recipes<LandscapesExperiments> = {
  landscape: (request, engine, signal) => landscape(request, engine, signal, equilibria),
  volume,
  training,
  inference,
  directions,
  spectrum: (request, _engine, signal) => spectrum(request, signal),
  saddles,
  escape: escapeSweep,
  data: (request, _engine, signal) => data(request, signal),
};
