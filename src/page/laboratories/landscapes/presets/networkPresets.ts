/** Real networks on images, Figure 5 and the experiments about default starts and depth: each watches the training curves. */
import type { Controls } from '../../../../model/controls.ts';
import type { Preset } from '../../../../model/preset.ts';
import { escapeSpread, gradientNorms, testAccuracy } from './claims.ts';

const onMnist = {
  data: 'mnist',
  plane: 'random',
  centre: 'start',
  resolution: 15,
} as const satisfies Partial<Controls>;

/** Four hidden tanh layers near a saddle, as Figures 5, 11 and 12 train them, at a fifth of their width. */
const nearSaddle = {
  ...onMnist,
  hidden: 4,
  width: 100,
  activation: 'tanh',
  scale: 0.005,
  learningRate: 0.064, // the published 0.001 on a sum over 64 samples
  steps: 50,
  stopping: 'published',
  iterations: 1000,
} as const satisfies Partial<Controls>;

const nearSaddlePublished = {
  published: { learningRate: 0.001 },
  fullSize: {
    controls: { width: 500, iterations: 5495, ending: 'plateau' },
    label: 'Full size: width 500, 35 epochs, hours on a CPU',
  },
  pace: 20,
} as const satisfies Partial<Preset>;

const sizeFact =
  'Published with 4 hidden layers of 500 on MNIST and Fashion-MNIST, up to 35 epochs of 60,000 images; width 100 and the first 10,000 images here.';

interface TenLayers {
  activation: Controls['activation'];
  /** The best of those searched by test accuracy; docs/results.md has the table. */
  rates: { bp: number; pc: number };
  /** The search's finding for this activation. */
  found: string;
  claim: string;
}

/** Section B's ten weight layers on MNIST, each learner at its own best rate of plain gradient descent. */
const tenLayers = ({ activation, rates: { bp, pc }, found, claim }: TenLayers): Preset => ({
  controls: {
    ...onMnist,
    hidden: 9,
    width: 64,
    activation,
    initial: 'uniform',
    learningRate: bp,
    pcRate: Number((pc / bp).toPrecision(2)),
    steps: 50,
    iterations: 785,
  },
  published: {},
  fullSize: { controls: { width: 128 }, label: 'Width 128, some minutes on a CPU' },
  pace: 20,
  lookFor: `Ten ${activation} layers on MNIST, each learner at its own best rate of plain gradient descent: ${bp} for BP, ${pc} for PC. ${found} “PC’s rate over BP’s” at 1 gives both one rate.`,
  claim: { text: claim, of: ['training'], measure: testAccuracy },
  publishedFacts: [
    'Published for linear, tanh and relu, each learner at its own best learning rate. The rates here were searched at width 64, over five epochs of 10,000 images.',
  ],
});

