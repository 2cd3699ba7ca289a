/** Real networks on images, Figure 5 and the experiments about default starts and depth: each watches the training curves. */
import type { Parameters } from '../../model/parameters.ts';
import { escapeSpread, gradientNorms, testAccuracy } from './claims.ts';
import type { Preset } from './preset.ts';

const onMnist = {
  data: 'mnist',
  plane: 'random',
  centre: 'start',
  resolution: 15,
} as const satisfies Partial<Parameters>;

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
} as const satisfies Partial<Parameters>;

const nearSaddlePublished = {
  published: { learningRate: 0.001 },
  fullSize: {
    parameters: { width: 500, iterations: 5495, ending: 'plateau' },
    label: 'Full size: width 500, 35 epochs, hours on a CPU',
  },
  pace: 20,
} as const satisfies Partial<Preset>;

const sizeFact =
  'Published with 4 hidden layers of 500 on MNIST and Fashion-MNIST, up to 35 epochs of 60,000 images; width 100 and the first 10,000 images here.';

export const networkPresets = {
  'figure-5': {
    ...nearSaddlePublished,
    parameters: nearSaddle,
    lookFor:
      'A tanh network on MNIST, started near the origin. PC’s training loss leaves its plateau while BP’s has not moved; “as published” widens the gap, since there PC’s gradient is 320 times BP’s. Try linear and relu.',
    claim: {
      text: 'From near the origin PC leaves the saddle of a deep network on images, and BP stays.',
      measure: escapeSpread,
    },
    publishedFacts: [sizeFact],
  },
  'figure-11': {
    ...nearSaddlePublished,
    parameters: { ...nearSaddle, metric: 'gradientNorm', curveScale: 'log' },
    lookFor:
      'The gradient norms of Figure 5’s training. Near the origin BP’s gradient is a product of all other layers, so next to nothing; PC’s last layer alone feels the curvature of F*, and its gradient grows from the first step. “Gradient norms by layer” shows where it begins.',
    claim: {
      text: 'Near the origin PC’s gradient is orders of magnitude larger than BP’s, whatever the scale between them.',
      measure: gradientNorms,
    },
    publishedFacts: [sizeFact],
  },
  'figure-12': {
    ...nearSaddlePublished,
    parameters: { ...nearSaddle, saddle: 'zero-rank' },
    lookFor:
      'Figure 5’s training from another zero-rank saddle: all layers near zero but the penultimate, drawn from the seed (Theorem 3). PC leaves this saddle too while BP rests. Try linear and relu.',
    claim: {
      text: 'From near a zero-rank saddle other than the origin PC leaves, and BP stays.',
      measure: escapeSpread,
    },
    publishedFacts: [sizeFact],
  },
  'figure-5-convolutional': {
    parameters: {
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
      parameters: {
        channels: 64,
        width: 4096,
        scale: 0.005,
        learningRate: 0.064,
        batchSize: 64,
        steps: 50,
        dt: 0.1,
        iterations: 5495,
        ending: 'plateau',
      },
      label: 'Full size: 64 to 256 channels and 4,096 units, days on a CPU',
    },
    pace: 10,
    lookFor:
      'Three convolutions with max-pools, then a fully connected layer, started near the origin: the net that Figure 5 trains on CIFAR-10, here with fewer channels and on MNIST. The biases learn at once how frequent the classes are (0.45); PC leaves that plateau while BP stays. For CIFAR-10 itself drop its binary batches on the page, choose this experiment again, and “own data” under “Data”.',
    claim: {
      text: 'From near the origin PC leaves the saddle of a convolutional network, and BP stays.',
      measure: escapeSpread,
    },
    publishedFacts: [
      'Published on CIFAR-10 with 64, 128 and 256 channels and a fully connected layer of 4,096, σ = 0.005, up to 35 epochs of 50,000 images; the biases of the convolutions keep PyTorch’s default start, and are learnt.',
    ],
  },
  'mnist-default': {
    parameters: {
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
      measure: testAccuracy,
    },
    publishedFacts: [
      'The paper gives 0.818, 0.796 and 0.837 after 100 iterations on MNIST, for linear networks of width 300 with 2, 5 and 10 hidden layers.',
    ],
  },
  'ten-layers': {
    parameters: {
      ...onMnist,
      hidden: 9,
      width: 64,
      activation: 'tanh',
      initial: 'uniform',
      optimiser: 'adam',
      learningRate: 0.001,
      steps: 50,
      iterations: 785,
    },
    published: {},
    fullSize: { parameters: { width: 128 }, label: 'Width 128, some minutes on a CPU' },
    pace: 20,
    lookFor:
      'Ten weight layers on MNIST. PC’s gradient at the end of inference is nearly one Newton step away from BP’s: with depth it learns where BP is slow. Try linear and relu, and each learner’s own best learning rate.',
    claim: {
      text: 'After five epochs a ten-layer network classifies as well when it learns by PC as by BP.',
      measure: testAccuracy,
    },
    publishedFacts: [
      'Published for linear, tanh and relu, each learner at its own best learning rate; both share one here, until “PC’s rate over BP’s” is moved.',
    ],
  },
} satisfies Record<string, Preset>;
