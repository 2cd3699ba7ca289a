/** Long computations in steps, so that whoever runs them can hand the thread back in between, or end them. */

/** Yields between its steps and returns its result. */
export type Stepwise<Result> = Generator<void, Result>;

/** Runs all steps at once. */
export function toTheEnd<Result>(steps: Stepwise<Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
