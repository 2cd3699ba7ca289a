/** The largest eigenvalue of a symmetric operator that is known only through its products with vectors. */
import { extendKrylovSpace, inOneStep, isExhausted, openKrylovSpace, ritzPairs } from './krylovSpace.ts';
import { type Stepwise, toTheEnd } from './stepwise.ts';

/** Writes A v into `out` [n]; `out` holds anything before. */
export type SymmetricOperator = (v: Float64Array, out: Float64Array) => void;

/**
 * max lambda of A v = lambda v, A = A^T [n, n], by Lanczos from a fixed random vector. Ends when the residual |A v - lambda v| is below
 * `tolerance` |lambda|, which bounds the error, or when the Krylov space is exhausted and lambda exact up to rounding. For the smallest
 * eigenvalue, hand in the inverse: its largest stands apart, so a few steps find it. Throws a RangeError where A v is not finite.
 */
export function largestEigenvalue(apply: SymmetricOperator, n: number, tolerance = 1e-10): number {
  return toTheEnd(largestEigenvalueStepwise(apply, n, tolerance));
}

/** `largestEigenvalue` in steps, each one application of A. */
export function* largestEigenvalueStepwise(apply: SymmetricOperator, n: number, tolerance: number): Stepwise<number> {
  const space = openKrylovSpace(n, 0);
  const product = inOneStep((v) => {
    const out = new Float64Array(n);
    apply(v, out);
    return out;
  });
  let nextCheck = 1;
  for (let size = 1; ; size++) {
    yield* extendKrylovSpace(product, space);
    if (isExhausted(space) || size >= nextCheck) {
      const { values, residuals } = ritzPairs(space);
      const largest = values[size - 1];
      const scale = Math.max(Math.abs(values[0]), Math.abs(largest));
      if (isExhausted(space) || residuals[size - 1] <= tolerance * Math.abs(largest) + 1e-14 * scale) return largest;
      nextCheck = Math.ceil(1.3 * size); // a check costs size^3: geometric steps keep all of them below a few of the last
    }
  }
}
