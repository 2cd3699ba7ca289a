/** Brute force: the activities' least squares written out as dense matrices, H = E^T E and F* by solving it. Tests only. */
import { Matrix, solve } from 'ml-matrix';
import type { Case } from './cases.ts';

/** e = E z + c for the stacked hidden activities z and errors e_1, ..., e_L. */
function errorMap({ widths, weights }: Pick<Case, 'widths' | 'weights'>): { matrix: Matrix; layers: Matrix[] } {
  const layers: Matrix[] = [];
  for (let l = 1, offset = 0; l < widths.length; offset += widths[l] * widths[l - 1], l++) {
    const end = offset + widths[l] * widths[l - 1];
    layers.push(Matrix.from1DArray(widths[l], widths[l - 1], weights.slice(offset, end)));
  }
  const hidden = widths.slice(1, -1);
  const units = hidden.reduce((sum, width) => sum + width, 0);
  const matrix = Matrix.zeros(units + widths[widths.length - 1], units);
  let row = 0;
  let column = 0;
  for (let l = 1; l < widths.length; l++) {
    if (l < widths.length - 1) matrix.setSubMatrix(Matrix.eye(widths[l]), row, row);
    if (l > 1) {
      matrix.setSubMatrix(layers[l - 1].clone().mul(-1), row, column);
      column += widths[l - 1];
    }
    row += widths[l];
  }
  return { matrix, layers };
}

export function denseActivityHessian(network: Pick<Case, 'widths' | 'weights'>): Matrix {
  const { matrix } = errorMap(network);
  return matrix.transpose().mmul(matrix);
}

/** F* = min_z 1/(2N) sum |E z + c|^2, and L, its value at the feedforward activities. */
export function denseEnergies(network: Case): { loss: number; equilibrated: number } {
  const { widths, x, y, count } = network;
  const { matrix, layers } = errorMap(network);
  const outputs = widths[widths.length - 1];
  let loss = 0;
  let equilibrated = 0;
  for (let sample = 0; sample < count; sample++) {
    const input = Matrix.columnVector(x.slice(sample * widths[0], (sample + 1) * widths[0]));
    const target = Matrix.columnVector(y.slice(sample * outputs, (sample + 1) * outputs));
    const constant = Matrix.zeros(matrix.rows, 1);
    constant.setSubMatrix(layers[0].mmul(input).mul(-1), 0, 0);
    constant.setSubMatrix(target, matrix.rows - outputs, 0);
    const z = solve(matrix.transpose().mmul(matrix), matrix.transpose().mmul(constant).mul(-1));
    equilibrated += matrix.mmul(z).add(constant).norm() ** 2 / (2 * count);
    const prediction = layers.reduce((value, layer) => layer.mmul(value), input);
    loss += target.sub(prediction).norm() ** 2 / (2 * count);
  }
  return { loss, equilibrated };
}
