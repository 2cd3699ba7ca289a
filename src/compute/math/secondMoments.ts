/** All that linear networks ask of the data: second moments of the stacked vector [x; y], whatever the number of samples. */
import { pivotedCholesky } from './pivotedCholesky.ts';

export interface SecondMoments {
  /** d_x */
  inputs: number;
  /** d_y */
  outputs: number;
  /** 1/N sum [x;y][x;y]^T, [d_x + d_y, d_x + d_y], row-major. */
  matrix: Float64Array;
}

/** Samples whose plain sum (no mean) gives the same second moments as the data they stand for. */
export interface CompressedSamples {
  /** [count, d_x], row-major. */
  x: Float64Array;
  /** [count, d_y], row-major. */
  y: Float64Array;
  /** rank([x y]) */
  count: number;
}

/** M = 1/N sum [x;y][x;y]^T with x [N, d_x], y [N, d_y] row-major. Throws a RangeError where the arrays do not hold N samples. */
export function secondMoments(x: Float64Array, y: Float64Array, count: number): SecondMoments {
  const inputs = x.length / count;
  const outputs = y.length / count;
  if (!(count > 0 && Number.isInteger(inputs) && Number.isInteger(outputs))) {
    throw new RangeError(`invalid samples: ${x.length} inputs and ${y.length} outputs (expected multiples of ${count} samples)`);
  }
  const size = inputs + outputs;
  const matrix = new Float64Array(size * size);
  const stacked = new Float64Array(size);
  for (let sample = 0; sample < count; sample++) {
    stacked.set(x.subarray(sample * inputs, (sample + 1) * inputs));
    stacked.set(y.subarray(sample * outputs, (sample + 1) * outputs), inputs);
    for (let i = 0; i < size; i++) {
      const part = stacked[i] / count;
      for (let j = 0; j <= i; j++) matrix[i * size + j] += part * stacked[j];
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j];
  }
  return { inputs, outputs, matrix };
}

/**
 * M = R R^T, R = [x_1 ... x_r; y_1 ... y_r]: the columns of R are r = rank([x y]) samples that a linear network cannot tell from the data,
 * once it sums over them where it averaged before (DESIGN.md, "Work that need not be done is not done").
 */
export function compressSamples({ inputs, outputs, matrix }: SecondMoments): CompressedSamples {
  const { root, rank: count } = pivotedCholesky(matrix, inputs + outputs);
  const x = new Float64Array(count * inputs);
  const y = new Float64Array(count * outputs);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < inputs; i++) x[k * inputs + i] = root[i * count + k];
    for (let i = 0; i < outputs; i++) y[k * outputs + i] = root[(inputs + i) * count + k];
  }
  return { x, y, count };
}

/** Sigma_xx = 1/N sum x x^T, [d_x, d_x], row-major. */
export function inputMoments({ inputs, outputs, matrix }: SecondMoments): Float64Array {
  return block(matrix, inputs + outputs, 0, 0, inputs, inputs);
}

/** Sigma_xy = 1/N sum x y^T, [d_x, d_y], row-major. */
export function inputOutputMoments({ inputs, outputs, matrix }: SecondMoments): Float64Array {
  return block(matrix, inputs + outputs, 0, inputs, inputs, outputs);
}

/** Sigma_yy = 1/N sum y y^T, [d_y, d_y], row-major. */
export function outputMoments({ inputs, outputs, matrix }: SecondMoments): Float64Array {
  return block(matrix, inputs + outputs, inputs, inputs, outputs, outputs);
}

function block(matrix: Float64Array, size: number, top: number, left: number, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[i * columns + j] = matrix[(top + i) * size + left + j];
  }
  return out;
}
