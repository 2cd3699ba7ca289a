/** From what is on screen to what the worker is asked: pure functions of the view. */

import { comparedModels, comparedNames, variantOf } from '../../model/comparedModels.ts';
import type { ComparisonCheckpoint } from '../../model/comparisonFrames.ts';
import type { EscapeCheckpoint, SaddlesFrame } from '../../model/frames.ts';
import type { Parameters } from '../../model/parameters.ts';
import type { InferenceSettings, LearningRun, Network, Plane, PlaneRecipe, Problem, SaddleAnchor } from '../../model/problem.ts';
import type {
  ComparisonRequest,
  DataRequest,
  DirectionsRequest,
  EscapeRequest,
  InferenceRequest,
  LandscapeRequest,
  SaddlesRequest,
  SpectrumRequest,
  SurfacesRequest,
  TrainingRequest,
  UnsupervisedRequest,
  VolumeRequest,
} from '../../model/requests.ts';
import type { TrainingCheckpoint } from '../../model/trainingFrames.ts';
import type { UnsupervisedCheckpoint, UnsupervisedFrame } from '../../model/unsupervisedFrames.ts';
import { learningRates } from './changes.ts';
import { generativeNetworkOf, networkOf } from './consistency.ts';
import type { View } from './pageState.ts';

/** Grid points along an axis while a slider is held. */
const COARSE_RESOLUTION = 41;
/** A cube holds their third power. */
const VOLUME_RESOLUTION = 31;
const COARSE_VOLUME_RESOLUTION = 15;
/** Steps after the start that are kept for scrubbing, at most. */
const RECORDED_STEPS = 100;
const RECORDED_VOLUME_STEPS = 10;
const RECORDED_PICTURES = 15;

/** For what looks at no plane: any two weights. */
export const noPlane: Plane = { recipe: { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 }, domain: 1 };

export function landscapeRequest(view: View, dragging: boolean): LandscapeRequest {
  const { resolution, steps } = view.parameters;
  return {
    kind: 'landscape',
    ...common(view),
    resolution: dragging ? Math.min(resolution, COARSE_RESOLUTION) : resolution,
    record: recordedSteps(steps, RECORDED_STEPS),
  };
}

export function volumeRequest(view: View, dragging: boolean): VolumeRequest {
  const { resolution, steps } = view.parameters;
  return {
    kind: 'volume',
    ...common(view),
    resolution: Math.min(resolution, dragging ? COARSE_VOLUME_RESOLUTION : VOLUME_RESOLUTION),
    record: recordedSteps(steps, RECORDED_VOLUME_STEPS),
  };
}

export function trainingRequest(view: View, resume: TrainingCheckpoint | null): TrainingRequest {
  const { seeds, steps, restarts, compare } = view.parameters;
  return {
    kind: 'training',
    ...common(view),
    ...learningRun(view),
    seeds,
    restarts,
    compare: compare === 'both',
    record: recordedSteps(steps, RECORDED_STEPS),
    resume,
  };
}

/** `weights`: flat, null for the start's. */
export function inferenceRequest(view: View, weights: Float64Array | null): InferenceRequest {
  return { kind: 'inference', ...common(view), weights, sample: view.parameters.sample };
}

/** `weights`: flat, null for the start's. `paths`: null where directions along training are known or cannot be. */
export function directionsRequest(
  view: View,
  weights: Float64Array | null,
  paths: DirectionsRequest['paths'],
): DirectionsRequest {
  return { kind: 'directions', ...common(view), weights, paths };
}

/** The sweep has its own scales and starts at none of the plane's points, whatever the landscape shows. */
export function escapeRequest(view: View, resume: EscapeCheckpoint | null): EscapeRequest {
  const { parameters } = view;
  const { sweepFrom, sweepTo, sweepScales, sweepSeeds, sweepSteps, learner, learningRate, batches } = parameters;
  const everywhere = common({ ...view, start: null });
  return {
    kind: 'escape',
    ...everywhere,
    problem: { ...everywhere.problem, initial: 'normal', scale: 1 },
    plane: noPlane,
    scales: Array.from({ length: sweepScales }, (_, i) => sweepFrom * (sweepTo / sweepFrom) ** (i / (sweepScales - 1))),
    networks: sweptNetworks(parameters),
    seeds: sweepSeeds,
    learner,
    learningRate,
    batches,
    mostSteps: sweepSteps,
    resume,
  };
}

