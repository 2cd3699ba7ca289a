import { describe, expect, it } from 'vitest';
import { drawProblem } from '../../../../src/compute/datasets/drawProblem.ts';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';
import { surfaces } from '../../../../src/compute/experiments/comparison/surfaces.ts';
import { randomPlane } from '../../../../src/compute/experiments/planes/randomPlane.ts';
import type { SurfacesFrame } from '../../../../src/model/comparison/comparisonFrames.ts';
import type { SurfacesRequest } from '../../../../src/model/comparison/experiments.ts';
import { expectClose } from '../../closeness.ts';

describe('loss surfaces', () => {
  it('are 1/2 |y - W_2 tanh(W_1 x)|^2, a mean over the first batches, at theta + a u + b v', async () => {
    const { surfaces: found, samples } = (await frames(around(weights))).at(-1)!;
    const [{ axis, loss, centre }] = found;
    expect(samples).toBe(256);
    const { origin, directions } = randomPlane(layoutOf(problem.network), problem.seed, weights, '');
    const at = (a: number, b: number) => meanLoss(origin.map((w, p) => w + a * directions[0][p] + b * directions[1][p]));
    expect(loss[2 * 11 + 7]).toBeCloseTo(at(axis[7], axis[2]), 12);
    expect(centre).toBeCloseTo(meanLoss(weights), 12);
    expect(loss[5 * 11 + 5]).toBeCloseTo(centre, 12);
  });

  it('lie along the same directions for all models, as long as each one’s own rows', async () => {
    const twice = weights.map((w) => 2 * w);
    const [once, double] = [weights, twice].map((centre) => randomPlane(layoutOf(problem.network), problem.seed, centre, ''));
    const { surfaces: found } = (
      await frames({
        ...around(weights),
        centres: [
          { model: 'bp', weights },
          { model: 'pc', weights: twice },
        ],
      })
    ).at(-1)!;
    for (const [k, direction] of double.directions.entries())
      expectClose(
        direction,
        once.directions[k].map((value) => 2 * value),
      );
    expect(found.map(({ model }) => model)).toEqual(['bp', 'pc']);
    expect(found[1].centre).toBeCloseTo(meanLoss(twice), 12);
  });

  it('come coarse first, and no point changes', async () => {
    const all = await frames({ ...around(weights), resolution: 21 });
    expect(all.map(({ surfaces: [{ axis }] }) => axis.length)).toEqual([6, 11, 21]);
    const [coarse, , fine] = all.map(({ surfaces: [{ loss }] }) => loss);
    expect(coarse[1 * 6 + 1]).toBe(fine[4 * 21 + 4]);
    expect(all.at(-1)!.progress).toBe(1);
  });

  it('refuse weights of another network', async () => {
    await expect(frames(around(new Float64Array(5)))).rejects.toThrow('invalid weights of bp: 5 numbers (expected 12)');
  });
});

const problem = {
  network: { widths: [2, 3, 2], activation: 'tanh' },
  data: 'negation',
  initial: 'normal',
  scale: 0.5,
  saddle: { kind: 'origin' },
  seed: 2,
  batchSize: 64,
} satisfies SurfacesRequest['problem'];

const weights = Float64Array.from({ length: 12 }, (_, p) => Math.sin(p + 1));

function around(centre: Float64Array): SurfacesRequest {
  return {
    kind: 'surfaces',
    problem,
    domain: 1,
    backend: 'reference',
    centres: [{ model: 'bp', weights: centre }],
    resolution: 11,
  };
}

/** Written out, on the first four batches. */
function meanLoss(theta: Float64Array): number {
  const batches = drawProblem(problem, null).batches('fresh');
  let sum = 0;
  for (let batch = 0; batch < 4; batch++) {
    const { x, y, count } = batches.batch(batch);
    for (let i = 0; i < count; i++) {
      const hidden = [0, 1, 2].map((j) => Math.tanh(theta[2 * j] * x[2 * i] + theta[2 * j + 1] * x[2 * i + 1]));
      for (const o of [0, 1]) {
        const output = hidden.reduce((total, h, j) => total + theta[6 + 3 * o + j] * h, 0);
        sum += 0.5 * (y[2 * i + o] - output) ** 2;
      }
    }
  }
  return sum / 256;
}

async function frames(request: SurfacesRequest): Promise<SurfacesFrame[]> {
  const all: SurfacesFrame[] = [];
  for await (const frame of surfaces(request, new Engine(), new AbortController().signal)) all.push(frame);
  return all;
}
