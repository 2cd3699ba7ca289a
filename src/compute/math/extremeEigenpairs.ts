/** The smallest and largest eigenvalue of a symmetric operator, with eigenvectors, in bounded memory. */
import { withSign } from './eigenpairs.ts';
import {
  extendKrylovSpace,
  inWholeSpace,
  isExhausted,
  type KrylovSpace,
  openKrylovSpace,
  ritzPairs,
  type SymmetricProduct,
} from './krylovSpace.ts';
import type { Stepwise } from './stepwise.ts';

export interface Eigenpair {
  value: number;
  /** [n], of unit norm; its largest entry is positive. */
  vector: Float64Array;
  /** |A v - lambda v|, which bounds the error of the value. */
  residual: number;
}

export interface ExtremeEigenpairs {
  min: Eigenpair;
  max: Eigenpair;
}

interface Limits {
  /** Part of the spectrum's size that a residual may be. */
  tolerance: number;
  /** Products after which the current estimate is returned. */
  mostProducts?: number;
  /** Receives the part of the allowed products that has been taken. */
  onProgress?(part: number): void;
}

/** Bytes that the basis may take. */
const basisBytes = 2 ** 28;
/** Ritz pairs retained at each end when the space is full. */
const retainedAtEachEnd = 4;

/**
 * Smallest and largest lambda of A v = lambda v, A = A^T [n, n]: Lanczos with thick restarts (Wu and Simon, 2000). When the basis has
 * reached its memory, it shrinks to the Ritz vectors of both ends and grows again.
 */
export function* extremeEigenpairs(
  product: SymmetricProduct,
  n: number,
  { tolerance, mostProducts = 600, onProgress }: Limits,
): Stepwise<ExtremeEigenpairs> {
  const largestBasis = Math.max(2 * retainedAtEachEnd + 8, Math.min(120, Math.floor(basisBytes / (8 * n))));
  let space = openKrylovSpace(n, 0);
  let nextCheck = 8;
  for (let products = 1; ; products++) {
    yield* extendKrylovSpace(product, space);
    onProgress?.(products / mostProducts);
    const size = space.projection.length;
    const isFull = size >= largestBasis;
    const isLast = isExhausted(space) || products >= mostProducts;
    if (isLast || isFull || size >= nextCheck) {
      const { values, residuals } = ritzPairs(space);
      const scale = Math.max(Math.abs(values[0]), Math.abs(values[size - 1]));
      const worst = Math.max(residuals[0], residuals[size - 1]);
      if (isLast || worst <= tolerance * scale) return { min: pairAt(space, 0), max: pairAt(space, size - 1) };
      nextCheck = Math.ceil(1.3 * size);
      if (isFull) {
        space = restarted(space);
        nextCheck = space.projection.length + 8;
      }
    }
    yield;
  }
}

function pairAt(space: KrylovSpace, index: number): Eigenpair {
  const { values, vectors, residuals } = ritzPairs(space);
  return { value: values[index], vector: withSign(inWholeSpace(space, vectors[index])), residual: residuals[index] };
}

/** The space of the Ritz vectors at both ends and of the direction out, to which all of them couple. */
function restarted(space: KrylovSpace): KrylovSpace {
  const { values, vectors } = ritzPairs(space);
  const size = values.length;
  const retained = [...values.keys()].filter((k) => k < retainedAtEachEnd || k >= size - retainedAtEachEnd);
  return {
    basis: [...retained.map((k) => inWholeSpace(space, vectors[k])), space.basis[size]],
    projection: retained.map((k, row) => retained.map((_, column) => (row === column ? values[k] : 0))),
    coupling: space.coupling,
  };
}
