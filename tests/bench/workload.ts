/** The work that is timed on this project's paths and on their peers: energies on a plane of weights, small enough to be sent as JSON. */
import type { Matrix, Network } from '../../src/model/problem/problem.ts';

export interface Workload {
  readonly network: Network;
  /** Coordinates along both directions. */
  readonly axis: number[];
  /** A grid point's weights are `center + a u + b v`. */
  readonly center: Matrix[];
  readonly u: Matrix[];
  readonly v: Matrix[];
  readonly x: Matrix;
  readonly y: Matrix;
  readonly dt: number;
  /** T; 0 where the equilibrium alone is wanted. */
  readonly steps: number;
  /** With both, the last step's energies are the values that are compared. */
  readonly wanted: 'energy at the last step' | 'equilibrium' | 'both';
}

/** A chain in the plane of its first two weights, on y = -x. */
export function chain(layers: number, resolution: number, samples = 64): Workload {
  const normal = normals();
  const ones = (pick: (l: number) => number) => Array.from({ length: layers }, (_, l) => matrix(1, 1, () => pick(l)));
  const x = matrix(samples, 1, () => 1 + 0.1 * normal());
  return {
    network: { widths: Array(layers + 1).fill(1), activation: 'linear' },
    axis: axisOf(resolution),
    center: ones((l) => (l < 2 ? 0 : 0.8)),
    u: ones((l) => (l === 0 ? 1 : 0)),
    v: ones((l) => (l === 1 ? 1 : 0)),
    x,
    y: { ...x, data: Array.from(x.data, (value) => -value) },
    dt: 0.1,
    steps: 100,
    wanted: 'both',
  };
}

interface Wide {
  readonly widths: number[];
  readonly activation: Network['activation'];
  readonly resolution: number;
  readonly steps: number;
  readonly wanted: Workload['wanted'];
  readonly samples?: number;
}

/** A network of any widths on a random plane, with data of independent normals, so that samples do not shrink below their widths. */
export function wide({ widths, activation, resolution, steps, wanted, samples = 64 }: Wide): Workload {
  const normal = normals();
  const weights = (scale: number) =>
    widths.slice(1).map((rows, l) => matrix(rows, widths[l], () => (scale * normal()) / Math.sqrt(widths[l])));
  return {
    network: { widths, activation },
    axis: axisOf(resolution),
    center: weights(0.8),
    u: weights(0.4),
    v: weights(0.4),
    x: matrix(samples, widths[0], normal),
    y: matrix(samples, widths[widths.length - 1], normal),
    dt: 0.1,
    steps,
    wanted,
  };
}

const axisOf = (points: number): number[] => Array.from({ length: points }, (_, i) => -1 + (2 * i) / (points - 1));

const matrix = (rows: number, columns: number, pick: () => number): Matrix => ({
  shape: [rows, columns],
  data: Array.from({ length: rows * columns }, pick),
});

/** The same standard normals in every run (Box and Muller over a linear congruential generator). */
function normals(): () => number {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
