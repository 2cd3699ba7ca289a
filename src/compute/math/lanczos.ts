/** The largest eigenvalue of a symmetric operator that is known only by what it does to vectors. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { normalStream } from './random.ts';
import { type Stepwise, toTheEnd } from './stepwise.ts';

/** Writes A v into `out` [n]; `out` holds anything before. */
export type SymmetricOperator = (v: Float64Array, out: Float64Array) => void;

/** A on the Krylov space: symmetric tridiagonal, off[k] couples k and k + 1; the last of `off` leads out of the space. */
interface Projection {
  diagonal: number[];
  off: number[];
}

/**
 * max lambda of A v = lambda v, A = A^T [n, n]: Lanczos with full reorthogonalisation (Golub and Van Loan, Matrix Computations, 10.3)
 * from a fixed random vector. Ends when the residual |A v - lambda v| is below `tolerance` |lambda|, which bounds the error, or when the
 * Krylov space is exhausted and lambda exact up to rounding. For the smallest eigenvalue, hand in the inverse: its largest stands apart,
 * so a few steps find it. Throws a RangeError where A v is not finite.
 */
export function largestEigenvalue(apply: SymmetricOperator, n: number, tolerance = 1e-10): number {
  return toTheEnd(largestEigenvalueStepwise(apply, n, tolerance));
}

/** The same, one application of A a step. */
export function* largestEigenvalueStepwise(apply: SymmetricOperator, n: number, tolerance: number): Stepwise<number> {
  const basis = [startVector(n)];
  const projection: Projection = { diagonal: [], off: [] };
  let nextCheck = 1;
  for (let size = 1; ; size++) {
    extendKrylovSpace(apply, basis, projection);
    const isExhausted = size === n || basis.length === size;
    if (isExhausted || size >= nextCheck) {
      const { eigenvalue, residual, scale } = largestRitzPair(projection);
      if (isExhausted || residual <= tolerance * Math.abs(eigenvalue) + 1e-14 * scale) return eigenvalue;
      nextCheck = Math.ceil(1.3 * size); // a check costs size^3: geometric steps keep all of them below a few of the last
    }
    yield;
  }
}

/** One step of Lanczos: projects A onto the basis's last vector and appends the direction in which A v leaves the space, if it does. */
function extendKrylovSpace(apply: SymmetricOperator, basis: Float64Array[], { diagonal, off }: Projection): void {
  const last = basis[basis.length - 1];
  const next = new Float64Array(last.length);
  apply(last, next);
  diagonal.push(dot(last, next));
  const before = Math.sqrt(dot(next, next));
  // Twice is enough (Kahan and Parlett): the second pass removes what rounding left of the first.
  removeComponents(next, basis);
  removeComponents(next, basis);
  const norm = Math.sqrt(dot(next, next));
  if (!Number.isFinite(norm)) throw new RangeError(`operator not finite: |A v| is ${norm} at Lanczos step ${basis.length}`);
  off.push(norm);
  if (norm > 1e-14 * before) basis.push(next.map((value) => value / norm));
}

/** Largest eigenvalue of the projection; its eigenvector s has the residual |off_last s_last| in the whole space. */
function largestRitzPair({ diagonal, off }: Projection): { eigenvalue: number; residual: number; scale: number } {
  const size = diagonal.length;
  const matrix = Matrix.diag(diagonal);
  for (let k = 0; k + 1 < size; k++) {
    matrix.set(k, k + 1, off[k]);
    matrix.set(k + 1, k, off[k]);
  }
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const index = values.indexOf(Math.max(...values));
  const residual = Math.abs(off[size - 1] * vectors.get(size - 1, index));
  return { eigenvalue: values[index], residual, scale: Math.max(...values.map(Math.abs)) };
}

/** Random, so that no eigenvector is orthogonal to it, and always the same. */
function startVector(n: number): Float64Array {
  const vector = normalStream(0).fill(new Float64Array(n), 0, 1);
  const norm = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / norm);
}

function removeComponents(vector: Float64Array, basis: Float64Array[]): void {
  for (const direction of basis) {
    const component = dot(direction, vector);
    for (let i = 0; i < vector.length; i++) vector[i] -= component * direction[i];
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
