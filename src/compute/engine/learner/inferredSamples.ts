/** Inference without learning: the state of samples at chosen steps, or at the end. */

import type { StoppingRule } from '../../../model/problem/problem.ts';
import { layerOf, openTile, type Tile } from '../kernels/tile.ts';
import { feedforward, infer } from '../reference/referenceInference.ts';
import { Breather } from '../work/breather.ts';
import type { InferredSamples, LearnerPlan } from '../work/learnerSteps.ts';
import { batchOf } from '../work/samples.ts';
import { oneSetting } from '../work/weightSettings.ts';

/** Infers from the feedforward start to the last step of `record`. Inference that rests or diverges earlier shows its last state at the later steps. */
export async function inferSamples(
  tile: Tile,
  record: readonly number[],
  stopping: StoppingRule,
  breather: Breather,
): Promise<InferredSamples> {
  const seen: InferredSamples = { inputs: [], outputs: [], layerEnergies: [] };
  let latest: Float64Array = new Float64Array();
  const see = () => {
    seen.inputs.push(layerOf(tile, tile.activities, 0));
    seen.outputs.push(outputsOf(tile));
    seen.layerEnergies.push(latest.slice());
  };
  await feedforward(tile, breather);
  await infer(tile, record[record.length - 1], stopping, breather, (t, layers) => {
    latest = layers;
    if (t === record[seen.inputs.length]) see();
  });
  while (seen.inputs.length < record.length) see();
  return seen;
}

/** The outputs predicted, `y - e_L`: a_L, or its softmax under cross-entropy. [items * n_L] */
export function outputsOf(tile: Tile): Float64Array {
  const { layers } = tile.layout;
  const errors = layerOf(tile, tile.errors, layers);
  return layerOf(tile, tile.activities, layers).map((y, k) => y - errors[k]);
}

/** One sample's layers 0 to L one after another, z_0 = x. [units] */
export interface InferredUnits {
  readonly activities: Float64Array;
  /** g_l(z_{l-1}), layer 0 holding x. */
  readonly predictions: Float64Array;
}

/**
 * z_l of one sample after the plan's inference steps at these weights, x and y clamped; for BP after the feedforward pass. Always in float64. Throws the
 * signal's reason when cancelled.
 */
export async function inferUnits(
  { layout, learner, dt, steps, stopping }: LearnerPlan,
  weights: Float64Array,
  x: Float64Array,
  y: Float64Array,
  signal: AbortSignal,
): Promise<InferredUnits> {
  const tile = openTile(layout, batchOf(x, y, 1), oneSetting(weights), 0, 1, dt);
  const breather = new Breather(signal);
  await feedforward(tile, breather);
  if (learner !== 'bp') await infer(tile, steps, stopping, breather, () => {});
  const { activities, errors } = tile; // of the one sample that there is
  return { activities, predictions: activities.map((z, unit) => z - errors[unit]) };
}
