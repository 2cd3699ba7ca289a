/** The experiments about training itself, Figures 1, 5, 6 and 12: each watches the training curves. */
import type { Controls } from '../../../../model/controls.ts';
import type { Preset } from '../../../../model/preset.ts';
import { completedByBoth, energyAgreement, escapeSpread } from './claims.ts';

/** A linear network with PyTorch's default weights on MNIST-1D, trained by Adam; the deeper, the more inference steps to rest. */
const figure1 = (hidden: number, steps: number, inference: string, widest: string): Preset => ({
  controls: {
    hidden,
    width: 16,
    data: 'mnist-1d',
    initial: 'uniform',
    learningRate: 0.001,
    optimiser: 'adam',
    iterations: 100,
    steps,
    dt: 0.3,
    plane: 'random',
    centre: 'start',
    domain: 0.5,
    resolution: 15,
    metric: 'energy',
  },
  published: {},
  // With dt = 0.3 inference turns unstable where training begins: the activities' largest curvature rises beyond 2 / 0.3. As long in time.
  fullSize: {
    controls: { data: 'mnist', width: 300, dt: 0.2, steps: 1.5 * steps },
    label: `Full size: MNIST, width 300, ${widest}`,
  },
  pace: 20,
  lookFor: `A linear network of ${hidden} hidden layers learns MNIST-1D, generated here. Theorem 1 (dashed) says where inference will end, at every iteration of training: PC’s energy after inference lies on it, ${inference}. Slide “Inference steps” down to 5: the gap is the inference that is missing. Width 16 here; width 300 on images in the paper.`,
  claim: {
    text: 'At every iteration of training the energy that inference comes to rest at is Theorem 1’s F*.',
    of: ['training'],
    measure: energyAgreement,
  },
  publishedFacts: [
    'Published on MNIST, Fashion-MNIST and CIFAR-10 with H = 2, 5, 10 and width 300, energies without the ½. The data here are MNIST-1D; full size is on MNIST, and “Data” has Fashion-MNIST.',
  ],
});

/** 3-4-4-4-3 on y = −x from ten seeds: PC's published step is 0.001 on a sum over 64 samples. */
const toy = {
  hidden: 3,
  width: 4,
  dimension: 3,
  scale: 0.1,
  learningRate: 0.064,
  steps: 50,
  seeds: 10,
  iterations: 300,
  curveScale: 'log',
  compare: 'both',
} as const satisfies Partial<Controls>;

/** For “two weights”: from one hidden unit to two outputs, as in Figure 2, right. */
const toyAxes = ['4.1.1', '4.2.1'] as const;

const toyPublished = {
  learningRate: 0.001,
  stopping: 'published',
  iterations: 12000,
  seeds: 3,
  compare: 'none',
} as const satisfies Partial<Controls>;

export const trainingPresets = {
  'figure-1': figure1(5, 60, 'once it has had time to settle', 'some minutes on a CPU'),
  'figure-1-2': figure1(2, 40, 'which two layers reach soon', 'a minute or two on a CPU'),
  'figure-1-10': figure1(10, 120, 'but ten layers take many steps to get there', 'half an hour on a CPU'),
  'figure-5-toy': {
    controls: toy,
    axes: toyAxes,
    published: toyPublished,
    fullSize: {
      controls: { scale: 0.005, seeds: 10, iterations: 80000, curveScale: 'log' },
      label: 'σ = 0.005: 80,000 steps, many minutes',
    },
    pace: 50,
    lookFor:
      'Figure 5’s experiment on the toy net 3-4-4-4-3, from ten seeds near the origin. The dashed curve is BP as the other convention scales it, over the same PC: most of the published gap is the scale. Then let σ fall to 0.005: PC’s advantage is real, and grows.',
    claim: {
      text: 'PC escapes the origin sooner than BP under both conventions; how much of a gap is the gradients’ scale shows between them.',
      of: ['training'],
      measure: escapeSpread,
    },
    publishedFacts: [
      'Escape times, median (min to max) of 10 seeds, σ = 0.1: PC 44 (27 to 62); BP as published 8,930 (4,864 to 22,543); BP matched 95 (53 to 238).',
      'σ = 0.005: PC 269 (213 to 306); BP matched 38,525 (21,602 to over 80,000).',
      'The paper’s own nets: 4 hidden layers of 500 on MNIST and Fashion-MNIST, where the factor is 320.',
    ],
  },
  'figure-6': {
    controls: {
      hidden: 3,
      width: 30,
      data: 'matrix-completion',
      batchSize: 10,
      batches: 'fixed',
      scale: 0.009,
      learningRate: 0.02,
      steps: 50,
      stopping: 'published',
      iterations: 14000,
      seed: 0,
      restarts: 'plateaus',
      curveScale: 'log',
      plane: 'random',
      domain: 1,
      resolution: 15,
    },
    published: { learningRate: 0.01, iterations: 140000 },
    fullSize: {
      controls: { width: 100, scale: 0.005 },
      label: 'Full size: width 100, minutes on a CPU',
    },
    pace: 400,
    lookFor:
      'The published target, of rank 3, a fifth of it hidden from the input and from BP. BP goes from saddle to saddle: its loss rests at 1.1 and 0.13, where the product has learnt one direction, then two. PC does not rest; and started again from each of BP’s plateaus it leaves at once. Matched means the scale alone: BP’s rate × 50 against PC’s, both at a fifth of PC’s published rate, since BP diverges at all of it; the mask stays BP’s, PC sees the whole target. Width 30 here, 100 in the paper.',
    claim: {
      text: 'PC escapes the saddles of rank 0, 1 and 2 at which BP rests: it completes the matrix from the start and from each plateau in fewer iterations.',
      of: ['training'],
      measure: completedByBoth,
    },
    publishedFacts: [
      'As the published code prints them, width 100: BP’s plateaus 1.096 and 0.126, its end between 92,000 and 94,000 iterations; PC from the start and from both plateaus in fewer than 2,000.',
      'Escape times of seeds 0 to 3 at width 100: BP takes 401 to 512 times as many iterations as PC as published, 10.3 to 12.2 times matched.',
    ],
  },
  'figure-12-toy': {
    controls: { ...toy, saddle: 'zero-rank' },
    axes: toyAxes,
    published: toyPublished,
    pace: 50,
    lookFor:
      'Figure 5’s training from another saddle: all layers near zero but the penultimate (Theorem 3). PC leaves this one too, and sooner than BP; the dashed curve is BP as the other convention scales it.',
    claim: {
      text: 'PC escapes a zero-rank saddle other than the origin sooner than BP under both conventions.',
      of: ['training'],
      measure: escapeSpread,
    },
    publishedFacts: ['Published for the nets of Figure 5, on MNIST, Fashion-MNIST and CIFAR-10.'],
  },
} satisfies Record<string, Preset>;
