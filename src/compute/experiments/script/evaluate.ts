/** The script's `evaluate`: loss, inference step by step and equilibrium at one weight setting. */
import type { EvaluateAnswer, EvaluateRequest } from '../../../model/scripts.ts';
import type { Engine } from '../../engine/engine.ts';
import { Breather } from '../../engine/work/breather.ts';
import { layoutOf } from '../../engine/work/networkLayout.ts';
import { activityHessianStepwise } from '../../theory/activityHessian.ts';
import { divergence } from './divergence.ts';
import { finiteAnswer } from './finiteAnswer.ts';
import { activityMatrices, flattenWeights, samplesOf, weightMatrices } from './matrices.ts';

/**
 * The answer has the activity Hessian's eigenvalues for linear nets alone, where they do not depend on the activities. Throws `Diverged` where inference
 * diverges within its T steps, with the step, dt and the energy, and `TooLarge` where a number overflows.
 */
export function evaluate(request: EvaluateRequest, engine: Engine, signal: AbortSignal): Promise<EvaluateAnswer> {
  const { weights, x, y } = request;
  return finiteAnswer({ weights, x: [x], y: [y] }, () => evaluated(request, engine, signal));
}

async function evaluated(request: EvaluateRequest, engine: Engine, signal: AbortSignal): Promise<EvaluateAnswer> {
  const layout = layoutOf(request.network);
  const weights = flattenWeights(layout, request.weights);
  const samples = samplesOf(request.x, request.y);
  const { dt, steps, stopping = 'fixed' } = request.inference;
  const values = await engine.point({ layout, samples, weights, dt, steps, stopping, watched: null }, request.backend ?? 'auto', {
    signal,
  });
  const isKnown = Number.isFinite(values.loss) && values.equilibrium.rescaling?.every(Number.isFinite);
  const activityHessianEigenvalues = isKnown
    ? await new Breather(signal).run(activityHessianStepwise(weights, layout.widths, 1e-10))
    : null;
  const energies = values.layerEnergies.map((layers) => layers.reduce((sum, layer) => sum + layer, 0));
  if (values.divergedAt >= 0 && Number.isFinite(values.loss))
    throw divergence(request.inference, energies.slice(0, values.divergedAt + 1), activityHessianEigenvalues?.max ?? null);
  const { rescaling, energy, residual, activities, weightGradient } = values.equilibrium;
  const outputs = layout.widths[layout.layers];
  return {
    backend: values.backend,
    loss: values.loss,
    lossGradient: weightMatrices(layout, values.lossGradient),
    inference: {
      dt,
      steps,
      layerEnergies: values.layerEnergies.map((energies) => Array.from(energies)),
      activities: activityMatrices(layout, values.activities),
      weightGradient: weightMatrices(layout, values.weightGradient),
    },
    equilibrated: {
      energy,
      residual,
      activities: activityMatrices(layout, activities),
      weightGradient: weightMatrices(layout, weightGradient),
      ...(rescaling && {
        rescaling: { shape: [outputs, outputs], data: Array.from(rescaling) },
        ...(activityHessianEigenvalues && { activityHessianEigenvalues }),
      }),
    },
  };
}
