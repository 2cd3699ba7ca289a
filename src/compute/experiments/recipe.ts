/** How an experiment is computed: from its request to the frames that answer. Each laboratory has a table of recipes. */
import { computeError } from '../../model/computeError.ts';
import type { FrameOf, Kind, RequestOf } from '../../model/experiments.ts';
import type { Engine } from '../engine/engine.ts';

/** Yields frames, the later ones replacing the earlier ones. Throws errors of `model/computeError.ts`, and the signal's reason when cancelled. */
export type Recipe<K extends Kind> = (request: RequestOf<K>, engine: Engine, signal: AbortSignal) => AsyncGenerator<FrameOf<K>>;

/** One recipe a kind of these experiments. */
export type Recipes<Experiments> = { readonly [K in keyof Experiments & Kind]: Recipe<K> };

/** How the code of recipes is loaded that a page which opens does not ask for. */
const laterParts: (() => Promise<unknown>)[] = [];

/** A recipe whose code is loaded with its first request or by `loadLaterParts`, so that the landscapes of a page that opens do not wait for it. */
export function loadedLater<K extends Kind>(load: () => Promise<Recipe<K>>): Recipe<K> {
  laterParts.push(load);
  return async function* (request, engine, signal) {
    const recipe = await load().catch((error: Error) => {
      const advice = 'Is this machine offline? Reload the page: its address has its state';
      throw computeError('PartMissing', `${request.kind}: a part of the worker does not come (${error.message}). ${advice}`);
    });
    yield* recipe(request, engine, signal);
  };
}

/** Loads the code of all recipes, so that a page that goes offline can ask for each. */
export const loadLaterParts = (): Promise<unknown> => Promise.allSettled(laterParts.map((load) => load()));
