/** The experiments of the laboratory "landscapes": Figures 2 and 7, the toy net of the second-order view and the sweep of escape times stand here. */
import type { Controls } from '../../../../model/controls.ts';
import type { Preset } from '../../../../model/preset.ts';
import { detours, escapeSlopes, escapeSpread, flatnessOfLoss, newtonStep, theoryAgreement } from './claims.ts';
import { hessianPresets } from './hessianPresets.ts';
import { networkPresets } from './networkPresets.ts';
import { trainingPresets } from './trainingPresets.ts';

/** The toy net w₂w₁x of the three figures of "PC as a second-order method", from a start on the far side of the saddle. */
const toy = {
  learningRate: 0.2,
  batches: 'fixed',
  domain: 1.7,
  iterations: 60,
  view: 'contour',
} as const satisfies Partial<Controls>;

const farSide = { a: 1.1, b: 1.05 };

/** One row an experiment. */
export const landscapesPresets = {
  ...trainingPresets,
  ...networkPresets,
  'figure-2-left': {
    controls: {}, // the defaults are this experiment
    published: { iterations: 15, domain: 1 },
    pace: 8,
    lookFor:
      'Both learners start near the origin, a saddle of both surfaces. Inference turns the loss into the equilibrated energy, whose way down is steeper; then slide “Hidden layers” to 2: around the origin the loss goes flat, the energy does not.',
    claim: {
      text: 'The equilibrated energy of a linear network is its loss rescaled: F* = L / (1 + w₂²) (Theorem 1).',
      of: ['landscape'],
      measure: theoryAgreement,
    },
    publishedFacts: ['As published, BP takes 15 steps, and PC stops when its test loss falls below 0.001.'],
  },
  'figure-2-middle': {
    controls: { hidden: 2, plane: 'coordinates', domain: 2, iterations: 100, curveScale: 'linear' },
    axes: ['2.1.1', '3.1.1'],
    published: {},
    pace: 20,
    lookFor:
      'With two hidden units the loss is exactly flat on this plane through the origin, while the energy falls away along w₃. Slide the third weight, or see all three weights as a volume.',
    claim: {
      text: 'Near the origin of a deeper chain PC leaves the saddle in fewer weight steps than BP.',
      of: ['training'],
      measure: escapeSpread,
    },
    publishedFacts: ['As published, seed 0: PC escapes at iteration 21, BP at iteration 74.'],
  },
  'figure-2-right': {
    controls: {
      hidden: 3,
      width: 4,
      dimension: 3,
      scale: 0.1,
      learningRate: 0.064, // as published 0.001 on sums over 64 samples
      steps: 50,
      iterations: 300,
      plane: 'hessian',
      domain: 1,
    },
    axes: ['4.1.1', '4.2.1'], // for “two weights”: the last layer's from the first hidden unit to the outputs 1 and 2, where Theorem 2 puts the curvature
    published: { learningRate: 0.001, stopping: 'published' },
    pace: 50,
    lookFor:
      'A wide network, 3-4-4-4-3, on the plane of the steepest ways up and down at the origin. No way up is left there to second order, λmax = 0, and the loss is as flat; but F* falls away along v, and PC slides off. “Two weights” shows a plane of single weights.',
    claim: {
      text: 'Around the origin of a deep network the loss is flat where F* falls away, and PC escapes sooner than BP.',
      of: ['landscape', 'training'],
      measure: (frames) => inOneLine(flatnessOfLoss(frames), escapeSpread(frames)),
    },
    publishedFacts: [
      'As published (BP’s gradient 96 times smaller than PC’s), 10 seeds: PC escapes at 44 (27 to 62), BP at 8,930 (4,864 to 22,543).',
      'Matched: BP escapes at 95 (53 to 238); the published gap of 200 times becomes 2.2 times.',
    ],
  },
  'figure-7': {
    controls: { hidden: 2, iterations: 100, seeds: 5 },
    axes: ['2.1.1', '3.1.1'],
    published: {},
    pace: 20,
    lookFor: 'Figure 2’s chain from five seeds: mean and standard deviation of each learner’s losses and gradient norms.',
    claim: {
      text: 'PC leaves the origin in fewer weight steps than BP, whatever the seed.',
      of: ['training'],
      measure: escapeSpread,
    },
    publishedFacts: ['Published for H = 2: PC converges at about 35 to 40 iterations, BP at about 70.'],
  },
  ...hessianPresets,
  'second-order-1': {
    controls: { ...toy, panel: 'directions', probe: 'start' },
    published: {},
    start: farSide,
    time: 0,
    pace: 8,
    lookFor:
      'The toy net w₂w₁x: the loss as a contour with its descent field, and both paths. BP is drawn into the saddle at the origin before it turns to a minimum; PC’s gradient points elsewhere from the first step on: see its angle to BP’s.',
    claim: {
      text: 'In a linear network inference is exactly one Newton step from the feedforward values: dz = −I⁻¹g.',
      of: ['directions'],
      measure: newtonStep,
    },
    publishedFacts: [
      'Figure 1 of “PC as a second-order method” shows this contour, the descent field and the path of gradient descent.',
    ],
  },
  'second-order-2': {
    controls: { ...toy, panel: 'inference', probe: 'start' },
    published: {},
    start: farSide,
    time: 0,
    pace: 8,
    lookFor:
      'The energy as inference proceeds: play the inference time. At t = 0 the energy is the loss; step by step its contours turn until they are those of F*.',
    claim: {
      text: 'Inference settles on the loss rescaled, F* = L / (1 + w₂²), whatever the weights.',
      of: ['landscape'],
      measure: theoryAgreement,
    },
    publishedFacts: ['Figure 2 of “PC as a second-order method” shows the energy landscape at several inference steps.'],
  },
  'second-order-3': {
    controls: { ...toy, learner: 'pc-equilibrium', panel: 'directions' },
    published: {},
    start: farSide,
    time: 'equilibrium',
    pace: 8,
    lookFor:
      'F* with the path that descends it: PC, at equilibrium, takes a more direct way to a minimum than BP takes on the loss, which slows down by the saddle.',
    claim: {
      text: 'The way down F* is more direct than the way down the loss: path length over the straight line from start to end.',
      of: ['training'],
      measure: detours,
    },
    publishedFacts: ['Figure 3 of “PC as a second-order method” shows F* with its direct path.'],
  },
  'escape-time': {
    controls: {
      hidden: 2,
      width: 4,
      dimension: 3,
      scale: 0.02,
      learningRate: 0.064,
      learner: 'pc-equilibrium',
      batches: 'fixed',
      iterations: 250,
      curveScale: 'log',
      panel: 'escape',
      sweep: 'depth',
      sweepSteps: 30000,
    },
    axes: ['3.1.1', '3.2.1'], // for “two weights”: the last layer's, as in Figure 2, right
    published: {},
    pace: 50,
    lookFor:
      'How many steps each learner needs to leave the origin, from ever smaller initial weights: on log-log axes BP’s times rise on straight lines, one power steeper with every layer, while PC’s flatten.',
    claim: {
      text: 'BP’s escape time grows like σ to the power −(L − 2); PC’s, at the same gradient scale, roughly like log(1/σ).',
      of: ['escape'],
      measure: escapeSlopes,
    },
    publishedFacts: [
      'Not in the papers. Measured on 3-4-4-4-3, matched: σ 20 times smaller takes BP 405 times longer, PC 6 times.',
    ],
  },
} satisfies Record<string, Preset>;

function inOneLine(...parts: (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.join('; ');
}
