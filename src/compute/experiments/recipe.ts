/** How an experiment is computed: from its request to the frames that answer. Each laboratory has a table of recipes. Types only. */
import type { FrameOf, Kind, RequestOf } from '../../model/experiments.ts';
import type { Engine } from '../engine/engine.ts';

/** Yields frames, the later ones replacing the earlier ones. Throws errors of `model/computeError.ts`, and the signal's reason when cancelled. */
export type Recipe<K extends Kind> = (request: RequestOf<K>, engine: Engine, signal: AbortSignal) => AsyncGenerator<FrameOf<K>>;

/** One recipe a kind of these experiments. */
export type Recipes<Experiments> = { readonly [K in keyof Experiments & Kind]: Recipe<K> };