/** A search draws its own starts, around no saddle and on no plane, and asks for equilibria, which are exact in float64. */
export function saddlesRequest(view: View, resume: SaddlesFrame | null): SaddlesRequest {
  const { searched, searchStarts } = view.parameters;
  return {
    kind: 'saddles',
    problem: { ...problemOf(view), initial: 'normal', scale: 1, saddle: { kind: 'origin' } },
    plane: noPlane,
    start: null,
    inference: { dt: 0.1, steps: 0 },
    backend: 'reference',
    of: searched,
    starts: searchStarts,
    resume,
  };
}

/** The frame of the first search if the second goes on from it: it is the same but for more starts. */
export function continuedSearch(before: SaddlesRequest, frame: SaddlesFrame, after: SaddlesRequest): SaddlesFrame | null {
  const sameSearch = ({ problem, of }: SaddlesRequest) => JSON.stringify({ problem, of });
  return sameSearch(before) === sameSearch(after) && frame.starts <= after.starts ? frame : null;
}

/** The models that are chosen, from the seed's own start. */
export function comparisonRequest(view: View, resume: ComparisonCheckpoint | null): ComparisonRequest {
  const { parameters } = view;
  const { optimiser, batches, iterations, updateEvery } = parameters;
  return {
    kind: 'comparison',
    ...common({ ...view, start: null }),
    plane: noPlane,
    models: comparedNames
      .filter((model) => parameters[comparedModels[model].field] === 'shown')
      .map((model) => {
        const { learner, rate } = comparedModels[model];
        return { model, learner, variant: variantOf(model, updateEvery), learningRate: parameters[rate] };
      }),
    optimiser,
    batches,
    iterations,
    resume,
  };
}

/** As published, weights start at PyTorch's default, around no saddle and on no plane. */
export function unsupervisedRequest(view: View, resume: UnsupervisedCheckpoint | null): UnsupervisedRequest {
  const { dt, steps, learningRate, iterations, sparsity, backend } = view.parameters;
  return {
    kind: 'unsupervised',
    problem: {
      ...problemOf(view),
      network: generativeNetworkOf(view.parameters),
      initial: 'uniform',
      scale: 1,
      saddle: { kind: 'origin' },
    },
    plane: noPlane,
    start: null,
    inference: { dt, steps },
    backend,
    learningRate,
    iterations,
    sparsity,
    record: recordedSteps(steps, RECORDED_PICTURES),
    resume,
  };
}

/** Of the second request's models, those that go on from the first one's: the same problem, learnt alike, and not too far already. Null where nothing goes on. */
export function continuedComparison(
  before: ComparisonRequest,
  known: ComparisonCheckpoint,
  after: ComparisonRequest,
): ComparisonCheckpoint | null {
  const inCommon = ({ models, iterations, resume, ...rest }: ComparisonRequest) => JSON.stringify(rest);
  if (inCommon(before) !== inCommon(after)) return null;
  const going = after.models.flatMap((learner) => {
    const checkpoint = known[learner.model];
    const isSame = JSON.stringify(checkpoint?.learner) === JSON.stringify(learner);
    return checkpoint && isSame && checkpoint.curves.loss.length <= after.iterations ? [[learner.model, checkpoint]] : [];
  });
  return going.length === 0 ? null : Object.fromEntries(going);
}

/** `centres`: the weights that each model has learnt. */
export function surfacesRequest(view: View, centres: SurfacesRequest['centres']): SurfacesRequest {
  const { surfaceDomain, surfaceResolution, seed, backend } = view.parameters;
  return {
    kind: 'surfaces',
    problem: problemOf(view),
    plane: { recipe: { kind: 'random', centre: 'start', seed }, domain: surfaceDomain },
    start: null,
    inference: { dt: 0.1, steps: 0 },
    backend,
    centres,
    resolution: surfaceResolution,
  };
}

