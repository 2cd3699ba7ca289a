/** The recipes of the laboratory "landscapes", one row a kind. */
import type { LandscapesExperiments } from '../../../model/landscapes/experiments.ts';
import { loadedLater, type Recipes } from '../recipe.ts';
import { KnownEquilibria } from './knownEquilibria.ts';
import { landscape } from './landscape.ts';
import { training } from './training.ts';

const equilibria = new KnownEquilibria(); // of the latest landscape: a new step size asks for inference alone

export const landscapesRecipes: Recipes<LandscapesExperiments> = {
  landscape: (request, engine, signal) => landscape(request, engine, signal, equilibria),
  volume: loadedLater(async () => (await import('./volume.ts')).volume),
  training,
  inference: loadedLater(async () => (await import('./inference.ts')).inference),
  directions: loadedLater(async () => (await import('./directions.ts')).directions),
  spectrum: loadedLater(async () => {
    const { spectrum } = await import('./spectrum.ts');
    return (request, _engine, signal) => spectrum(request, signal);
  }),
  saddles: loadedLater(async () => (await import('./saddles.ts')).saddles),
  escape: loadedLater(async () => (await import('./escapeSweep.ts')).escapeSweep),
  data: loadedLater(async () => {
    const { data } = await import('./data.ts');
    return (request, _engine, signal) => data(request, signal);
  }),
};
