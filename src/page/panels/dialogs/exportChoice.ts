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
  pictures: 'Pictures',
  latents: 'Latents',
  learning: 'Learning',
} as const;

export type ExportChoice = keyof typeof exportChoices;
