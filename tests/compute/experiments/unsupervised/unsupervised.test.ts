import { beforeAll, describe, expect, it } from 'vitest';
import { keepOwnSet } from '../../../../src/compute/datasets/files/latestOwnSet.ts';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { imageSetOf, shadesOf } from '../../../../src/compute/experiments/unsupervised/imageSet.ts';
import { unsupervised } from '../../../../src/compute/experiments/unsupervised/unsupervised.ts';
import { uniformStream } from '../../../../src/compute/math/random.ts';
import type { Problem } from '../../../../src/model/problem/problem.ts';
import type { UnsupervisedRequest } from '../../../../src/model/unsupervised/experiments.ts';
import {
  interpolationSteps,
  latentPairs,
  type UnsupervisedFrame,
} from '../../../../src/model/unsupervised/unsupervisedFrames.ts';
import { madeSet } from '../../datasets/files/fields.ts';

const side = 4;
const samples = 150;
let own = 0; // fingerprint

/** Images of three classes: a bright row, a bright column or a bright diagonal, on noise, with pixels of 10 to 30. */
beforeAll(() => {
  const uniform = uniformStream(1);
  const pixels = Float64Array.from({ length: samples * side * side }, (_, k) => {
    const [i, row, column] = [Math.floor(k / side ** 2), Math.floor((k % side ** 2) / side), k % side];
    const bright = [row === 1, column === 2, row === column][i % 3];
    return 10 + (bright ? 16 : 0) + 4 * uniform();
  });
  const fields = [
    { name: 'image', shape: [side, side], samples, source: pixels, offset: 0, stride: side ** 2 },
    { name: 'label', shape: [], samples, source: Float64Array.from({ length: samples }, (_, i) => i % 3), offset: 0, stride: 1 },
  ];
  const set = madeSet(fields, { inputs: [0], targets: [1], oneHot: true, standardise: true }, 'bars.npz');
  keepOwnSet(Promise.resolve(set));
  own = set.sizes.fingerprint;
});

const request = (change: Partial<UnsupervisedRequest> = {}, problem: Partial<Problem> = {}): UnsupervisedRequest => ({
  kind: 'unsupervised',
  problem: {
    network: { widths: [6, 8, side ** 2], activation: 'relu', biases: true, inputs: 'free' },
    data: 'own',
    own,
    initial: 'uniform',
    scale: 1,
    saddle: { kind: 'origin' },
    seed: 0,
    batchSize: 20,
    ...problem,
  },
  inference: { dt: 0.1, steps: 10 },
  backend: 'reference',
  learningRate: 0.01,
  iterations: 40,
  sparsity: 0,
  record: [0, 5, 10],
  resume: null,
  ...change,
});

const run = (asked: UnsupervisedRequest) => unsupervised(asked, new Engine(), new AbortController().signal);

async function allFrames(asked: UnsupervisedRequest): Promise<UnsupervisedFrame[]> {
  const frames: UnsupervisedFrame[] = [];
  for await (const frame of run(asked)) frames.push(frame);
  return frames;
}
const last = async (asked: UnsupervisedRequest) => (await allFrames(asked)).at(-1)!;

