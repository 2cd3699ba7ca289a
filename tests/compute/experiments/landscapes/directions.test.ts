import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { directions } from '../../../../src/compute/experiments/landscapes/directions.ts';
import { angleBetween } from '../../../../src/compute/experiments/landscapes/newtonStep.ts';
import { normalStream } from '../../../../src/compute/math/random.ts';
import type { DirectionsRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { DirectionsFrame } from '../../../../src/model/landscapes/frames.ts';
import type { Network } from '../../../../src/model/problem/problem.ts';

const network = (activation: Network['activation'], ...widths: number[]): Network => ({ activation, widths });

describe('along inference', () => {
  it('a chain’s angle is that of its gradients in closed form', async () => {
    const [w1, w2, steps, dt] = [0.3, -0.8, 10, 0.1];
    const frame = await lastFrame(
      look(network('linear', 1, 1, 1), { weights: Float64Array.of(w1, w2), inference: { dt, steps } }),
    );
    const rho = 1 - dt * (1 + w2 ** 2);
    for (const [i, t] of frame.inference.at.entries()) {
      // x = 1, y = -1 but for a common factor: r = -1 - w_1 w_2, dz from the feedforward value, e_1 = dz, e_2 = r - w_2 dz
      const r = -1 - w1 * w2;
      const dz = ((w2 * r) / (1 + w2 ** 2)) * (1 - rho ** t);
      const pc = Float64Array.of(-dz, -(r - w2 * dz) * (w1 + dz));
      const bp = Float64Array.of(-w2 * r, -r * w1);
      expect(frame.inference.angle[i]).toBeCloseTo(angleBetween(bp, pc), 8);
    }
    expect([...frame.inference.at]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('the second-order approximation', () => {
  it.each([
    [1, 1, 1],
    [3, 4, 4, 3],
    [2, 5, 3, 4, 2],
  ])('is exact for a linear network: %i-%i-%i', async (...widths) => {
    const { here, isLinear } = await lastFrame(look(network('linear', ...widths), { scale: 0.7 }));
    expect(isLinear).toBe(true);
    expect(here.shiftError[0]).toBeLessThan(1e-10);
    expect(Math.abs(here.approximateEnergy[0] - here.equilibratedEnergy[0])).toBeLessThan(1e-12);
    expect(here.angleApproximated[0]).toBeCloseTo(here.angleAtEquilibrium[0], 8);
  });

  it('falls short for tanh by an error that shrinks with the square of the weights', async () => {
    const errors: number[] = [];
    for (const scale of [0.4, 0.2, 0.1]) {
      const { here } = await lastFrame(look(network('tanh', 2, 4, 4, 2), { scale }));
      errors.push(here.shiftError[0]);
    }
    expect(errors[0]).toBeGreaterThan(1e-4);
    for (const [i, error] of errors.slice(1).entries()) expect(errors[i] / error).toBeGreaterThan(3);
  });

  it('has nothing to say where inference has nothing to do', async () => {
    const { here, inference } = await lastFrame(look(network('linear', 1, 1, 1), { weights: Float64Array.of(0, 0) }));
    expect(here.shiftError[0]).toBeNaN();
    expect(inference.angle[0]).toBeNaN();
  });
});

it('where residuals are rounding alone there is no angle', async () => {
  const frameAt = (w2: number) => lastFrame(look(network('linear', 1, 1, 1), { weights: Float64Array.of(-1, w2) }));
  const converged = await frameAt(1 + 2 ** -50);
  expect(converged.inference.angle.every(Number.isNaN)).toBe(true);
  expect([converged.here.shiftError[0], converged.here.angleApproximated[0], converged.here.approximateEnergy[0]]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  expect((await frameAt(1 + 2 ** -30)).inference.angle.some(Number.isNaN)).toBe(false);
});

describe('along training', () => {
  it('looks at each visited point as if it stood there', async () => {
    const net = network('tanh', 1, 3, 2, 1); // 3 + 6 + 2 = 11 weights
    const points = normalStream(4).fill(new Float64Array(3 * 11), 0, 0.6);
    const visited = { iteration: Int32Array.of(0, 5, 9), weights: points };
    const frame = await lastFrame(
      look(net, { paths: { bp: visited, pc: { iteration: Int32Array.of(0), weights: points.slice(0, 11) } } }),
    );
    const [bp, pc] = frame.training!;
    expect([...bp.alignment.at]).toEqual([0, 5, 9]);
    expect(pc.trustRegion.shiftError[0]).toBe(bp.trustRegion.shiftError[0]);
    const there = await lastFrame(look(net, { weights: points.slice(11, 22) }));
    expect(bp.trustRegion.shiftError[1]).toBe(there.here.shiftError[0]);
    expect(bp.alignment.angle[1]).toBe(there.inference.angle.at(-1));
  });
});

describe('the angle between gradients', () => {
  it('keeps the digits of small angles', () => {
    expect(angleBetween(Float64Array.of(1, 0), Float64Array.of(1, 1e-9))).toBeCloseTo((1e-9 * 180) / Math.PI, 18);
    expect(angleBetween(Float64Array.of(2, 0), Float64Array.of(0, 3))).toBeCloseTo(90, 12);
    expect(angleBetween(Float64Array.of(1, 1), Float64Array.of(-1, -1))).toBeCloseTo(180, 12);
    expect(angleBetween(Float64Array.of(0, 0), Float64Array.of(1, 0))).toBeNaN();
  });
});

function look(
  net: Network,
  { scale = 0.3, ...changes }: Partial<DirectionsRequest> & { scale?: number } = {},
): DirectionsRequest {
  return {
    kind: 'directions',
    problem: { network: net, data: 'negation', initial: 'normal', scale, saddle: { kind: 'origin' }, seed: 1, batchSize: 8 },
    plane: { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 },
    start: null,
    inference: { dt: 0.1, steps: 20 },
    backend: 'reference',
    weights: null,
    paths: null,
    ...changes,
  };
}

async function lastFrame(request: DirectionsRequest): Promise<DirectionsFrame> {
  let last: DirectionsFrame | null = null;
  for await (const frame of directions(request, new Engine(), new AbortController().signal)) last = frame;
  expect(last!.progress).toBe(1);
  return last!;
}