export const networkPresets = {
  'figure-5': {
    ...nearSaddlePublished,
    controls: nearSaddle,
    lookFor:
      'A tanh network on MNIST, started near the origin. PC’s training loss leaves its plateau while BP’s has not moved; “as published” widens the gap, since there PC’s gradient is 320 times BP’s. Try linear and relu.',
    claim: {
      text: 'From near the origin PC leaves the saddle of a deep network on images, and BP stays.',
      of: ['training'],
      measure: escapeSpread,
    },
    publishedFacts: [sizeFact],
  },
  'figure-11': {
    ...nearSaddlePublished,
    controls: { ...nearSaddle, metric: 'gradientNorm', curveScale: 'log' },
    lookFor:
      'The gradient norms of Figure 5’s training. Near the origin BP’s gradient is a product of all other layers, so next to nothing; PC’s last layer alone feels the curvature of F*, and its gradient grows from the first step. “Gradient norms by layer” shows where it begins.',
    claim: {
      text: 'Near the origin PC’s gradient is orders of magnitude larger than BP’s, whatever the scale between them.',
      of: ['training'],
      measure: gradientNorms,
    },
    publishedFacts: [sizeFact],
  },
  'figure-12': {
    ...nearSaddlePublished,
    controls: { ...nearSaddle, saddle: 'zero-rank' },
    lookFor:
      'Figure 5’s training from another zero-rank saddle: all layers near zero but the penultimate, drawn from the seed (Theorem 3). PC leaves this saddle too while BP rests. Try linear and relu.',
    claim: {
      text: 'From near a zero-rank saddle other than the origin PC leaves, and BP stays.',
      of: ['training'],
      measure: escapeSpread,
    },
    publishedFacts: [sizeFact],
  },
  'figure-5-convolutional': {
    controls: {
      ...onMnist,
      hidden: 4,
      width: 32,
      convolutions: 3,
      channels: 4,
      activation: 'tanh',
      scale: 0.02,
      learningRate: 1.5,
      batchSize: 32,
      steps: 10,
      dt: 0.4,
      stopping: 'published',
      iterations: 150,
    },
    published: { learningRate: 0.047 }, // 1.5 on a mean over 32 samples
    fullSize: {
      controls: {
        channels: 64,
        width: 512,
        scale: 0.005,
        learningRate: 0.064,
        batchSize: 64,
        steps: 50,
        dt: 0.1,
        iterations: 5495,
        ending: 'plateau',
      },
      label: 'Full size: 64 channels, days on a CPU',
    },
    pace: 10,
    lookFor:
      'Three convolutions with max-pools, then a fully connected layer, started near the origin: the net that Figure 5 trains on CIFAR-10, here with fewer channels and on MNIST. The biases learn at once how frequent the classes are (0.45); PC leaves that plateau while BP stays. For CIFAR-10 itself drop its binary batches on the page, choose this experiment again, and “own data” under “Data”.',
    claim: {
      text: 'From near the origin PC leaves the saddle of a convolutional network, and BP stays.',
      of: ['training'],
      measure: escapeSpread,
    },
    publishedFacts: [
      'Published on CIFAR-10 with 64, 128 and 256 channels and a fully connected layer of 4,096 (512 here at full size), σ = 0.005, up to 35 epochs of 50,000 images; the biases of the convolutions keep PyTorch’s default start, and are learnt.',
    ],
  },
  'mnist-default': {
    controls: {
      ...onMnist,
      hidden: 2,
      width: 128,
      activation: 'relu',
      initial: 'uniform',
      optimiser: 'adam',
      learningRate: 0.001,
      iterations: 785,
      metric: 'accuracy',
    },
    published: {},
    pace: 40,
    lookFor:
      'The usual start, PyTorch’s default weights, lies far from the saddle: BP and PC learn MNIST alike. The curve is the accuracy on 2,000 test images that nothing is learnt from, after every epoch of 10,000.',
    claim: {
      text: 'From the default start both learners classify at least 93 % of the test images after five epochs.',
      of: ['training'],
      measure: testAccuracy,
    },
    publishedFacts: [
      'The paper gives 0.818, 0.796 and 0.837 after 100 iterations on MNIST, for linear networks of width 300 with 2, 5 and 10 hidden layers.',
    ],
  },
  'ten-layers': tenLayers({
    activation: 'tanh',
    rates: { bp: 0.56, pc: 10 },
    found: 'At its best rate BP is ahead; near the origin, where Figure 5 starts, it is not.',
    claim: 'From the default start, each at its own best rate, BP learns ten tanh layers better than PC.',
  }),
  'ten-layers-linear': tenLayers({
    activation: 'linear',
    rates: { bp: 0.32, pc: 10 },
    found: 'PC’s best rate is thirty times BP’s, which diverges at 1.',
    claim: 'From the default start, each at its own best rate, both learn ten linear layers alike.',
  }),
  'ten-layers-relu': tenLayers({
    activation: 'relu',
    rates: { bp: 1, pc: 10 },
    found:
      'relu lets half of each layer’s signal through, so that the default start lies near the saddle: BP rests there for long, PC leaves.',
    claim: 'From the default start, each at its own best rate, PC learns ten relu layers where BP stays behind.',
  }),
} satisfies Record<string, Preset>;
