/** PC's weight gradient at given activities, by its formula in THEORY.md: the oracle of gradients at equilibria. */
import type { Network } from '../../../../src/model/problem/problem.ts';
import type { Question } from './equilibriumByFlow.ts';

/** `dF/dW_l = -1/N sum_i (e_l * phi'(a_l)) z_{l-1}^T`, the bias reading a 1, layer by layer. `activities`: layers 0 to L of every sample. Fully connected networks only. */
export function weightGradientAt({ network, weights, samples: { count } }: Question, activities: Float64Array): Float64Array {
  const { widths, biases = false } = network;
  const units = activities.length / count;
  const gradient = new Float64Array(weights.length);
  for (let i = 0; i < count; i++) {
    let [first, below] = [0, i * units];
    for (let l = 1; l < widths.length; l++) {
      const [rows, columns] = [widths[l], widths[l - 1] + (biases ? 1 : 0)];
      const z = [...activities.subarray(below, below + widths[l - 1]), ...(biases ? [1] : [])];
      below += widths[l - 1];
      const a = Float64Array.from({ length: rows }, (_, r) =>
        z.reduce((sum, value, c) => sum + weights[first + r * columns + c] * value, 0),
      );
      const signals = signalsOf(network, l, a, activities.subarray(below, below + rows));
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < columns; c++) gradient[first + r * columns + c] -= (signals[r] * z[c]) / count;
      first += rows * columns;
    }
  }
  return gradient;
}

/** `e_l * phi'(a_l)`; the output layer's errors are those of its own energy. */
function signalsOf({ activation, widths, output }: Network, l: number, a: Float64Array, z: Float64Array): Float64Array {
  if (l < widths.length - 1) {
    return a.map((value, r) => {
      if (activation === 'tanh') return (z[r] - Math.tanh(value)) * (1 - Math.tanh(value) ** 2);
      const slope = value > 0 || activation === 'linear' ? 1 : activation === 'relu' ? 0 : 0.01;
      return slope * (z[r] - slope * value);
    });
  }
  if (output !== 'cross-entropy') return a.map((value, r) => z[r] - value);
  const largest = Math.max(...a);
  const powers = a.map((value) => Math.exp(value - largest));
  const [sum, total] = [powers, z].map((values) => values.reduce((most, value) => most + value, 0));
  return powers.map((power, r) => z[r] - (total * power) / sum);
}
