/** Inference at one weight setting: energy by layer at every step, one sample's activities, and the rate of convergence. */

import type { InferenceRequest } from '../../../model/landscapes/experiments.ts';
import type { InferenceFrame } from '../../../model/landscapes/frames.ts';
import type { Engine } from '../../engine/engine.ts';
import { activate, slopeAt, slopeAtZero } from '../../engine/kernels/activation.ts';
import type { PointValues } from '../../engine/work/backend.ts';
import { Breather } from '../../engine/work/breather.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { Samples } from '../../engine/work/samples.ts';
import { type SecondMoments, secondMoments } from '../../math/secondMoments.ts';
import {
  activityHessianStepwise,
  type ExcitedModes,
  excitedModesStepwise,
  extremesOf,
  inferenceRates,
  rateOfStep,
} from '../../theory/activityHessian.ts';
import { equilibratedEnergy } from '../../theory/equilibratedEnergy.ts';
import { escapeTimes } from '../../theory/escapeTimes.ts';
import { largestMoments } from '../../theory/largestMoments.ts';
import { originCurvature } from '../../theory/originCurvature.ts';
import { rescalingEigenvalues } from '../../theory/rescaling.ts';
import { requireFullyConnected } from '../requireFullyConnected.ts';
import { setUpAtStart } from '../setup.ts';

/** Relative accuracy of an eigenvalue that is shown as text. */
const spectralTolerance = 1e-6;

