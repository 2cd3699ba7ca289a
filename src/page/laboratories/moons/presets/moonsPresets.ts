/** The experiments on two moons, after "Analysis of PC networks": the laboratory of that name. */
import type { Controls } from '../../../../model/controls.ts';
import type { Preset } from '../../../../model/preset.ts';
import { bestRates, decisionAccuracy, ratioFall } from './moonsClaims.ts';

/** 2-h-h-h-2 with biases, leaky relu, cross-entropy; four epochs of 512 points. */
const twoMoons: Partial<Controls> = {
  laboratory: 'moons',
  data: 'two-moons',
  hidden: 3,
  width: 64,
  activation: 'leaky_relu',
  initial: 'uniform',
  optimiser: 'adamw',
  learningRate: 0.01,
  batchSize: 64,
  iterations: 32,
};

export const moonsPresets = {
  'moons-rates': {
    controls: { ...twoMoons, moonsView: 'rates', steps: 8, dt: 0.03, widest: 256, seeds: 3 },
    published: {},
    fullSize: {
      controls: { widest: 2048, seeds: 5 },
      label: 'Full size: h up to 2048, five seeds, 15 min',
    },
    pace: 8,
    lookFor:
      'Each curve is one width. Narrow networks learn at almost any activity learning rate; the wider they are, the earlier the curve breaks down on the right, so that the best rate (ringed) moves left. BP, at the left edge, has no such rate.',
    claim: {
      text: 'The best activity learning rate falls as the width grows, while BP’s accuracy hardly depends on the width once the network is wide enough.',
      of: ['activityRates'],
      measure: bestRates,
    },
    publishedFacts: [
      'Published best rate and accuracy by width: 16 0.03 91.0; 32 0.03 94.9; 64 0.003 96.9; 128 0.01 97.7; 256 0.001 96.9; 512 0.005 97.3; 1024 0.005 96.1; 2048 0.001 89.5.',
      'T = 8 inference steps, SGD on activities, AdamW 0.01 on weights, batch 64, 4 epochs; one run a point.',
    ],
  },
  'moons-variances': {
    controls: { ...twoMoons, moonsView: 'variances', steps: 16, dt: 0.2, widest: 800, seeds: 1 },
    published: {},
    fullSize: {
      controls: { widest: 1600, seeds: 3 },
      label: 'Full size: h up to 1600, three seeds, 5 min',
    },
    pace: 8,
    lookFor:
      'How much less the second weight layer’s gradient varies than the third’s. At the left the activity step is divided by the batch size, as in the published run: the wider the network, the lower the curve. At the right it is not: change “Step size” to see when that is stable.',
    claim: {
      text: 'The wider the network, the smaller the lower layer’s part of what PC learns: var(dW₂)/var(dW₃) falls by more than an order of magnitude from h = 50 to 1600.',
      of: ['activityRates'],
      measure: ratioFall,
    },
    publishedFacts: [
      'Published mean of var(dW₂)/var(dW₃) at T = 16: 1.7e-3 at h = 50, 1.2e-3 at 200, 1.9e-4 at 800, 3.8e-5 at 1600.',
      'The published run divides the activity step by the batch size in this part only; its activity learning rate is not said. Of those that we tried 0.2 comes closest.',
    ],
  },
  'moons-network': {
    controls: { ...twoMoons, moonsView: 'network', steps: 8, dt: 0.03 },
    published: {},
    pace: 6,
    lookFor:
      'BP and PC learn the same batches from the same start: watch the line between the classes bend into the moons. Click a training point to see its activities; widen the network or raise “Step size” until PC’s line breaks while BP’s does not.',
    claim: {
      text: 'At a suitable activity learning rate PC classifies as well as BP after the same 32 weight steps.',
      of: ['decision'],
      measure: decisionAccuracy,
    },
    publishedFacts: ['Published for h = 64: 96.9 % at the best activity learning rate, 0.003.'],
  },
} satisfies Record<string, Preset>;
