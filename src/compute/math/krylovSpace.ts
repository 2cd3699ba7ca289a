/** The space spanned by v, A v, A^2 v, ...: what can be known of a symmetric operator from a few products. */
import { type Eigenpairs, symmetricEigenpairs } from './eigenpairs.ts';
import { norm, normalised } from './innerProduct.ts';
import { normalStream } from './random.ts';
import type { Stepwise } from './stepwise.ts';

/** A v of A = A^T [n, n], in steps. */
export type SymmetricProduct = (v: Float64Array) => Stepwise<Float64Array>;

/** A product that is too quick to be cut into steps. */
export function inOneStep(apply: (v: Float64Array) => Float64Array): SymmetricProduct {
  return function* (v) {
    const product = apply(v);
    yield;
    return product;
  };
}

export interface KrylovSpace {
  /** Orthonormal vectors [n]: those that were multiplied and, unless the space is exhausted, the direction in which A leads out of it. */
  basis: Float64Array[];
  /** V^T A V of the vectors that were multiplied, row by row. */
  projection: number[][];
  /** How strongly A couples the last of them to the direction out; 0 where the space is exhausted. */
  coupling: number;
}

/** A space of one random vector, drawn from the seed, before the first product. A random vector is orthogonal to no eigenvector. */
export function openKrylovSpace(n: number, seed: number): KrylovSpace {
  return krylovSpaceFrom(normalStream(seed).fill(new Float64Array(n), 0, 1));
}

/** The space of this vector [n], which is not zero, before the first product: its Ritz vectors are those that the vector has components along. */
export const krylovSpaceFrom = (start: Float64Array): KrylovSpace => ({
  basis: [normalised(start)],
  projection: [],
  coupling: Number.POSITIVE_INFINITY,
});

export const isExhausted = ({ basis, projection }: KrylovSpace): boolean => basis.length === projection.length;

/**
 * One step of Lanczos with full reorthogonalisation (Golub and Van Loan, Matrix Computations, 10.3): multiplies the basis's last vector.
 * Throws a RangeError where A v is not finite.
 */
export function* extendKrylovSpace(product: SymmetricProduct, space: KrylovSpace): Stepwise<void> {
  const { basis, projection } = space;
  const size = projection.length + 1;
  const next = yield* product(basis[size - 1]);
  const before = norm(next);
  if (!Number.isFinite(before))
    throw new RangeError(`operator not finite: |A v| is ${before} at Lanczos step ${size} (expected finite numbers)`);
  // Twice is enough (Kahan and Parlett): the second pass removes what rounding left of the first.
  const first = removeComponents(next, basis);
  const second = removeComponents(next, basis);
  const column = first.map((component, i) => component + second[i]);
  projection.push(column);
  for (let i = 0; i + 1 < size; i++) projection[i].push(column[i]);
  const left = norm(next);
  const leadsOut = size < next.length && left > exhausted * Math.max(before, scaleOf(projection));
  space.coupling = leadsOut ? left : 0;
  if (leadsOut) basis.push(next.map((value) => value / left));
}

/** A remainder below this part of a product's norm is rounding error. */
const exhausted = 1e-14;

const scaleOf = (projection: number[][]) => projection.reduce((most, row, i) => Math.max(most, Math.abs(row[i])), 0);

/** The projection's eigenpairs, ascending, and how far each is from one of A: |A x - theta x|. */
export function ritzPairs({ projection, coupling }: KrylovSpace): Eigenpairs & { residuals: number[] } {
  const size = projection.length;
  const pairs = symmetricEigenpairs(Float64Array.from(projection.flat()), size);
  return { ...pairs, residuals: pairs.vectors.map((s) => Math.abs(coupling * s[size - 1])) };
}

/** sum_k s_k basis_k: a Ritz vector in the whole space [n]. */
export function inWholeSpace({ basis }: KrylovSpace, s: Float64Array): Float64Array {
  const vector = new Float64Array(basis[0].length);
  for (let k = 0; k < s.length; k++) {
    const direction = basis[k];
    for (let i = 0; i < vector.length; i++) vector[i] += s[k] * direction[i];
  }
  return vector;
}

/** Subtracts from the vector its components along the basis, and returns them. */
function removeComponents(vector: Float64Array, basis: readonly Float64Array[]): number[] {
  return basis.map((direction) => {
    let component = 0;
    for (let i = 0; i < vector.length; i++) component += direction[i] * vector[i];
    for (let i = 0; i < vector.length; i++) vector[i] -= component * direction[i];
    return component;
  });
}
