/** The script's `evaluate` under trainable variances: the energy at every inference step, and the gradients of weights and log-variances. */
import type { Vector } from '../../../model/problem/problem.ts';
import type { VariancesAnswer, VariancesRequest } from '../../../model/scripts.ts';
import type { Engine } from '../../engine/engine.ts';
import { layoutOf, type NetworkLayout } from '../../engine/work/networkLayout.ts';
import { divergenceStep } from '../../engine/work/recordEnergies.ts';
import { divergence } from './divergence.ts';
import { finiteAnswer } from './finiteAnswer.ts';
import { activityMatrices, flattenWeights, samplesOf, weightMatrices } from './matrices.ts';

/** Computes in float64, unless the request names another backend. Throws as `evaluate`. */
export function evaluateVariances(request: VariancesRequest, engine: Engine, signal: AbortSignal): Promise<VariancesAnswer> {
  const { weights, x, y } = request;
  return finiteAnswer({ weights, x: [x], y: [y] }, () => evaluated(request, engine, signal));
}

async function evaluated(request: VariancesRequest, engine: Engine, signal: AbortSignal): Promise<VariancesAnswer> {
  const layout = layoutOf(request.network);
  const { dt, steps } = request.inference;
  const logVariances = new Float64Array(layout.unitCount);
  for (const [l, { data }] of request.logVariances.entries()) logVariances.set(data, layout.unitOffset[l + 1]);
  const work = {
    layout,
    samples: samplesOf(request.x, request.y),
    weights: flattenWeights(layout, request.weights),
    logVariances,
    dt,
    steps,
  };
  const values = await engine.variances(work, request.backend ?? 'auto', { signal });
  const divergedAt = divergenceStep(values.energies);
  if (divergedAt >= 0 && Number.isFinite(values.energies[0]))
    throw divergence(request.inference, values.energies.subarray(0, divergedAt + 1), null);
  return {
    backend: values.backend,
    inference: { dt, steps, energies: Array.from(values.energies), activities: activityMatrices(layout, values.activities) },
    logVarianceGradient: unitVectors(layout, values.logVarianceGradient),
    weightGradient: weightMatrices(layout, values.weightGradient),
  };
}

/** One number a unit, `[units]` with layer 0 unused, to one vector a layer. */
const unitVectors = (layout: NetworkLayout, flat: Float64Array): Vector[] =>
  Array.from({ length: layout.layers }, (_, l) => ({
    shape: [layout.widths[l + 1]],
    data: Array.from(flat.subarray(layout.unitOffset[l + 1], layout.unitOffset[l + 2])),
  }));
