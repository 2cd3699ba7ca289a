/** The experiments about curvature at saddles, Figures 3, 4, 8, 9 and 10: each opens the spectrum. */
import type { Controls } from '../../../../model/controls.ts';
import type { Preset } from '../../../../model/preset.ts';
import { spectrumAgainstTheory } from './claims.ts';

const aboutTheScale = (outputs: number): string =>
  `As published the loss is a mean over its ${outputs} outputs too, which makes its eigenvalues ${outputs} times smaller than here; the energy’s are the same.`;

/** All of these experiments start near the saddle, at a rate at which both learners stay stable. */
const atTheSaddle: Partial<Controls> = {
  panel: 'spectrum',
  plane: 'coordinates',
  iterations: 200,
  learningRate: 0.064,
  steps: 50,
  domain: 1,
};

interface Column {
  controls: Partial<Controls>;
  axes?: Preset['axes'];
  published?: Partial<Controls>;
  lookFor: string;
  claim: string;
  publishedFacts: string[];
}

const preset = ({ controls, axes, published = {}, lookFor, claim, publishedFacts }: Column): Preset => ({
  controls: { ...atTheSaddle, ...controls },
  axes: axes ?? twoOutputs(controls.hidden),
  published,
  pace: 40,
  lookFor,
  claim: { text: claim, of: ['spectrum'], measure: spectrumAgainstTheory },
  publishedFacts,
});

const strictAtEveryDepth =
  'At the origin the Hessian of F* is −Σyy ⊗ I in its last block: λmin is at most −λmax(Σyy), however deep the network (Theorem 2).';

const strictAtZeroRank =
  'At a zero-rank saddle with only W_{L−1} ≠ 0 the Hessian of F* is −Σyy ⊗ (I + W_{L−1} W_{L−1}ᵀ) in the last block: strict too (Theorem 3).';

const onClasses = (data: Controls['data'], hidden: number, width: number): Partial<Controls> => ({
  data,
  hidden,
  width,
  learningRate: 0.1,
  scale: 0.01,
});

const mnist1dNote = 'Published on MNIST and MNIST-1D; MNIST-1D is generated here as its authors generate it.';
const mnistNote = 'Published on the whole of MNIST; here on a batch of its first 10,000 training images.';
const shiftNote = 'The published eigenvalues of the loss are shifted by 10⁻³ for H > 2; ours are not.';

/** Weights of the last layer from the first hidden unit to two outputs (for H = 1, one weight of each layer): where the curvature is. */
function twoOutputs(hidden = 1): Preset['axes'] {
  return hidden === 1 ? ['1.1.1', '2.1.1'] : [`${hidden + 1}.1.1`, `${hidden + 1}.2.1`];
}

