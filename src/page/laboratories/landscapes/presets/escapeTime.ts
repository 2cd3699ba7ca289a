/** When a learner leaves the saddle it started at: one definition for every claim about escaping. */

/** min { t : loss[t] < loss[0] / 2 }, the first iteration whose training loss is below half of its starting value; null if there is none yet. */
export function escapeTime(loss: ArrayLike<number>): number | null {
  for (let t = 1; t < loss.length; t++) if (loss[t] < loss[0] / 2) return t;
  return null;
}
