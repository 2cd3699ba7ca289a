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
  let part: Promise<Recipe<K>> | null = null;
  const loaded = () => {
    part ??= whenReachable(load);
    part.catch(() => (part = null)); // the next request asks again
    return part;
  };
  laterParts.push(loaded);
  return async function* (request, engine, signal) {
    const recipe = await loaded().catch((error: Error) => {
      throw computeError('PartMissing', `${request.kind}: a part of the worker does not come (${error.message})`);
    });
    yield* recipe(request, engine, signal);
  };
}

/** Loads the code of all recipes, so that a page that goes offline can ask for each. */
export const loadLaterParts = (): Promise<unknown> => Promise.allSettled(laterParts.map((loaded) => loaded()));

/** Milliseconds between two attempts, and how often a part is asked for: a network that comes back soon is waited for. */
const pause = 1000;
const mostAttempts = 60;

/** Browsers remember for good that a module did not come, so a worker asks for one only once its own file comes. */
async function whenReachable<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 1; 'location' in globalThis; attempt++) {
    const trouble = await fetch(self.location.href, { cache: 'no-store' }).then(
      () => null,
      (error: Error) => error.message,
    );
    if (trouble === null) break;
    if (attempt === mostAttempts) throw new Error(`${trouble}. Is this machine offline?`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return load();
}
