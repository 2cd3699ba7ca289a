/** The script's `evaluate`: loss, inference step by step and equilibrium at one weight setting. */
import type { EvaluateAnswer, EvaluateRequest } from '../../../model/scripts.ts';
import type { Engine } from '../../engine/engine.ts';
import { Breather } from '../../engine/work/breather.ts';
import { layoutOf } from '../../engine/work/networkLayout.ts';
import { activityHessianStepwise } from '../../theory/activityHessian.ts';
import { activityMatrices, flattenWeights, samplesOf, weightMatrices } from './matrices.ts';

/** The answer has the activity Hessian's eigenvalues for linear nets alone, where they do not depend on the activities. */
export async function evaluate(request: EvaluateRequest, engine: Engine, signal: AbortSignal): Promise<EvaluateAnswer> {
  const layout = layoutOf(request.network);
  const weights = flattenWeights(layout, request.weights);
  const samples = samplesOf(request.x, request.y);
  const { dt, steps, stopping = 'fixed' } = request.inference;
  const values = await engine.point({ layout, samples, weights, dt, steps, stopping, watched: null }, request.backend ?? 'auto', {
    signal,
  });
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
        activityHessianEigenvalues: await new Breather(signal).run(activityHessianStepwise(weights, layout.widths, 1e-10)),
      }),
    },
  };
}
