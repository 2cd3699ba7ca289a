/** Convolutional nets through the experiments, on the float64 path: their start, their training, and what is refused of them. */
import { describe, expect, it } from 'vitest';
import { drawProblem } from '../../../../src/compute/datasets/drawProblem.ts';
import type { Field } from '../../../../src/compute/datasets/files/field.ts';
import { keepOwnSet } from '../../../../src/compute/datasets/files/latestOwnSet.ts';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { directions } from '../../../../src/compute/experiments/landscapes/directions.ts';
import { inference } from '../../../../src/compute/experiments/landscapes/inference.ts';
import { landscape } from '../../../../src/compute/experiments/landscapes/landscape.ts';
import { spectrum } from '../../../../src/compute/experiments/landscapes/spectrum.ts';
import { training } from '../../../../src/compute/experiments/landscapes/training.ts';
import { normalStream } from '../../../../src/compute/math/random.ts';
import type { TrainingRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { TrainingFrame } from '../../../../src/model/landscapes/trainingFrames.ts';
import type { Problem } from '../../../../src/model/problem/problem.ts';
import { madeSet } from '../../datasets/files/fields.ts';

const convolution = { image: [6, 6, 1] as [number, number, number], channels: [3] };
const { signal } = new AbortController();
const own = madeSet(stripes(60), { inputs: [0], targets: [1], oneHot: true, standardise: false }, 'stripes');
keepOwnSet(Promise.resolve(own));

describe('the start', () => {
  const problem = (changes: Partial<Problem>) => ({ ...raceOf({}).problem, ...changes });

  it('has normal weights, and biases from U(-1/3, 1/3), PyTorch’s default for nine inputs', () => {
    const wide = { widths: [36, 900, 4, 2], activation: 'relu', convolution: { ...convolution, channels: [100] } } as const;
    const { deviation } = drawProblem(problem({ network: wide as never, scale: 0.005 }), own.set);
    const biases = Array.from({ length: 100 }, (_, filter) => deviation[10 * filter + 9]);
    const weights = deviation.filter((_, p) => p >= 1000 || p % 10 !== 9);
    expect(Math.max(...biases.map(Math.abs))).toBeLessThanOrEqual(1 / 3);
    expect(Math.max(...biases.map(Math.abs))).toBeGreaterThan(0.3);
    expect(Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0) / weights.length)).toBeCloseTo(0.005, 3);
  });

  it('has its own part of an own set’s sizes: square images say their channels', () => {
    expect(own.sizes).toMatchObject({ inputs: 36, outputs: 2, channels: 1 });
  });
});

describe('training', () => {
  // The biases learn how frequent the classes are at once: the plateau is chance, 1/4 for two classes.
  it('lets PC leave the plateau near the origin, where BP stays', async () => {
    const { bp, pc, backend } = await lastFrame(raceOf({}));
    const mean = (loss: Float64Array, from: number) => loss.slice(from, from + 10).reduce((sum, value) => sum + value, 0) / 10;
    expect(backend).toBe('reference');
    for (const [run] of [bp, pc]) expect(Math.abs(mean(run.loss, 20) - 0.25)).toBeLessThan(0.04);
    expect(Math.abs(mean(bp[0].loss, 80) - 0.25)).toBeLessThan(0.04);
    expect(mean(pc[0].loss, 80)).toBeLessThan(0.1);
    expect(pc[0].tests!.accuracy.at(-1)).toBe(1);
  });

  it('goes on from a checkpoint with the same numbers as an unbroken run', async () => {
    const half = await lastFrame(raceOf({ iterations: 7 }));
    const resumed = await lastFrame(raceOf({ iterations: 15, resume: half.checkpoint }));
    const unbroken = await lastFrame(raceOf({ iterations: 15 }));
    expect(resumed.bp).toEqual(unbroken.bp);
    expect(resumed.pc).toEqual(unbroken.pc);
  });
});