describe('unsupervised PC', () => {
  it('finds latents that hold the class, without having been told it: chance is a third', async () => {
    const frames = await allFrames(request({ iterations: 150 }));
    const { curves, iteration, checkpoint, trainingCount } = frames.at(-1)!;
    expect([iteration, curves.energy.length, checkpoint!.iteration, trainingCount]).toEqual([150, 150, 150, 120]);
    expect(curves.energy[149]).toBeLessThan(curves.energy[0] / 5);
    expect(curves.evaluations.probe.at(-1)).toBeGreaterThan(0.8);
    expect(curves.evaluations.neighbours.at(-1)).toBeGreaterThan(0.8);
  });

  it('sends the test images once, and each evaluation once', async () => {
    const frames = await allFrames(request());
    const told = frames.filter(({ images }) => images !== null);
    expect(told).toEqual([frames[0]]);
    const { shades, labels, digits, height, width } = told[0].images!;
    expect([shades.length, labels.length, height, width]).toEqual([30 * side ** 2, 30, side, side]);
    expect([...labels.slice(0, 3)]).toEqual([1, 0, 2]); // every fifth sample is tested on: 4, 9, 14
    expect([...digits]).toEqual([1, 0, 2]); // by class
    const evaluations = frames.filter(({ evaluation }) => evaluation !== null);
    expect(evaluations.map(({ evaluation }) => evaluation!.iteration)).toEqual([...frames.at(-1)!.curves.evaluations.iteration]);
  });

  it('draws reconstructions at every recorded step, samples, and the way between each two digits', async () => {
    const frames = await allFrames(request());
    const evaluation = frames.findLast((frame) => frame.evaluation)!.evaluation!;
    expect(evaluation.reconstructions.map(({ length }) => length)).toEqual([0, 5, 10].map(() => 3 * side ** 2));
    expect(evaluation.samples.length).toBe(20 * side ** 2);
    expect(evaluation.interpolations).toHaveLength(latentPairs(3).length);
    const pixels = (shades: Uint8Array, step: number) => shades.slice(step * side ** 2, (step + 1) * side ** 2);
    const [oneToTwo, oneToThree, twoToThree] = evaluation.interpolations;
    const end = interpolationSteps - 1;
    expect(pixels(oneToTwo, 0)).toEqual(pixels(oneToThree, 0));
    expect(pixels(oneToTwo, end)).toEqual(pixels(twoToThree, 0));
    expect(pixels(oneToThree, end)).toEqual(pixels(twoToThree, end));
    expect(pixels(oneToTwo, 0)).not.toEqual(pixels(oneToTwo, end));
  });

  it('goes on after a stop with the same numbers as an unbroken run', async () => {
    const unbroken = await last(request());
    const { checkpoint } = await last(request({ iterations: 16 }));
    const resumed = await last(request({ resume: checkpoint }));
    const withoutOldEnd = (frame: UnsupervisedFrame) => ({ ...frame.checkpoint, curves: frame.checkpoint!.curves.energy });
    expect(withoutOldEnd(resumed)).toEqual(withoutOldEnd(unbroken));
    expect(resumed.curves.evaluations).toEqual(unbroken.curves.evaluations);
  });

  it('goes on with other settings, and says from when on they hold', async () => {
    const { checkpoint } = await last(request({ iterations: 8 }));
    const { curves } = await last(
      request({ resume: checkpoint, inference: { dt: 0.05, steps: 20 }, sparsity: 0.01, iterations: 12 }),
    );
    expect(curves.settings).toEqual([
      { from: 0, dt: 0.1, steps: 10, learningRate: 0.01, sparsity: 0 },
      { from: 8, dt: 0.05, steps: 20, learningRate: 0.01, sparsity: 0.01 },
    ]);
    expect(curves.energy.length).toBe(12);
  });

  it('has no k-NN until its buffer holds five', async () => {
    const { curves } = await last(request({ iterations: 4 }, { batchSize: 2 }));
    expect([...curves.evaluations.iteration]).toEqual([1, 2, 4]);
    expect([...curves.evaluations.neighbours].map(Number.isNaN)).toEqual([true, true, false]);
  });

  it('stops where it diverges, and goes on from there with a smaller step', async () => {
    const { divergedAt, checkpoint, curves } = await last(request({ inference: { dt: 1.9, steps: 60 } }));
    expect(divergedAt).toBeGreaterThanOrEqual(0);
    expect(curves.energy.length).toBe(divergedAt + 1);
    expect(checkpoint!.iteration).toBe(divergedAt);
    const resumed = await last(request({ resume: checkpoint }));
    expect([resumed.divergedAt, resumed.curves.energy.length]).toEqual([-1, 40]);
  });

  it.each([
    ['no steps', () => request({ inference: { dt: 0.1, steps: 0 } }), 'invalid steps: 0 (expected 1 or more'],
    ['series', () => request({}, { data: 'mnist-1d' }), 'invalid data: MNIST-1D are no images (expected MNIST, Fashion-MNIST'],
    ['toys', () => request({}, { data: 'negation' }), 'invalid data: y = −x are no images'],
    [
      'another size',
      () => request({}, { network: { widths: [6, 8, 9], activation: 'relu', biases: true, inputs: 'free' } }),
      'invalid widths: 6-8-9 (expected 16 outputs, the pixels of an image)',
    ],
    [
      'clamped inputs',
      () => request({}, { network: { widths: [6, 8, 16], activation: 'relu', biases: true } }),
      'invalid inputs: clamped (expected free',
    ],
  ])('refuses %s', async (_what, asked, message) => {
    await expect(run(asked()).next()).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: expect.stringContaining(message),
    });
  });
});

describe('images', () => {
  it('are as bright as 0 to 1, however the file had them', async () => {
    const set = await imageSetOf({ data: 'own', own }, new AbortController().signal);
    const bright = set.brightness(Float64Array.from(set.train.x));
    expect([Math.min(...bright), Math.max(...bright)]).toEqual([0, 1]);
  });
  it('are drawn in bytes, held between black and white, colours as their mean', () => {
    expect([...shadesOf(Float64Array.of(-0.5, 0, 0.5, 2), 2, 1)]).toEqual([0, 0, 128, 255]);
    expect([...shadesOf(Float64Array.of(0, 1, 0.9, 1, 0.3, 1), 2, 3)]).toEqual([102, 255]);
  });
});
