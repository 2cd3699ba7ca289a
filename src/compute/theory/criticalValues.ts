/** The loss's critical values: a deep linear network that has come to rest has learnt some of the data's directions, each fully or not at all. */
import { symmetricEigenpairs } from '../math/eigenpairs.ts';
import { addProduct, multiply } from '../math/matrixProduct.ts';
import { inputMoments, inputOutputMoments, outputMoments, type SecondMoments } from '../math/secondMoments.ts';

/** A direction of the data that a linear map can learn: `u_i u_i^T Sigma_yx Sigma_xx^-1 = output input^T`. */
export interface Direction {
  /** u_i, of unit norm [d_y]. */
  output: Float64Array;
  /** [d_x] */
  input: Float64Array;
}

export interface CriticalValues {
  /** tr Sigma_yy: twice the loss of a network that has learnt nothing. */
  total: number;
  /** lambda_1 >= lambda_2 >= ... > 0: what each direction takes off `total` once it is learnt. */
  explained: Float64Array;
  /** The directions themselves, in the same order. */
  directions: Direction[];
}

/** Part of the largest eigenvalue below which one counts as zero: a direction that the data do not have. */
const absent = 1e-12;

/**
 * `L = 1/2 (tr Sigma_yy - sum_{i in S} lambda_i)` at every critical point of the loss of a linear network, lambda_i the eigenvalues and u_i the
 * eigenvectors of `Sigma_yx Sigma_xx^-1 Sigma_xy` (the pseudo-inverse where Sigma_xx is singular), and S any subset as large as the rank of
 * `W_{L:1} = sum_{i in S} u_i u_i^T Sigma_yx Sigma_xx^-1` (Baldi and Hornik, Neural Networks 2, 1989, for one hidden layer; Kawaguchi, Deep
 * Learning without Poor Local Minima, NeurIPS 2016, for any depth). Eigenvalues that are zero (below 1e-12 of the largest) are left out: no
 * direction of W_{L:1} belongs to them.
 */
export function criticalValues(moments: SecondMoments): CriticalValues {
  const { inputs, outputs } = moments;
  const sigmaYy = outputMoments(moments);
  const total = sigmaYy.reduce((trace, entry, index) => (index % (outputs + 1) === 0 ? trace + entry : trace), 0);
  const sigmaXy = inputOutputMoments(moments);
  const regression = multiply(invertedInputs(moments), sigmaXy, inputs, inputs, outputs, new Float64Array(inputs * outputs));
  const { values, vectors } = symmetricEigenpairs(explainedMoments(sigmaXy, regression, inputs, outputs), outputs);
  const descending = Array.from(values.keys()).reverse();
  const present = descending.filter((k) => values[k] > absent * Math.max(values[outputs - 1], absent * total));
  return {
    total,
    explained: Float64Array.from(present, (k) => values[k]),
    directions: present.map((k) => {
      const input = new Float64Array(inputs);
      addProduct(regression, inputs, outputs, 1, vectors[k], input);
      return { output: vectors[k], input };
    }),
  };
}

/** `Sigma_yx R` with `R = Sigma_xx^-1 Sigma_xy` [d_x, d_y], freed of what rounding leaves unsymmetric. */
function explainedMoments(sigmaXy: Float64Array, regression: Float64Array, inputs: number, outputs: number): Float64Array {
  const moments = new Float64Array(outputs * outputs);
  for (let i = 0; i < outputs; i++) {
    for (let j = 0; j < outputs; j++) {
      for (let k = 0; k < inputs; k++) {
        const term = sigmaXy[k * outputs + i] * regression[k * outputs + j];
        moments[i * outputs + j] += term / 2;
        moments[j * outputs + i] += term / 2;
      }
    }
  }
  return moments;
}

/** Sigma_xx^-1 [d_x, d_x], zero along what the inputs do not have. */
function invertedInputs(moments: SecondMoments): Float64Array {
  const { inputs } = moments;
  const { values, vectors } = symmetricEigenpairs(inputMoments(moments), inputs);
  const inverse = new Float64Array(inputs * inputs);
  for (let k = 0; k < inputs; k++) {
    if (!(values[k] > absent * values[inputs - 1])) continue;
    const vector = vectors[k];
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < inputs; j++) inverse[i * inputs + j] += (vector[i] * vector[j]) / values[k];
    }
  }
  return inverse;
}

/** `1/2 (tr Sigma_yy - sum_{i in S} lambda_i)`; `subset` counts the eigenvalues from 0, the largest. */
export function criticalValue({ total, explained }: CriticalValues, subset: readonly number[]): number {
  return (total - subset.reduce((sum, i) => sum + explained[i], 0)) / 2;
}

/** A critical value and the subset S that it belongs to, ascending, counted from 0. */
export interface CriticalValue {
  loss: number;
  subset: number[];
}

/** The critical value of this rank that is closest to `loss`; of equal ones the first subset in the order of its indices. Null where no S is as large. */
export function closestCriticalValue(values: CriticalValues, rank: number, loss: number): CriticalValue | null {
  let closest: CriticalValue | null = null;
  for (const subset of subsets(values.explained.length, rank)) {
    const value = criticalValue(values, subset);
    if (!closest || Math.abs(value - loss) < Math.abs(closest.loss - loss)) closest = { loss: value, subset };
  }
  return closest;
}

/** All critical values of a rank, ascending, ties once. */
export function criticalValuesOfRank(values: CriticalValues, rank: number): Float64Array {
  const all = Float64Array.from(subsets(values.explained.length, rank), (subset) => criticalValue(values, subset)).sort();
  return all.filter((value, i) => i === 0 || value - all[i - 1] > absent * values.total);
}

/** All subsets of {0, ..., n - 1} with `size` members, in lexicographic order. */
function* subsets(n: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let first = from; first <= n - size; first++) for (const rest of subsets(n, size - 1, first + 1)) yield [first, ...rest];
}
