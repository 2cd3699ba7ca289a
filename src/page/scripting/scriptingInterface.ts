/** `window.saddlescope`, the page's interface for scripts. Schemas are loaded at the first request, so that the first picture does not wait for them. */
import type { StoreApi } from 'zustand/vanilla';
import type { EvaluateAnswer, HessianAnswer, SurfaceAnswer, TrainAnswer, VariancesAnswer } from '../../model/scripts.ts';
import type { ComputeService, ComputeStatus } from '../../model/service.ts';
import type { PageActions, PageState } from '../store/state/pageState.ts';
import type { FlatView } from '../view/view.ts';
import { patchedView, scriptState } from './scriptState.ts';

/** Requests reject with `InvalidRequest`, which names the field, the value and what would be right. Answers are plain JSON. */
export interface ScriptingInterface {
  /** Resolves when the worker answers. */
  readonly ready: Promise<Pick<ComputeStatus, 'backend' | 'adapter'>>;
  /** Loss, energies, activities and gradients at given weights, or, with `logVariances`, under trainable variances. */
  evaluate(request: unknown): Promise<EvaluateAnswer | VariancesAnswer>;
  /** Loss and energies on a plane of weights. */
  surface(request: unknown): Promise<SurfaceAnswer>;
  /** A run of one learner on given batches. */
  train(request: unknown): Promise<TrainAnswer>;
  /** Eigenvalues of the loss's and of the equilibrated energy's Hessian, in float64; also the matrices, if they are small. */
  hessian(request: unknown): Promise<HessianAnswer>;
  /** Everything that defines what is on screen, as plain JSON. */
  readonly state: FlatView;
  /** Changes any of `state`'s fields. Resolves when the page shows the change; rejects and changes nothing when a field is wrong. */
  setState(partial: unknown): Promise<void>;
}

declare global {
  interface Window {
    saddlescope: ScriptingInterface;
  }
}

type Compute = Pick<ComputeService, 'status' | 'evaluate' | 'surface' | 'train' | 'hessian'>;

const parsers = () => import('./parseRequest.ts');

export function createScriptingInterface(store: StoreApi<PageState & PageActions>, compute: Compute): ScriptingInterface {
  let ready: ScriptingInterface['ready'] | null = null;
  return {
    get ready() {
      ready ??= compute.status().then(({ backend, adapter }) => ({ backend, adapter }));
      return ready;
    },
    async evaluate(request) {
      const { parseEvaluate } = await parsers();
      return withoutTypedArrays(await compute.evaluate(withTypedArrays(parseEvaluate(request))));
    },
    async surface(request) {
      const { parseSurface } = await parsers();
      return withoutTypedArrays(await compute.surface(withTypedArrays(parseSurface(request))));
    },
    async train(request) {
      const { parseTrain } = await parsers();
      return withoutTypedArrays(await compute.train(withTypedArrays(parseTrain(request))));
    },
    async hessian(request) {
      const { parseHessian } = await parsers();
      return withoutTypedArrays(await compute.hessian(withTypedArrays(parseHessian(request))));
    },
    get state() {
      return scriptState(store.getState());
    },
    async setState(partial) {
      store.getState().show(patchedView(store.getState(), partial));
    },
  };
}

/** A request whose matrices are typed arrays: lists of numbers take many times as long on their way to the worker. */
function withTypedArrays<Request>(request: Request): Request {
  if (typeof request !== 'object' || request === null || ArrayBuffer.isView(request)) return request;
  if (Array.isArray(request)) return request.map(withTypedArrays) as Request;
  const parts = Object.entries(request).map(([key, part]) => [
    key,
    key === 'data' ? Float64Array.from(part as number[]) : withTypedArrays(part),
  ]);
  return Object.fromEntries(parts) as Request;
}

/** An answer as plain JSON: typed arrays become arrays of numbers, at any depth. */
const withoutTypedArrays = <Answer>(answer: Answer): Answer => plain(answer) as Answer;

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return listOf(value as Float64Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

/** `Array.from(numbers)` in a tenth of the time: surfaces have ten thousand points. */
function listOf(numbers: Float64Array): number[] {
  const list = new Array<number>(numbers.length);
  for (let i = 0; i < numbers.length; i++) list[i] = numbers[i];
  return list;
}
