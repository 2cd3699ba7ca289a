/** From what is on screen to what the worker is asked about the landscapes and the race over them: pure functions of the view. */
import type {
  DataRequest,
  DirectionsRequest,
  InferenceRequest,
  LandscapeRequest,
  SpectrumRequest,
  TrainingRequest,
  VolumeRequest,
} from '../../../../model/landscapes/experiments.ts';
import {
  domainOf,
  inferring,
  learningRunOf,
  onPlane,
  problemAlone,
  problemOf,
  recordedSteps,
} from '../../../view/requestParts.ts';
import type { View } from '../../../view/view.ts';

/** Grid points along an axis while a slider is held. */
const COARSE_RESOLUTION = 41;
/** A cube holds their third power. */
const VOLUME_RESOLUTION = 31;
const COARSE_VOLUME_RESOLUTION = 15;
/** Steps after the start that are kept for scrubbing, at most. */
const RECORDED_STEPS = 100;
const RECORDED_VOLUME_STEPS = 10;

/** `around`: the learners' weights, where the plane travels with them and they are known. */
export function landscapeRequest(view: View, dragging: boolean, around?: LandscapeRequest['around']): LandscapeRequest {
  const { resolution, steps } = view.controls;
  const base = onPlane(view);
  return {
    kind: 'landscape',
    ...base,
    domain: domainOf(view, base.plane),
    ...(around && { around }),
    resolution: dragging ? Math.min(resolution, COARSE_RESOLUTION) : resolution,
    record: recordedSteps(steps, RECORDED_STEPS),
  };
}

export function volumeRequest(view: View, dragging: boolean): VolumeRequest {
  const { domain, resolution, steps } = view.controls;
  return {
    kind: 'volume',
    problem: problemOf(view),
    ...inferring(view),
    domain,
    resolution: Math.min(resolution, dragging ? COARSE_VOLUME_RESOLUTION : VOLUME_RESOLUTION),
    record: recordedSteps(steps, RECORDED_VOLUME_STEPS),
  };
}

/** From the start. */
export function trainingRequest(view: View): TrainingRequest {
  const { seeds, steps, restarts, compare } = view.controls;
  return {
    kind: 'training',
    ...onPlane(view),
    ...learningRunOf(view),
    seeds,
    restarts,
    compare: compare === 'both',
    record: recordedSteps(steps, RECORDED_STEPS),
    resume: null,
  };
}

/** `weights`: flat, null for the start's. */
export function inferenceRequest(view: View, weights: Float64Array | null): InferenceRequest {
  return { kind: 'inference', ...onPlane(view), weights, sample: view.controls.sample };
}

/** `weights`: flat, null for the start's. `paths`: null where directions along training are known or cannot be. */
export function directionsRequest(
  view: View,
  weights: Float64Array | null,
  paths: DirectionsRequest['paths'],
): DirectionsRequest {
  return { kind: 'directions', ...onPlane(view), weights, paths };
}

/** `weights`: flat, null for the problem's saddle. Neither the plane nor the start nor the initial scale says where the Hessians are taken. */
export function spectrumRequest(view: View, weights: Float64Array | null): SpectrumRequest {
  return {
    kind: 'spectrum',
    problem: { ...problemOf(view), initial: 'normal', scale: 1 },
    ...inferring(view),
    method: view.controls.spectrumBy,
    weights,
    time: view.time,
  };
}

/** The network's number of weights alone decides the batch: toys are drawn from the normals after the weights. */
export function dataRequest(view: View): DataRequest {
  const problem = problemAlone(view);
  return { kind: 'data', problem: { ...problem, network: { ...problem.network, activation: 'linear' } } };
}
