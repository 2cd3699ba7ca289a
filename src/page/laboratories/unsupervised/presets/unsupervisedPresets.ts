/** Unsupervised PC on MNIST: a network that learns to generate digits from latents that inference finds. */

import type { Frames } from '../../../../model/experiments.ts';
import type { Preset } from '../../../../model/preset.ts';

export const unsupervisedPresets = {
  unsupervised: {
    controls: {
      laboratory: 'unsupervised',
      data: 'mnist',
      latent: 256,
      hidden: 2,
      width: 256,
      activation: 'relu',
      initial: 'uniform',
      optimiser: 'adam',
      learningRate: 0.001,
      batchSize: 64,
      iterations: 468,
      steps: 30,
      dt: 0.05, // the published inference time of 150 x 0.01, in a fifth of the steps
    },
    published: {},
    fullSize: {
      controls: { batchSize: 512, steps: 150, dt: 0.01, iterations: 195 },
      label: 'Full size: T = 150, batches of 512, 13 min',
    },
    pace: 20,
    lookFor:
      'Nobody tells this network the digits: it learns to draw images from a latent that inference finds, starting from zero. Watch the ten test digits appear as you slide the inference step, and the latents of 1,000 test images sort themselves by digit.',
    claim: {
      text: 'The latents that inference finds hold the digit: a linear probe reads it from them on at least 80 % of the test images, and it gets better while k-NN gets worse.',
      of: ['unsupervised'],
      measure: digitsFound,
    },
    publishedFacts: [
      'Published on all 60,000 images, 10 epochs with batches of 512, T = 150 steps of 0.01: the probe reaches about 87 %; k-NN (k = 5 among the latest 1,000 latents) starts in the high 80s and falls.',
    ],
  },
} satisfies Record<string, Preset>;

/** Part of the test images whose digit is found from the latent: `after 624 weight steps the probe finds 84.5 %, k-NN 75.8 % (at best 87.0 %) of 1,000 test images`. */
export function digitsFound({ unsupervised }: Frames): string | null {
  const { evaluations } = unsupervised?.curves ?? {};
  if (!evaluations || evaluations.iteration.length === 0) return null;
  const last = evaluations.iteration.length - 1;
  const words = (part: number) => `${(100 * part).toFixed(1)} %`;
  const known = Array.from(evaluations.neighbours).filter((part) => !Number.isNaN(part));
  const best = Math.max(...known);
  const neighbours = known.length === 0 ? '' : `, k-NN ${words(evaluations.neighbours[last])} (at best ${words(best)})`;
  return `after ${evaluations.iteration[last].toLocaleString('en')} weight steps the probe finds ${words(evaluations.probe[last])}${neighbours} of ${evaluations.images[last].toLocaleString('en')} test images`;
}
