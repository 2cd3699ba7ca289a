import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { inference } from '../../../../src/compute/experiments/landscapes/inference.ts';
import { training } from '../../../../src/compute/experiments/landscapes/training.ts';
import type { InferenceRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { InferenceFrame } from '../../../../src/model/landscapes/frames.ts';
import type { Network } from '../../../../src/model/problem/problem.ts';
import { inferenceRequest, trainingRequest } from '../../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { readQuery } from '../../../../src/page/view/readQuery.ts';

describe('inference', () => {
  it('of the chain with one hidden unit rests at z* = (w_1 x + w_2 y) / (1 + w_2^2)', async () => {
    const [w1, w2] = [0.7, -0.4];
    const { equilibriumActivities: z, equilibriumPredictions: g } = await frameOf(at([1, 1, 1], Float64Array.of(w1, w2)));
    expect(z[1]).toBeCloseTo((w1 * z[0] + w2 * z[2]) / (1 + w2 * w2), 12);
    expect(z[2]).toBe(-z[0]);
    expect([...g]).toEqual([z[0], expect.closeTo(w1 * z[0], 12), expect.closeTo(w2 * z[1], 12)]);
  });

  it.each([
    [[3, 4, 4, 3], 60],
    [[2, 10, 2], 5],
    [[3, 8, 5, 8, 3], 20],
  ])('measures the convergence rate that it predicts: %j, T = %d', async (widths, steps) => {
    const { rate } = await frameOf(at(widths, null, { dt: 0.1, steps }));
    expect(rate.measured).toBeCloseTo(rate.predicted!, 6);
    expect(rate.predicted! - rate.slowest!).toBeLessThan(1e-9);
    expect(rate.slowest! - rate.bound).toBeLessThan(1e-9);
  });

  it('calls the rate of all modes a bound: Figure 3-1 measures 0.8965, where a mode that is never excited has 0.9', async () => {
    const { rate } = await frameOf(inferenceRequest(readQuery('experiment=figure-3-1').view, null));
    expect(rate.measured).toBeCloseTo(0.8965, 4);
    expect(rate.predicted).toBeCloseTo(rate.measured!, 6);
    expect(rate.slowest).toBeCloseTo(0.898, 4);
    expect(rate.bound).toBeCloseTo(0.9, 6); // 8 of the 10 units' modes have lambda = 1
  });

  it('predicts from the initial weights when Figure 2, right, leaves the origin: PC’s energy alone, since three outputs are learnt one after another', async () => {
    const { view } = readQuery('experiment=figure-2-right');
    const { escape: times } = await frameOf(inferenceRequest(view, null));
    const left = (energy: Float64Array) => energy.findIndex((value) => value < energy[0] / 2);
    const { value: frame } = await lastOf(training(trainingRequest(view), new Engine(), new AbortController().signal));
    expect(times.bp).toBeNull();
    const measured = left(frame.pc[0].energy);
    expect(measured).toBe(13);
    expect(times.pc! / 0.064).toBeCloseTo(14.9, 1);
  });

  it('has no rate where the network fits the data: nothing is excited', async () => {
    const { rate } = await frameOf(at([1, 1, 1], Float64Array.of(-1, 1)));
    expect(rate).toMatchObject({ measured: null, predicted: null, slowest: null });
  });

  it('starts at the loss and ends at F*, which is Theorem 1’s', async () => {
    const { loss, layerEnergies, equilibratedEnergy, theoryEnergy } = await frameOf(
      at([3, 4, 4, 3], null, { dt: 0.2, steps: 300 }),
    );
    const total = (energies: Float64Array) => energies.reduce((sum, energy) => sum + energy, 0);
    expect(total(layerEnergies[0])).toBeCloseTo(loss, 12);
    expect(total(layerEnergies[300])).toBeCloseTo(equilibratedEnergy, 9);
    expect(theoryEnergy).toBeCloseTo(equilibratedEnergy, 12);
  });

  it('says at which step it diverges when dt is above the stability limit', async () => {
    const { stableDt, divergedAt } = await frameOf(at([1, 1, 1], Float64Array.of(1, 2), { dt: 0.5, steps: 200 }));
    expect(stableDt).toBeCloseTo(2 / 5, 6);
    expect(divergedAt).toBeGreaterThan(0);
  });

  it('under the published rule takes one update fewer than T, and predicts with the nonlinearity', async () => {
    const request = at([2, 3, 2], null, { dt: 0.1, steps: 10, stopping: 'published' }, 'tanh');
    const { stepsTaken, predictions, activities, equilibriumPredictions } = await frameOf(request);
    expect(stepsTaken).toBe(9);
    expect(activities).toHaveLength(10);
    const hidden = [...predictions.at(-1)!.slice(2, 5), ...equilibriumPredictions.slice(2, 5)];
    expect(hidden.every((g) => Math.abs(g) < 1)).toBe(true);
  });
});

function at(
  widths: number[],
  weights: Float64Array | null,
  settings: InferenceRequest['inference'] = { dt: 0.1, steps: 20 },
  activation: Network['activation'] = 'linear',
): InferenceRequest {
  return {
    kind: 'inference',
    problem: {
      network: { widths, activation },
      data: 'negation',
      initial: 'normal',
      scale: 0.6,
      saddle: { kind: 'origin' },
      seed: 4,
      batchSize: 16,
    },
    plane: { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 },
    start: null,
    inference: settings,
    backend: 'reference',
    weights,
    sample: 3,
  };
}

async function frameOf(request: InferenceRequest): Promise<InferenceFrame> {
  const { value } = await inference(request, new Engine(), new AbortController().signal).next();
  return value!;
}

async function lastOf<Frame>(frames: AsyncGenerator<Frame>): Promise<{ value: Frame }> {
  let value: Frame | null = null;
  for await (const frame of frames) value = frame;
  return { value: value! };
}
