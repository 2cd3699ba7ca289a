/** The spectral density of a large symmetric operator, without its eigenvalues. */
import { extendKrylovSpace, isExhausted, openKrylovSpace, ritzPairs, type SymmetricProduct } from './krylovSpace.ts';
import type { Stepwise } from './stepwise.ts';

export interface SpectralDensity {
  /** Evenly spaced, past both ends of the spectrum. */
  x: Float64Array;
  /** Density at each x; its integral is 1. */
  y: Float64Array;
}

interface Settings {
  /** Random vectors averaged over. */
  probes: number;
  /** Lanczos steps for each random vector. */
  steps: number;
  /** Width of the widest spectrum that this one is drawn beside: a narrow one is blurred by a tenth as much at least, and stays a peak. */
  beside?: number;
  onProgress?(part: number): void;
}

const gridPoints = 401;
/** Standard deviation of the Gaussian that stands for an eigenvalue, as a part of the spectrum's width. */
const blur = 1 / 120;
/** Margin of the grid on each side of the spectrum, in standard deviations of that Gaussian. */
const margin = 6;

/**
 * `phi(x) = 1/n sum_i g(x - lambda_i)`, g a narrow Gaussian, by stochastic Lanczos quadrature (Ubaru, Chen and Saad, 2017; Ghorbani,
 * Krishnan and Xiao, 2019): each random unit vector v gives the nodes theta_k and weights s_{1k}^2 of its Krylov space's projection, for
 * which `v^T f(A) v ~ sum_k s_{1k}^2 f(theta_k)`. `y` is scaled so that the trapezoidal rule on `x` gives 1.
 */
export function* spectralDensity(
  product: SymmetricProduct,
  n: number,
  { probes, steps, beside = 0, onProgress }: Settings,
): Stepwise<SpectralDensity> {
  const nodes: { at: number; weight: number }[] = [];
  for (let probe = 0; probe < probes; probe++) {
    const space = openKrylovSpace(n, probe + 1);
    for (let step = 0; step < steps && !isExhausted(space); step++) {
      yield* extendKrylovSpace(product, space);
      onProgress?.((probe + (step + 1) / steps) / probes);
      yield;
    }
    const { values, vectors } = ritzPairs(space);
    for (const [k, at] of values.entries()) nodes.push({ at, weight: vectors[k][0] ** 2 / probes });
  }
  return blurred(nodes, beside);
}

function blurred(nodes: { at: number; weight: number }[], beside: number): SpectralDensity {
  const from = Math.min(...nodes.map(({ at }) => at));
  const to = Math.max(...nodes.map(({ at }) => at));
  const deviation = blur * (Math.max(to - from, beside / 10) || Math.abs(to) || 1);
  const start = from - margin * deviation;
  const spacing = (to - from + 2 * margin * deviation) / (gridPoints - 1);
  const x = Float64Array.from({ length: gridPoints }, (_, i) => start + i * spacing);
  const y = x.map((at) => nodes.reduce((sum, node) => sum + node.weight * Math.exp(-0.5 * ((at - node.at) / deviation) ** 2), 0));
  const integral = spacing * y.reduce((sum, value, i) => sum + (i === 0 || i === gridPoints - 1 ? value / 2 : value), 0);
  return { x, y: y.map((value) => value / integral) };
}
