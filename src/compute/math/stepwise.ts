/** Long computations in steps, so that a caller can release the thread between steps, or stop. */

/** Yields between its steps and returns its result. */
export type Stepwise<Result> = Generator<void, Result>;

/** Runs all steps at once. */
export function toTheEnd<Result>(steps: Stepwise<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
