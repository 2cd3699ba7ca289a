/** One sample's units where inference ends, in float64 wherever the learner itself steps. */
import { Breather } from './breather.ts';
import type { LearnerPlan } from './learnerSteps.ts';
import { feedforward, infer } from './referenceInference.ts';
import { batchOf } from './samples.ts';
import { openTile } from './tile.ts';
import { oneSetting } from './weightSettings.ts';

/** Layers 0 to L one after another, z_0 = x. [units] */
export interface InferredUnits {
  readonly activities: Float64Array;
  /** g_l(z_{l-1}), layer 0 holding x. */
  readonly predictions: Float64Array;
}

/** z_l after the plan's inference steps at these weights, x and y clamped; feedforward for BP. Throws the signal's reason when cancelled. */
export async function inferredSample(
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
