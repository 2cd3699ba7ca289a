/** The worker's entry point: answers the page's requests with frames, and another worker's sweep with runs. A newer request of a kind replaces the older one. */
import * as comlink from 'comlink';
import { computeError } from '../model/computeError.ts';
import type { Experiments, FrameOf, Kind, RequestOf } from '../model/experiments.ts';
import type { ComputeService } from '../model/service.ts';
import { previewFiles, readArchive, takeFiles } from './datasets/files/openFiles.ts';
import { loadFrom } from './datasets/packed/packedSet.ts';
import { Engine } from './engine/engine.ts';
import { comparisonRecipes } from './experiments/comparison/recipes.ts';
import { checkFits } from './experiments/landscapes/checkpointFits.ts';
import { parseCheckpoint } from './experiments/landscapes/checkpointSchema.ts';
import { landscapesRecipes } from './experiments/landscapes/recipes.ts';
import { moonsRecipes } from './experiments/moons/recipes.ts';
import type { SweepService } from './experiments/moons/runsAside.ts';
import { loadLaterParts, type Recipes } from './experiments/recipe.ts';
import { evaluate } from './experiments/script/evaluate.ts';
import { evaluateVariances } from './experiments/script/evaluateVariances.ts';
import { hessian } from './experiments/script/hessian.ts';
import { surface } from './experiments/script/surface.ts';
import { train } from './experiments/script/train.ts';
import { unsupervisedRecipes } from './experiments/unsupervised/recipes.ts';

const engine = new Engine();
const recipes: Recipes<Experiments> = { ...landscapesRecipes, ...comparisonRecipes, ...moonsRecipes, ...unsupervisedRecipes };
const running = new Map<Kind, AbortController>();
/** Loads all other recipes milliseconds after the first answer, which is on screen by then. */
const partsAfter = 1000;
let waitsForParts = false;
/** The signal of scripts' calls, which no newer request replaces. */
const untilDone = new AbortController().signal;

const service: ComputeService & SweepService = {
  status: () => engine.status(),
  ping: () => true,
  loadFrom,
  onDeviceLost(listener) {
    engine.onDeviceLost = listener;
  },
  onStatus(listener) {
    engine.onStatus = listener;
  },
  recallCalibration: (stored) => engine.calibrations.recall(stored),
  forgetCalibration: () => engine.calibrations.forget(),
  readFiles: previewFiles,
  takeFiles,
  readArchive: async (file) => moved(await readArchive(file)),
  async checkCheckpoint(request, checkpoint) {
    checkFits(parseCheckpoint(checkpoint), request);
  },
  async run(request, onFrame) {
    service.stop(request.kind);
    const controller = new AbortController();
    running.set(request.kind, controller);
    try {
      for await (const frame of framesOf(request.kind, request, controller.signal)) {
        controller.signal.throwIfAborted();
        // Waiting for the page to take a frame keeps a slow page from being flooded.
        await onFrame(moved(frame));
      }
    } finally {
      if (running.get(request.kind) === controller) running.delete(request.kind);
      if (!waitsForParts) setTimeout(loadLaterParts, partsAfter);
      waitsForParts = true;
    }
  },
  stop(kind) {
    running.get(kind)?.abort(computeError('Replaced', `${kind}: replaced by a newer request`));
  },
  evaluate: async (request) =>
    moved(
      'logVariances' in request && request.logVariances
        ? await evaluateVariances(request, engine, untilDone)
        : await evaluate(request, engine, untilDone),
    ),
  surface: async (request) => moved(await surface(request, engine, untilDone)),
  train: async (request) => moved(await train(request, engine, untilDone)),
  hessian: async (request) => moved(await hessian(request, untilDone)),
  activityRun: async (plan, onStep) =>
    (await import('./experiments/moons/activityRun.ts')).activityRun(plan, engine, untilDone, onStep),
};

function framesOf<K extends Kind>(kind: K, request: RequestOf<K>, signal: AbortSignal): AsyncGenerator<FrameOf<K>> {
  return recipes[kind](request, engine, signal);
}

/** The answer, whose arrays move to the page without a copy. */
const moved = <Answer extends object>(answer: Answer): Answer => comlink.transfer(answer, buffersOf(answer));

/** Every array buffer in an answer, once. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (value && typeof value === 'object') for (const part of Object.values(value)) buffersOf(part, found);
  return [...found];
}

comlink.expose(service);
