/** Symmetric positive definite block tridiagonal systems, solved exactly: the form of every energy's Hessian in the activities. */
import { failingPivot, solveLower, solveRows, solveUpper, subtractGram } from './cholesky.ts';

/** Blocks A_l on the diagonal and B_l below them, at rows l + 1 and columns l. Write them, factor, then solve; factoring overwrites them. */
export class BlockTridiagonal {
  /** A_l, [n_l, n_l] row-major, of which the lower triangle is read. */
  readonly diagonal: readonly Float64Array[];
  /** B_l, [n_{l+1}, n_l] row-major. */
  readonly below: readonly Float64Array[];
  /** The vector that is solved for, and its blocks' parts: made once, since most systems are small. */
  private readonly vector: Float64Array;
  private readonly parts: readonly Float64Array[];

  /** `sizes`: n_l, the rows of each block. */
  constructor(readonly sizes: readonly number[]) {
    this.diagonal = sizes.map((size) => new Float64Array(size * size));
    this.below = sizes.slice(1).map((size, l) => new Float64Array(size * sizes[l]));
    this.vector = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
    let end = 0;
    this.parts = sizes.map((size) => {
      end += size;
      return this.vector.subarray(end - size, end);
    });
  }

  /** The Cholesky factor, block by block: `C_l = B_l F_l^-T`, `F_{l+1} F_{l+1}^T = A_{l+1} - C_l C_l^T`. Returns false where the matrix is not positive definite. */
  factor(): boolean {
    for (let l = 0; l < this.sizes.length; l++) {
      if (l > 0) this.eliminate(l);
      if (failingPivot(this.diagonal[l], this.sizes[l]) >= 0) return false;
    }
    return true;
  }

  private eliminate(l: number): void {
    const { sizes, diagonal, below } = this;
    solveRows(diagonal[l - 1], sizes[l - 1], below[l - 1], sizes[l]);
    subtractGram(diagonal[l], sizes[l], below[l - 1], sizes[l - 1]);
  }

  /** `v <- A^-1 v`, after `factor` returned true; v holds the blocks' parts one after another, from `start` on. */
  solve(v: Float64Array, start = 0): void {
    const { vector, parts } = this;
    for (let i = 0; i < vector.length; i++) vector[i] = v[start + i];
    for (let l = 0; l < this.sizes.length; l++) {
      if (l > 0) this.subtractBelow(l - 1);
      solveLower(this.diagonal[l], this.sizes[l], parts[l]);
    }
    for (let l = this.sizes.length - 1; l >= 0; l--) {
      if (l < this.sizes.length - 1) this.subtractAbove(l);
      solveUpper(this.diagonal[l], this.sizes[l], parts[l]);
    }
    v.set(vector, start);
  }

  /** `v_{l+1} -= C_l v_l` */
  private subtractBelow(l: number): void {
    const { sizes, below, parts } = this;
    const [inner, size, rows] = [sizes[l], sizes[l + 1], below[l]];
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += rows[i * inner + k] * parts[l][k];
      parts[l + 1][i] -= sum;
    }
  }

  /** `v_l -= C_l^T v_{l+1}` */
  private subtractAbove(l: number): void {
    const { sizes, below, parts } = this;
    const [inner, size, rows] = [sizes[l], sizes[l + 1], below[l]];
    for (let i = 0; i < size; i++) {
      const factor = parts[l + 1][i];
      for (let k = 0; k < inner; k++) parts[l][k] -= factor * rows[i * inner + k];
    }
  }
}
