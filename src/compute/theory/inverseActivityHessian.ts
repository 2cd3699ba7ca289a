/** The inverse of the activities' Hessian as an operator: what finds its smallest eigenvalue in a few steps, at any width and depth. */
import { factorCholesky, solveCholesky, solveLower } from '../math/cholesky.ts';
import { hiddenLayers } from '../math/flatLayers.ts';
import type { SymmetricOperator } from '../math/lanczos.ts';
import { addLowerGram, addProduct, addTransposedProduct, multiply } from '../math/matrixProduct.ts';

/** A_l = I + G_l^T G_l, what block elimination from the output end leaves of the Hessian's diagonal block l. */
interface EliminatedBlock {
  /** G_l [d_y, n_l] */
  root: Float64Array;
  /** C_l [d_y, d_y], lower: C_l C_l^T = I + G_l G_l^T. */
  factor: Float64Array;
}

/**
 * b -> z with H z = b for H of `activityHessianExtremes`, J_l = `layers[l - 1]`. Eliminating layers from H down to 1 leaves blocks
 * A_l = I + J_{l+1}^T (I - A_{l+1}^-1) J_{l+1} = I + G_l^T G_l of rank d_y above the identity: G_H = J_L, G_{l-1} = C_l^-1 G_l J_l,
 * since I - (I + G^T G)^-1 = G^T (I + G G^T)^-1 G. So nothing larger than d_y x d_y is ever factored.
 * Throws a RangeError where the Jacobians are not finite.
 */
export function inverseActivityHessian(layers: Float64Array[], widths: readonly number[]): SymmetricOperator {
  const hidden = widths.length - 2;
  const outputs = widths[hidden + 1];
  const blocks = eliminatedBlocks(layers, widths);
  const small = new Float64Array(outputs);
  const jacobian = (l: number) => layers[l - 1];
  const solved = new Float64Array(Math.max(...widths)); // A_{l+1}^-1 c_{l+1}
  return (vector, out) => {
    out.set(vector);
    const z = hiddenLayers(out, widths);
    // Down: c_l = b_l + J_{l+1}^T A_{l+1}^-1 c_{l+1}.
    for (let l = hidden - 1; l >= 1; l--) {
      const above = solved.subarray(0, widths[l + 1]);
      above.set(z[l + 1]);
      solveBlock(blocks[l + 1], outputs, above, small);
      addTransposedProduct(jacobian(l + 1), widths[l + 1], widths[l], 1, above, z[l]);
    }
    // Up: z_l = A_l^-1 (c_l + J_l z_{l-1}).
    for (let l = 1; l <= hidden; l++) {
      if (l > 1) addProduct(jacobian(l), widths[l], widths[l - 1], 1, z[l - 1], z[l]);
      solveBlock(blocks[l], outputs, z[l], small);
    }
  };
}

/** A_l at index l = 1..H. */
function eliminatedBlocks(layers: Float64Array[], widths: readonly number[]): EliminatedBlock[] {
  const hidden = widths.length - 2;
  const outputs = widths[hidden + 1];
  const blocks: EliminatedBlock[] = [];
  let root = layers[hidden]; // G_H = J_L
  for (let l = hidden; l >= 1; l--) {
    const factor = factorOfIdentityPlusGram(root, outputs, widths[l]);
    blocks[l] = { root, factor };
    root = multiply(root, layers[l - 1], outputs, widths[l], widths[l - 1], new Float64Array(outputs * widths[l - 1]));
    solveLowerColumns(factor, outputs, root, widths[l - 1]);
  }
  return blocks;
}

/** v <- A^-1 v = v - G^T C^-T C^-1 G v; `small` [d_y] is overwritten. */
function solveBlock({ root, factor }: EliminatedBlock, outputs: number, v: Float64Array, small: Float64Array): void {
  small.fill(0);
  addProduct(root, outputs, v.length, 1, v, small);
  solveCholesky(factor, outputs, small);
  addTransposedProduct(root, outputs, v.length, -1, small, v);
}

/** C with C C^T = I + G G^T, G [rows, columns]. */
function factorOfIdentityPlusGram(root: Float64Array, rows: number, columns: number): Float64Array {
  const factor = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) factor[i * rows + i] = 1;
  addLowerGram(root, rows, columns, factor);
  factorCholesky(factor, rows);
  return factor;
}

/** B <- C^-1 B for B [n, columns]. */
function solveLowerColumns(factor: Float64Array, n: number, b: Float64Array, columns: number): void {
  const column = new Float64Array(n);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < n; i++) column[i] = b[i * columns + j];
    solveLower(factor, n, column);
    for (let i = 0; i < n; i++) b[i * columns + j] = column[i];
  }
}
