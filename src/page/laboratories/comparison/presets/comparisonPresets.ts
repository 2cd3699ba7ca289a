/** “BP and PC, an experimental comparison”: the six models on subsets of two sets of images. */
import type { Controls } from '../../../../model/controls.ts';
import type { Preset } from '../../../../model/preset.ts';
import { comparedOutcomes } from './comparisonClaims.ts';

const compared = (data: 'fashion-mnist' | 'mnist'): Preset => ({
  controls: {
    laboratory: 'comparison',
    data,
    hidden: 8,
    width: 64,
    activation: 'tanh',
    initial: 'uniform',
    optimiser: 'adam',
    learningRate: 0.001,
    relaxedRate: 8e-5, // as published 1e-5 for 32 updates a batch; T / k = 4 here
    iterations: 312,
    steps: 32,
    dt: 0.2,
    plane: 'random',
    centre: 'start',
    resolution: 15,
    surfaceColours: 'log',
  } satisfies Partial<Controls>,
  published: {},
  fullSize: {
    controls: { width: 256, steps: 256, iterations: 3120, relaxedRate: 1e-5 },
    label: 'Full size: width 256, T = 256, a day on a CPU',
  },
  pace: 20,
  lookFor:
    'Eight hidden layers, learnt in six ways from the same weights on the same batches. Watch which of PC’s relaxations keeps up with bp, then compare the loss around what each has learnt: all squares share one scale of colours.',
  claim: {
    text: 'rc3 behaves most like bp; plain, narrow pc stalls; rc2’s surface is convex but steep; rc23’s is rough away from its minimum, and weight decay smooths it.',
    of: ['comparison'],
    measure: comparedOutcomes,
  },
  publishedFacts: [
    'Published on Fashion-MNIST with 8 hidden layers of 256 and 1024 units, T = 256, k = 8, rc23 at a learning rate of 1e-5; width 64 and T = 32 on the first 10,000 images here, with rc23’s rate 8 times as large for 8 times fewer updates.',
  ],
});

export const comparisonPresets = { 'comparison-fashion': compared('fashion-mnist'), 'comparison-mnist': compared('mnist') };
