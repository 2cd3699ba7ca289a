/** The worker's entry: answers the page's requests with frames. A newer run of a kind replaces the older one. */
import * as comlink from 'comlink';
import { computeError } from '../model/computeError.ts';
import type { ExperimentFrame } from '../model/landscapes/frames.ts';
import type { ExperimentRequest } from '../model/requests.ts';
import type { ComputeService } from '../model/service.ts';
import { previewFiles, readArchive, takeFiles } from './datasets/files/openFiles.ts';
import { loadFrom } from './datasets/packed/packedSet.ts';
import { Engine } from './engine/engine.ts';
import { comparison } from './experiments/comparison/comparison.ts';
import { surfaces } from './experiments/comparison/surfaces.ts';
import { data } from './experiments/landscapes/data.ts';
import { directions } from './experiments/landscapes/directions.ts';
import { escapeSweep } from './experiments/landscapes/escapeSweep.ts';
import { inference } from './experiments/landscapes/inference.ts';
import { KnownEquilibria } from './experiments/landscapes/knownEquilibria.ts';
import { landscape } from './experiments/landscapes/landscape.ts';
import { saddles } from './experiments/landscapes/saddles.ts';
import { spectrum } from './experiments/landscapes/spectrum.ts';
import { training } from './experiments/landscapes/training.ts';
import { volume } from './experiments/landscapes/volume.ts';
import { activityRates } from './experiments/moons/activityRates.ts';
import { decision } from './experiments/moons/decision.ts';
import { evaluate } from './experiments/script/evaluate.ts';
import { evaluateVariances } from './experiments/script/evaluateVariances.ts';
import { hessian } from './experiments/script/hessian.ts';
import { surface } from './experiments/script/surface.ts';
import { train } from './experiments/script/train.ts';
import { unsupervised } from './experiments/unsupervised/unsupervised.ts';

const engine = new Engine();
const equilibria = new KnownEquilibria();
const running = new Map<ExperimentRequest['kind'], AbortController>();
/** Scripts' calls are never replaced. */
const untilDone = new AbortController().signal;

const service: ComputeService = {
  status: () => engine.status(),
  ping: () => true,
  loadFrom,
  onDeviceLost(listener) {
    engine.onDeviceLost = listener;
  },
  onStatus(listener) {
    engine.onStatus = listener;
  },
  recallCalibration: (kept) => engine.calibrations.recall(kept),
  forgetCalibration: () => engine.calibrations.forget(),
  readFiles: previewFiles,
  takeFiles,
  async readArchive(file) {
    const arrays = await readArchive(file);
    return comlink.transfer(arrays, buffersOf(arrays));
  },
  async run(request, onFrame) {
    service.stop(request.kind);
    const controller = new AbortController();
    running.set(request.kind, controller);
    try {
      for await (const frame of framesOf(request, controller.signal)) {
        controller.signal.throwIfAborted();
        // Waiting for the page to take a frame keeps a slow page from being flooded.
        await onFrame(comlink.transfer(frame, buffersOf(frame)));
      }
    } finally {
      if (running.get(request.kind) === controller) running.delete(request.kind);
    }
  },
  stop(kind) {
    running.get(kind)?.abort(computeError('Replaced', `${kind}: replaced by a newer request`));
  },
  evaluate: (request) =>
    'logVariances' in request && request.logVariances
      ? evaluateVariances(request, engine, untilDone)
      : evaluate(request, engine, untilDone),
  async surface(request) {
    const answer = await surface(request, engine, untilDone);
    return comlink.transfer(answer, buffersOf(answer));
  },
  train: (request) => train(request, engine, untilDone),
  hessian: (request) => hessian(request, untilDone),
};

function framesOf(request: ExperimentRequest, signal: AbortSignal): AsyncGenerator<ExperimentFrame> {
  switch (request.kind) {
    case 'landscape':
      return landscape(request, engine, signal, equilibria);
    case 'volume':
      return volume(request, engine, signal);
    case 'training':
      return training(request, engine, signal);
    case 'inference':
      return inference(request, engine, signal);
    case 'directions':
      return directions(request, engine, signal);
    case 'escape':
      return escapeSweep(request, engine, signal);
    case 'saddles':
      return saddles(request, engine, signal);
    case 'spectrum':
      return spectrum(request, engine, signal);
    case 'comparison':
      return comparison(request, engine, signal);
    case 'surfaces':
      return surfaces(request, engine, signal);
    case 'unsupervised':
      return unsupervised(request, engine, signal);
    case 'data':
      return data(request, signal);
    case 'activityRates':
      return activityRates(request, engine, signal);
    case 'decision':
      return decision(request, engine, signal);
  }
}

/** Every array buffer in a frame, once: they move to the page and are not copied. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (value && typeof value === 'object') for (const part of Object.values(value)) buffersOf(part, found);
  return [...found];
}

comlink.expose(service);
