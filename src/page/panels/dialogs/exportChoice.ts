/** What a person may export: each figure by its name, or the whole board. */

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
