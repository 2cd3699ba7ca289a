/** Inference at one weight setting: energy by layer at every step, one sample's activities, and the rate of convergence. */

import type { InferenceRequest } from '../../../model/landscapes/experiments.ts';
import type { InferenceFrame } from '../../../model/landscapes/frames.ts';
import type { Engine } from '../../engine/engine.ts';
import { activate, slopeAt, slopeAtZero } from '../../engine/kernels/activation.ts';
import type { PointValues } from '../../engine/work/backend.ts';
import { Breather } from '../../engine/work/breather.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { Samples } from '../../engine/work/samples.ts';
import { secondMoments } from '../../math/secondMoments.ts';
import { activityHessianStepwise, inferenceRates } from '../../theory/activityHessian.ts';
import { equilibratedEnergy } from '../../theory/equilibratedEnergy.ts';
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
  const activityHessian = await new Breather(signal).run(activityHessianStepwise(jacobians, layout.widths, spectralTolerance));
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
    rate: { predicted: inferenceRates(activityHessian, dt).dominant, measured: measuredRate(values) },
    originCurvature:
      slopeAtZero(layout.network.activation) === 1 ? originCurvature(moments, layout.layers - 1).equilibratedEnergy : null,
    divergedAt: values.divergedAt,
    stepsTaken: values.layerEnergies.length - 1,
  };
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

/** Square root of the last measurable ratio `(F_{t+1} - F*) / (F_t - F*)`: the factor of one step on the slowest mode. */
function measuredRate(values: PointValues): number | null {
  const excess = values.layerEnergies.map(
    (energies) => energies.reduce((sum, energy) => sum + energy, 0) - values.equilibrium.energy,
  );
  for (let t = excess.length - 1; t > 0; t--) {
    if (excess[t] > measurable * values.loss && excess[t - 1] > 0) return Math.sqrt(excess[t] / excess[t - 1]);
  }
  return null;
}