export const hessianPresets = {
  'figure-3-1': preset({
    controls: { hidden: 1, width: 10, dimension: 2 },
    lookFor:
      'One hidden layer: the loss has a saddle at the origin, in the cross block of W₁ and W₂. Slide “Inference time” from 0: the energy adds its last block, and λmin falls further.',
    claim: strictAtEveryDepth,
    publishedFacts: [
      'Published column [1, 10], d = 2: both spectra have negative eigenvalues, the energy’s further out.',
      aboutTheScale(2),
    ],
  }),
  'figure-3-2': preset({
    controls: { hidden: 2, width: 5, dimension: 2 },
    lookFor:
      'Two hidden layers: the Hessian of the loss is zero, so that gradient descent hardly moves at this saddle. Slide “Inference time” from 0 and watch the energy’s last block grow to −Σyy ⊗ I.',
    claim: strictAtEveryDepth,
    publishedFacts: [
      'Published column [2, 5], d = 2: the loss’s spectrum is one bar at 0; the energy’s has a second one below −2.',
      aboutTheScale(2),
    ],
  }),
  'figure-3-3': preset({
    controls: { hidden: 3, width: 4, dimension: 3 },
    lookFor:
      'Three hidden layers: still only the last block of the energy’s Hessian is curved, as the outline predicts, and each eigenvalue of −Σyy comes once for every unit of the last hidden layer.',
    claim: strictAtEveryDepth,
    publishedFacts: [
      'Published column [3, 4], d = 3: the loss’s spectrum is one bar at 0; the energy’s has a second one near −3.',
      aboutTheScale(3),
    ],
  }),
  'figure-3-4': preset({
    controls: { hidden: 4, width: 4, dimension: 3, data: 'kept' },
    published: { data: 'noise' },
    lookFor:
      'Four hidden layers, and a second output of its own sign: y₂ = x₂. “As published” draws y₂ as independent noise, as the notebook does: then −Σyy has two strong directions, and the energy two negative bars.',
    claim: strictAtEveryDepth,
    publishedFacts: [
      'The text has y₂ = x₂ (“matched” here); the published notebook draws y₂ as independent noise (“as published”).',
      aboutTheScale(3),
    ],
  }),
  'figure-4-1': preset({
    controls: { ...onClasses('mnist-1d', 1, 100) },
    lookFor:
      'Figure 3’s Hessians on data: one batch of 64 series of MNIST-1D. With 5,000 parameters the spectra come from products with the Hessians (Lanczos); theory’s ends are dashed.',
    claim: strictAtEveryDepth,
    publishedFacts: [mnist1dNote, aboutTheScale(10)],
  }),
  'figure-4-2': preset({
    controls: { ...onClasses('mnist-1d', 2, 50) },
    lookFor:
      'Two hidden layers on MNIST-1D: at the origin every eigenvalue of the loss’s Hessian is zero; the energy falls away with the curvature of the classes, −λmax(Σyy).',
    claim: strictAtEveryDepth,
    publishedFacts: [mnist1dNote, aboutTheScale(10)],
  }),
  'figure-4-3': preset({
    controls: { ...onClasses('mnist-1d', 4, 5) },
    lookFor:
      'Four narrow hidden layers on MNIST-1D: all 325 eigenvalues. Those below zero are −Σyy’s, five times each, once for every unit of the last hidden layer.',
    claim: strictAtEveryDepth,
    publishedFacts: [mnist1dNote, shiftNote, aboutTheScale(10)],
  }),
  'figure-4-4': preset({
    controls: { ...onClasses('mnist', 1, 10), resolution: 21 },
    lookFor:
      'A batch of 64 images of MNIST, one hidden layer of ten units: 7,940 parameters. The ends and the density of both spectra come from products with the Hessians (Lanczos); theory’s ends are dashed.',
    claim: strictAtEveryDepth,
    publishedFacts: [mnistNote, aboutTheScale(10)],
  }),
  'figure-4-5': preset({
    controls: { ...onClasses('mnist', 2, 10), resolution: 21 },
    lookFor:
      'Two hidden layers on MNIST: nothing of the loss is curved at the origin; the energy falls away with the curvature of the classes, −λmax(Σyy), once for every unit of the last hidden layer.',
    claim: strictAtEveryDepth,
    publishedFacts: [mnistNote, aboutTheScale(10)],
  }),
  'figure-4-6': preset({
    controls: { ...onClasses('mnist', 4, 5), resolution: 21 },
    lookFor:
      'Four narrow hidden layers on MNIST, 4,045 parameters: the deeper the network, the flatter the loss about the origin; the energy’s curvature stays.',
    claim: strictAtEveryDepth,
    publishedFacts: [mnistNote, shiftNote, aboutTheScale(10)],
  }),
  'figure-8': preset({
    controls: { hidden: 2, domain: 2, scale: 0.05, learningRate: 0.4, iterations: 100, steps: 20 },
    axes: ['2.1.1', '3.1.1'],
    lookFor:
      'A chain of single units. Play inference, t = 0 to 20: negative curvature grows in the energy’s last entry. Slide “Hidden layers” to 1, 2, 5 and 10: the entry stays, the loss’s curvature goes after H = 1.',
    claim: 'At every depth of the chain F* has λmin ≤ −Σyy at the origin; the loss has negative curvature for H = 1 only.',
    publishedFacts: ['Published for H = 1, 2, 5, 10, with inference steps 0 to 20 as the frames of an animation.'],
  }),
  'figure-9': preset({
    controls: { hidden: 3, width: 4, dimension: 3, saddle: 'zero-rank', centre: 'saddle' },
    lookFor:
      'Another saddle of rank zero: all layers zero but the penultimate. The energy’s last block is −Σyy ⊗ (I + W Wᵀ) with W = W_{L−1}, steeper than at the origin; slide “Hidden layers” to 4.',
    claim: strictAtZeroRank,
    publishedFacts: [
      'Published for H = 3 and 4: the loss’s Hessian is zero there, the energy’s has negative eigenvalues.',
      aboutTheScale(3),
    ],
  }),
  'figure-10': preset({
    controls: { ...onClasses('mnist-1d', 4, 5), saddle: 'zero-rank', centre: 'saddle' },
    lookFor:
      'Figure 9’s saddle on a batch of MNIST-1D: only the penultimate layer is not zero. The loss has no curvature at all, the energy has −Σyy ⊗ (I + W Wᵀ).',
    claim: strictAtZeroRank,
    publishedFacts: [mnist1dNote, aboutTheScale(10)],
  }),
  'figure-10-mnist': preset({
    controls: { ...onClasses('mnist', 4, 5), saddle: 'zero-rank', centre: 'saddle', resolution: 21 },
    lookFor:
      'Figure 9’s saddle on a batch of MNIST: only the penultimate layer is not zero. The loss has no curvature at all, the energy has −Σyy ⊗ (I + W Wᵀ).',
    claim: strictAtZeroRank,
    publishedFacts: [mnistNote, aboutTheScale(10)],
  }),
} satisfies Record<string, Preset>;
