/** The numbers that "Analysis of PC networks" prints for two moons, to stand beside the measured ones. */

/** Activity learning rates of the published sweep. */
export const publishedRates: readonly number[] = [0.001, 0.003, 0.005, 0.01, 0.03, 0.05, 0.1, 0.3, 0.5];

export interface PublishedBest {
  width: number;
  /** The activity learning rate with the highest test accuracy, and that accuracy. */
  rate: number;
  accuracy: number;
}

export const publishedBest: readonly PublishedBest[] = [
  { width: 16, rate: 0.03, accuracy: 0.91 },
  { width: 32, rate: 0.03, accuracy: 0.949 },
  { width: 64, rate: 0.003, accuracy: 0.969 },
  { width: 128, rate: 0.01, accuracy: 0.977 },
  { width: 256, rate: 0.001, accuracy: 0.969 },
  { width: 512, rate: 0.005, accuracy: 0.973 },
  { width: 1024, rate: 0.005, accuracy: 0.961 },
  { width: 2048, rate: 0.001, accuracy: 0.895 },
];

export const publishedWidths: readonly number[] = publishedBest.map(({ width }) => width);

/** var(dW_2) / var(dW_3) at T = 16, the activity step divided by the batch size. */
export const publishedRatios: readonly { width: number; ratio: number }[] = [
  { width: 50, ratio: 1.7e-3 },
  { width: 200, ratio: 1.2e-3 },
  { width: 800, ratio: 1.9e-4 },
  { width: 1600, ratio: 3.8e-5 },
];