it('has a landscape on a random plane, whose middle is the start', async () => {
  const race = raceOf({});
  const plane = { kind: 'random', centre: 'start', seed: 0 } as const;
  const request = { ...race, plane, kind: 'landscape' as const, domain: 0.5, resolution: 3, record: [0, 5] };
  for await (const { loss, energyAtStep, equilibratedEnergy, planeDescription } of landscape(request, new Engine(), signal)) {
    expect(energyAtStep[0][4]).toBe(loss[4]);
    expect(energyAtStep[1][4]).toBeLessThan(loss[4]);
    expect(equilibratedEnergy[4]).toBeLessThan(energyAtStep[1][4]);
    expect(planeDescription).toContain('rows as long as the centre’s');
  }
});

it('has a landscape on the plane of its Hessian, along whose last direction F* falls from the saddle', async () => {
  const plane = { kind: 'hessian', centre: 'origin', of: 'energy' } as const;
  const request = { ...raceOf({}), plane, kind: 'landscape' as const, domain: 0.5, resolution: 3, record: [0] };
  for await (const { equilibratedEnergy: heights, planeDescription } of landscape(request, new Engine(), signal)) {
    // Theorem 2: -Sigma_yy for each of the last hidden layer's 4 units; of the 16 samples' one-hot classes half are either.
    expect(planeDescription).toBe('Hessian of F* (max-pools held) at the origin, u: λmax = 0, 138-fold; v: λmin = −0.5, 8-fold');
    expect(heights[1]).toBeLessThan(heights[4]);
    expect(heights[7]).toBeLessThan(heights[4]);
  }
});

describe('what is computed of fully connected networks alone says so', () => {
  const common = { ...raceOf({}), weights: null };
  it.each([
    ['Hessians', () => spectrum({ ...common, kind: 'spectrum', method: 'auto', time: 0 }, signal)],
    ['directions', () => directions({ ...common, kind: 'directions', paths: null }, new Engine(), signal)],
    ['inference', () => inference({ ...common, kind: 'inference', sample: 0 }, new Engine(), signal)],
  ])('%s', async (what, frames) => {
    await expect(frames().next()).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: expect.stringMatching(
        new RegExp(`^${what}.* are computed for fully connected networks without biases alone: 1 convolutions`),
      ),
    });
  });
});

/** Images of 6 x 6 with an upright or a level stripe, and which it is. */
function stripes(count: number): Field[] {
  const pixels = normalStream(3).fill(new Float64Array(count * 36), 0, 0.1);
  for (let i = 0; i < count; i++) {
    const at = i % 6;
    for (let k = 0; k < 6; k++) pixels[36 * i + (Math.floor(i / 6) % 2 === 0 ? 6 * k + at : 6 * at + k)] += 1;
  }
  const labels = Float64Array.from({ length: count }, (_, i) => Math.floor(i / 6) % 2);
  const common = { samples: count, offset: 0 };
  return [
    { ...common, name: 'images', shape: [6, 6], source: pixels, stride: 36 },
    { ...common, name: 'label', shape: [], source: labels, stride: 1 },
  ];
}

function raceOf(changes: Partial<TrainingRequest>): TrainingRequest {
  return {
    kind: 'training',
    problem: {
      network: { widths: [36, 27, 4, 2], activation: 'tanh', convolution },
      data: 'own',
      own: own.sizes.fingerprint,
      initial: 'normal',
      scale: 0.005,
      saddle: { kind: 'origin' },
      seed: 1,
      batchSize: 16,
    },
    plane: { kind: 'random', centre: 'start', seed: 0 },
    start: null,
    inference: { dt: 0.1, steps: 15 },
    backend: 'reference',
    learners: ['bp', 'pc'],
    optimiser: 'sgd',
    learningRates: [{ from: 0, rate: 1 }],
    batches: 'fresh',
    convention: 'matched',
    iterations: 90,
    seeds: 1,
    restarts: 'none',
    compare: false,
    record: [0, 15],
    resume: null,
    ...changes,
  };
}

async function lastFrame(request: TrainingRequest): Promise<TrainingFrame> {
  let last: TrainingFrame | null = null;
  for await (const frame of training(request, new Engine(), signal)) last = frame;
  return last!;
}