/** The checkpoint that the second request can go on from: of the same network on the same batches and path, and no further than is asked for. */
export function continuedRun(
  before: UnsupervisedRequest,
  { checkpoint }: UnsupervisedFrame,
  after: UnsupervisedRequest,
): UnsupervisedCheckpoint | null {
  const sameRun = ({ problem, backend }: UnsupervisedRequest) => JSON.stringify({ problem, backend });
  return checkpoint && sameRun(before) === sameRun(after) && checkpoint.iteration <= after.iterations ? checkpoint : null;
}

function sweptNetworks(parameters: Parameters): Network[] {
  const { hidden, width, sweep } = parameters;
  const shapes = {
    none: [{ hidden, width }],
    depth: [0, 1, 2].map((more) => ({ hidden: hidden + more, width })),
    width: [1, 2, 4].map((times) => ({ hidden, width: width * times })),
  }[sweep];
  return shapes.map((shape) => networkOf({ ...parameters, ...shape }));
}

/** `weights`: flat, null for the problem's saddle. Neither the plane nor the start nor the initial scale says where it looks. */
export function spectrumRequest(view: View, weights: Float64Array | null): SpectrumRequest {
  const everywhere = common({ ...view, start: null });
  return {
    kind: 'spectrum',
    ...everywhere,
    problem: { ...everywhere.problem, initial: 'normal', scale: 1 },
    plane: noPlane,
    method: view.parameters.spectrumBy,
    weights,
    time: view.time,
  };
}

/** Of the network, its number of weights alone decides: toys are drawn from the normals after theirs. */
export function dataRequest(view: View): DataRequest {
  const problem = problemOf(view);
  return {
    kind: 'data',
    problem: {
      ...problem,
      network: { ...problem.network, activation: 'linear' },
      initial: 'normal',
      scale: 1,
      saddle: { kind: 'origin' },
    },
    plane: noPlane,
    start: null,
    inference: { dt: 0.1, steps: 0 },
    backend: 'reference',
  };
}

/** 0 to T ascending: every step while there are at most `most` of them, else every ceil(T / most)-th, and T. */
export function recordedSteps(steps: number, most: number): number[] {
  const stride = Math.max(1, Math.ceil(steps / most));
  const recorded = Array.from({ length: Math.floor(steps / stride) + 1 }, (_, i) => i * stride);
  return recorded.at(-1) === steps ? recorded : [...recorded, steps];
}

function common(view: View) {
  const { parameters, start } = view;
  return {
    problem: problemOf(view),
    plane: planeOf(view),
    start,
    inference: inferenceOf(parameters),
    backend: parameters.backend,
  };
}

function problemOf({ parameters, point }: View): Problem {
  const { data, decay, noise, ownData, initial, scale, seed, batchSize } = parameters;
  const network = networkOf(parameters);
  const details: Partial<Record<Parameters['data'], Partial<Problem>>> = {
    teacher: { decay },
    'two-moons': { noise },
    own: { own: ownData },
  };
  return { network, data, ...details[data], initial, scale, saddle: saddleOf(parameters, point), seed, batchSize };
}

function saddleOf({ saddle, rank }: Parameters, point: View['point']): SaddleAnchor {
  switch (saddle) {
    case 'rank':
      return { kind: saddle, rank };
    case 'point':
      return point ? { kind: saddle, weights: point } : { kind: 'origin' };
    default:
      return { kind: saddle };
  }
}

function planeOf(view: View): Plane {
  return { recipe: recipeOf(view), domain: view.parameters.domain };
}

function recipeOf(view: View): PlaneRecipe {
  const { plane, centre, curvature, first, second, held, seed } = view.parameters;
  switch (plane) {
    case 'coordinates':
      return { kind: plane, centre, first, second, held };
    case 'random':
      return { kind: plane, centre, seed };
    case 'hessian':
      return { kind: plane, centre, of: curvature };
    default:
      return { kind: plane, centre, run: learningRun(view) };
  }
}

function learningRun(view: View): LearningRun {
  const { learner, pcRate, optimiser, batches, convention, iterations, ending } = view.parameters;
  const rates = { learningRates: learningRates(view), pcRate };
  return { learners: ['bp', learner], optimiser, ...rates, batches, convention, iterations, ending };
}

const inferenceOf = ({ dt, steps, stopping }: Parameters): InferenceSettings => ({ dt, steps, stopping });
