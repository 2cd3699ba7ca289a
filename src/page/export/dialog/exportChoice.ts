/** What a person may export: each figure by its name, or the whole board. */
import type { Controls } from '../../../model/controls.ts';

export const exportChoices = {
  board: 'Whole board',
  loss: 'Loss landscape',
  energy: 'Energy landscape',
  training: 'Training',
  inference: 'Energy by layer',
  activities: 'Activities',
  inferenceDirections: 'Directions along inference',
  trainingDirections: 'Directions along training',
  saddles: 'Saddles',
  escape: 'Escape time',
  spectrum: 'Spectrum',
  hessian: 'Hessian',
  samples: 'Samples',
  lossSurfaces: 'Loss surfaces',
  weightHistograms: 'Weight histograms',
  comparedCurves: 'Compared curves',
  comparedBars: 'Accuracy and time',
  activityRates: 'Accuracy by activity rate',
  rateMap: 'Accuracy by width and rate',
  dividedRatios: 'Variance ratios, step divided',
  wholeRatios: 'Variance ratios, step as it is',
  bpDecision: 'BP’s decision',
  pcDecision: 'PC’s decision',
  decisionCurves: 'Learning of two moons',
  bpUnits: 'BP’s activities',
  pcUnits: 'PC’s activities',
  pictures: 'Pictures',
  latents: 'Latents',
  learning: 'Learning',
} as const;

export type ExportChoice = keyof typeof exportChoices;

/** What the open experiment has: its board, then the figures on the board and in the right column. */
export function choicesIn({ laboratory, moonsView, convolutions }: Controls): ExportChoice[] {
  switch (laboratory) {
    case 'landscapes':
      return ['board', 'loss', 'energy', 'training', ...(convolutions > 0 ? [] : ofFullyConnected), 'samples'];
    case 'comparison':
      return ['board', 'lossSurfaces', 'weightHistograms', 'comparedCurves', 'comparedBars'];
    case 'moons':
      return ['board', ...ofMoons[moonsView]];
    case 'unsupervised':
      return ['board', 'pictures', 'latents', 'learning'];
  }
}

const ofFullyConnected: ExportChoice[] = [
  'inference',
  'activities',
  'inferenceDirections',
  'trainingDirections',
  'saddles',
  'escape',
  'spectrum',
  'hessian',
];

const ofMoons: Record<Controls['moonsView'], ExportChoice[]> = {
  rates: ['activityRates', 'rateMap'],
  variances: ['dividedRatios', 'wholeRatios'],
  network: ['bpDecision', 'pcDecision', 'decisionCurves', 'bpUnits', 'pcUnits'],
};