/** One frame. The activity Hessian is the watched sample's at its feedforward values (for linear nets every sample's, everywhere). */
export async function* inference(request: InferenceRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<InferenceFrame> {
  const began = performance.now();
  const { layout, samples, startWeights } = await setUpAtStart(request, engine, signal);
  requireFullyConnected(layout, 'inference and its rates');
  const weights = request.weights ?? startWeights;
  const { dt, steps, stopping = 'fixed' } = request.inference;
  const watched = Math.min(request.sample, samples.count - 1);
  const values = await engine.point({ layout, samples, weights, dt, steps, stopping, watched }, request.backend, { signal });
  const jacobians = jacobiansAt(layout, weights, samples, watched);
  const breather = new Breather(signal);
  const activityHessian = await breather.run(activityHessianStepwise(jacobians, layout.widths, spectralTolerance));
  const residuals = residualMomentsAt(layout, weights, samples, layout.isLinear ? null : watched);
  const excited = await breather.run(excitedModesStepwise(jacobians, layout.widths, residuals, spectralTolerance));
  const { activities } = values.equilibrium;
  const atRest = activities.slice(watched * layout.unitCount, (watched + 1) * layout.unitCount);
  atRest.set(samples.x.subarray(watched * layout.widths[0], (watched + 1) * layout.widths[0]));
  const moments = secondMoments(samples.x, samples.y, samples.count);
  yield {
    kind: 'inference',
    backend: values.backend,
    milliseconds: performance.now() - began,
    progress: 1,
    layerEnergies: values.layerEnergies,
    loss: values.loss,
    equilibratedEnergy: values.equilibrium.energy,
    equilibriumIsExact: layout.hasClosedForm,
    equilibriumResidual: values.equilibrium.residual,
    theoryEnergy: layout.isLinear ? equilibratedEnergy(weights, layout.widths, samples.x, samples.y, samples.count) : null,
    rescaling: layout.isLinear ? rescalingOf(weights, layout.widths) : null,
    moments: largestMoments(moments),
    activities: values.watchedActivities,
    predictions: values.watchedPredictions,
    equilibriumActivities: atRest,
    equilibriumPredictions: predictionsAt(layout, weights, atRest),
    activityHessian,
    stableDt: 2 / activityHessian.max,
    rate: {
      ...comparedRates(values, layout.isLinear ? excited : null, request.inference),
      slowest: excited && inferenceRates(extremesOf(excited), dt).dominant,
      bound: inferenceRates(activityHessian, dt).dominant,
    },
    escape: escapeFrom(startWeights, layout, moments, request),
    originCurvature:
      slopeAtZero(layout.network.activation) === 1 ? originCurvature(moments, layout.layers - 1).equilibratedEnergy : null,
    divergedAt: values.divergedAt,
    stepsTaken: values.layerEnergies.length - 1,
  };
}

/** From the run's start, wherever inference is looked at. */
function escapeFrom(
  start: Float64Array,
  { isLinear, widths }: NetworkLayout,
  moments: SecondMoments,
  { problem, inference: { dt, steps } }: InferenceRequest,
): InferenceFrame['escape'] {
  if (!isLinear || problem.saddle.kind !== 'origin') return { bp: null, pc: null, equilibrium: null };
  const { bp, pc: equilibrium } = escapeTimes(start, widths, moments, 1);
  return { bp, pc: escapeTimes(start, widths, moments, 1 - (1 - dt) ** steps).pc, equilibrium };
}

function rescalingOf(weights: Float64Array, widths: readonly number[]): InferenceFrame['rescaling'] {
  const eigenvalues = rescalingEigenvalues(weights, widths);
  return { min: eigenvalues[0], max: eigenvalues[eigenvalues.length - 1], eigenvalues };
}

/** J_l = diag(phi'(a_l)) W_l of one sample at its feedforward values, flat like the weights. */
function jacobiansAt(layout: NetworkLayout, weights: Float64Array, samples: Samples, sample: number): Float64Array {
  if (layout.isLinear) return weights;
  const { layers, widths, weightOffset, network } = layout;
  const jacobians = weights.slice();
  let below = samples.x.subarray(sample * widths[0], (sample + 1) * widths[0]);
  for (let l = 1; l < layers; l++) {
    const sums = layerSums(layout, weights, l, below);
    const values = sums.map((a) => activate(network.activation, a));
    for (let w = weightOffset[l - 1]; w < weightOffset[l]; w++) {
      const unit = Math.floor((w - weightOffset[l - 1]) / widths[l - 1]);
      jacobians[w] *= slopeAt(network.activation, sums[unit], values[unit]);
    }
    below = values;
  }
  return jacobians;
}

/** `1/N sum r r^T`, r = y - f(x), of all samples or of one alone: [d_y, d_y] */
function residualMomentsAt(layout: NetworkLayout, weights: Float64Array, samples: Samples, alone: number | null): Float64Array {
  const { widths, layers } = layout;
  const [inputs, outputs] = [widths[0], widths[layers]];
  const chosen = alone === null ? Array.from({ length: samples.count }, (_, i) => i) : [alone];
  const moments = new Float64Array(outputs * outputs);
  for (const i of chosen) {
    let below: Float64Array = samples.x.subarray(i * inputs, (i + 1) * inputs);
    for (let l = 1; l <= layers; l++) below = layerPrediction(layout, weights, l, below);
    const residual = below.map((predicted, k) => samples.y[i * outputs + k] - predicted);
    for (let j = 0; j < moments.length; j++)
      moments[j] += (residual[Math.floor(j / outputs)] * residual[j % outputs]) / chosen.length;
  }
  return moments;
}

/** g_l(z_{l-1}) of all layers for one sample's units z; layer 0 holds x. */
function predictionsAt(layout: NetworkLayout, weights: Float64Array, z: Float64Array): Float64Array {
  const predictions = z.slice();
  for (let l = 1; l <= layout.layers; l++) {
    const below = z.subarray(layout.unitOffset[l - 1], layout.unitOffset[l]);
    predictions.set(layerPrediction(layout, weights, l, below), layout.unitOffset[l]);
  }
  return predictions;
}

/** g_l = phi(W_l z_{l-1}); the output layer is linear. */
function layerPrediction(layout: NetworkLayout, weights: Float64Array, l: number, below: Float64Array): Float64Array {
  const sums = layerSums(layout, weights, l, below);
  return l === layout.layers ? sums : sums.map((a) => activate(layout.network.activation, a));
}

/** a_l = W_l z_{l-1}. */
function layerSums({ widths, weightOffset }: NetworkLayout, weights: Float64Array, l: number, below: Float64Array): Float64Array {
  return new Float64Array(widths[l]).map((_, j) => {
    const row = weightOffset[l - 1] + j * widths[l - 1];
    return below.reduce((total, z, k) => total + weights[row + k] * z, 0);
  });
}

/** Excess energy, as a part of the loss, below which ratios of it are rounding error. */
const measurable = 1e-9;

/** The last measurable rate, and the one that the excited modes predict for its step; the prediction is for one dt, which the published rule leaves when the energy rises. */
function comparedRates(
  { layerEnergies, equilibrium, loss }: PointValues,
  excited: ExcitedModes | null,
  { dt, stopping = 'fixed' }: InferenceRequest['inference'],
): Pick<InferenceFrame['rate'], 'measured' | 'predicted'> {
  const excess = layerEnergies.map((energies) => energies.reduce((sum, energy) => sum + energy, 0) - equilibrium.energy);
  const hasOneDt = stopping === 'fixed' || excess.every((value, t) => t === 0 || value < excess[t - 1]);
  for (let t = excess.length - 1; t > 0; t--) {
    if (!(excess[t] > measurable * loss && excess[t - 1] > 0)) continue;
    return { measured: Math.sqrt(excess[t] / excess[t - 1]), predicted: excited && hasOneDt ? rateOfStep(excited, dt, t) : null };
  }
  return { measured: null, predicted: null };
}
