/** `window.saddlescope`: the page's own door for scripts. Schemas are loaded at the first request, so that the first picture does not wait for them. */
import type { StoreApi } from 'zustand/vanilla';
import type { EvaluateAnswer, HessianAnswer, SurfaceAnswer, TrainAnswer, VariancesAnswer } from '../../model/scripts.ts';
import type { ComputeService, ComputeStatus } from '../../model/service.ts';
import type { PageActions, PageState } from '../store/state/pageState.ts';
import type { FlatView } from '../view/view.ts';
import { plainAnswer } from './plainAnswer.ts';
import { patchedView, scriptState } from './scriptState.ts';

export interface Door {
  /** Resolves when the worker answers. */
  readonly ready: Promise<Pick<ComputeStatus, 'backend' | 'adapter'>>;
  /** Loss, energies, activities and gradients at given weights, or, with `logVariances`, under trainable variances. Rejects with `InvalidRequest` naming field, value and what would be right. */
  evaluate(request: unknown): Promise<EvaluateAnswer | VariancesAnswer>;
  /** Loss and energies on a plane of weights. */
  surface(request: unknown): Promise<SurfaceAnswer>;
  /** A run of one learner on given batches. */
  train(request: unknown): Promise<TrainAnswer>;
  /** Eigenvalues of the loss's and of the equilibrated energy's Hessian, in float64; the matrices too where they are small. */
  hessian(request: unknown): Promise<HessianAnswer>;
  /** Everything that defines what is on screen, as plain JSON. */
  readonly state: FlatView;
  /** Changes any of `state`'s fields; resolves when it is done, rejects and changes nothing when one is wrong. */
  setState(partial: unknown): Promise<void>;
}

declare global {
  interface Window {
    saddlescope: Door;
  }
}

type Compute = Pick<ComputeService, 'status' | 'evaluate' | 'surface' | 'train' | 'hessian'>;

export function createDoor(store: StoreApi<PageState & PageActions>, compute: Compute): Door {
  let ready: Door['ready'] | null = null;
  return {
    get ready() {
      ready ??= compute.status().then(({ backend, adapter }) => ({ backend, adapter }));
      return ready;
    },
    async evaluate(request) {
      const { parseEvaluate } = await import('./parseRequest.ts');
      return plainAnswer(await compute.evaluate(parseEvaluate(request)));
    },
    async surface(request) {
      const { parseSurface } = await import('./parseRequest.ts');
      return plainAnswer(await compute.surface(parseSurface(request)));
    },
    async train(request) {
      const { parseTrain } = await import('./parseRequest.ts');
      return plainAnswer(await compute.train(parseTrain(request)));
    },
    async hessian(request) {
      const { parseHessian } = await import('./parseRequest.ts');
      return plainAnswer(await compute.hessian(parseHessian(request)));
    },
    get state() {
      return scriptState(store.getState());
    },
    async setState(partial) {
      store.getState().show(patchedView(store.getState(), partial));
    },
  };
}
