/** PC as the published notebooks train it (`infer_train`, then a step of SGD), in plain loops: the oracle of the published stopping rule. */
import type { Samples } from '../../../src/compute/engine/work/samples.ts';
import type { Activation } from '../../../src/model/problem/problem.ts';

type Rows = number[][];

/** What the notebook knows after one call of `infer_train`. */
export interface NotebookInference {
  /** 1/(2N) of the sums of squares, one an iteration that was begun. */
  readonly energies: number[];
  /** Means over the batch, in the order of the weights. */
  readonly gradient: number[];
  /** Hidden activities [l - 1][sample] of which the gradient is. */
  readonly hidden: Rows[];
  /** The smallest |F_t - F_{t-1}| / F_t that the rule judged: below a path's rounding, the path may judge otherwise. */
  readonly closest: number;
}

const slopes: Record<Activation, (a: number) => number> = {
  linear: () => 1,
  tanh: (a) => 1 / Math.cosh(a) ** 2,
  relu: (a) => (a > 0 ? 1 : 0),
  leaky_relu: (a) => (a > 0 ? 1 : 0.01),
};
const values: Record<Activation, (a: number) => number> = {
  linear: (a) => a,
  tanh: Math.tanh,
  relu: (a) => Math.max(a, 0),
  leaky_relu: (a) => (a > 0 ? a : 0.01 * a),
};

export class NotebookLearner {
  weights: number[];

  constructor(
    private readonly widths: readonly number[],
    private readonly activation: Activation,
    weights: ArrayLike<number>,
    /** `self.dt`, which outlives a batch. */
    public dt: number,
  ) {
    this.weights = Array.from(weights);
  }

  inferTrain({ x, y, count }: Samples, iterations: number): NotebookInference {
    const layers = this.widths.length - 1;
    const matrices = this.matrices();
    const preactivations = (l: number, z: Rows): Rows => z.map((row) => matrices[l].map((w) => dot(w, row)));
    const predicted = (l: number, z: Rows): Rows =>
      preactivations(l, z).map((row) => (l < layers ? row.map(values[this.activation]) : row));
    const slope = (l: number, a: number) => (l < layers ? slopes[this.activation](a) : 1);

    const xs: Rows[] = [rows(x, count)];
    for (let l = 1; l < layers; l++) xs.push(predicted(l, xs[l - 1]));
    xs.push(rows(y, count));
    const dt = this.dt;
    const energies: number[] = [];
    let errors: Rows[] = [];
    let seen: Rows[] = [];
    let signals: Rows[] = [];
    let closest = Number.POSITIVE_INFINITY;
    for (let t = 0; t < iterations; t++) {
      seen = xs.slice();
      errors = xs.map((z, l) => (l === 0 ? [] : minus(z, predicted(l, seen[l - 1]))));
      signals = errors.map((e, l) =>
        l === 0 ? [] : preactivations(l, seen[l - 1]).map((row, i) => row.map((a, j) => slope(l, a) * e[i][j])),
      );
      for (let l = 1; l < layers; l++) {
        xs[l] = seen[l].map((z, i) =>
          z.map((value, k) => {
            const felt = matrices[l + 1].reduce((sum, w, j) => sum + w[k] * signals[l + 1][i][j], 0);
            return value + this.dt * (felt - errors[l][i][k]);
          }),
        );
      }
      energies.push(errors.flat(2).reduce((sum, e) => sum + e * e, 0) / (2 * count));
      if (t > 0 && this.dt > 0.025) closest = Math.min(closest, Math.abs(energies[t] - energies[t - 1]) / energies[t]);
      if (t > 0 && energies[t] >= energies[t - 1] && this.dt > 0.025) {
        this.dt /= 2;
        if (this.dt <= 0.025) {
          this.dt = dt;
          break;
        }
      }
    }
    const gradient = matrices.flatMap((matrix, l) =>
      matrix.flatMap((w, j) => w.map((_, k) => -mean(signals[l].map((signal, i) => signal[j] * seen[l - 1][i][k])))),
    );
    return { energies, gradient, hidden: seen.slice(1, layers), closest };
  }

  /** One weight step of SGD. */
  train(samples: Samples, iterations: number, rate: number): NotebookInference {
    const inference = this.inferTrain(samples, iterations);
    this.weights = this.weights.map((w, p) => w - rate * inference.gradient[p]);
    return inference;
  }

  /** [l][row][column], l from 1 on. */
  private matrices(): Rows[] {
    const matrices: Rows[] = [[]];
    let start = 0;
    for (let l = 1; l < this.widths.length; l++) {
      const size = this.widths[l] * this.widths[l - 1];
      matrices.push(rows(this.weights.slice(start, start + size), this.widths[l]));
      start += size;
    }
    return matrices;
  }
}

const rows = (flat: ArrayLike<number>, count: number): Rows => {
  const width = flat.length / count;
  return Array.from({ length: count }, (_, i) => Array.from({ length: width }, (_, k) => flat[i * width + k]));
};
const dot = (a: number[], b: number[]): number => a.reduce((sum, value, k) => sum + value * b[k], 0);
const minus = (a: Rows, b: Rows): Rows => a.map((row, i) => row.map((value, k) => value - b[i][k]));
const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
