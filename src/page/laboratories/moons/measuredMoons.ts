/** What the full sizes gave on this page, for its guide: five seeds from 0 on at the published rates, three of the variances; compute path Auto without a GPU. */

/** The rate with the highest mean accuracy, PC's accuracy there and BP's: mean ± sd, in per cent. */
export const measuredBest: readonly { width: number; rate: number; pc: string; bp: string }[] = [
  { width: 16, rate: 0.03, pc: '90.8 ± 0.8', bp: '90.2 ± 1.2' },
  { width: 32, rate: 0.05, pc: '94.1 ± 1.6', bp: '93.3 ± 1.4' },
  { width: 64, rate: 0.005, pc: '96.6 ± 0.7', bp: '96.8 ± 0.3' },
  { width: 128, rate: 0.003, pc: '96.9 ± 0.6', bp: '96.5 ± 0.8' },
  { width: 256, rate: 0.003, pc: '96.6 ± 0.3', bp: '96.3 ± 0.9' },
  { width: 512, rate: 0.01, pc: '96.3 ± 1.3', bp: '95.2 ± 1.1' },
  { width: 1024, rate: 0.005, pc: '95.9 ± 0.7', bp: '95.5 ± 1.5' },
  { width: 2048, rate: 0.001, pc: '89.8 ± 4.5', bp: '93.4 ± 1.9' },
];

export interface MeasuredRatio {
  width: number;
  /** Over all weight steps, at the activity rate 0.2 divided by 64. */
  mean: number;
  median: number;
  /** Medians at the rate 0.2 as it is, and BP's. */
  whole: number;
  bp: number;
}

/** var(dW_2) / var(dW_3). */
export const measuredRatios: readonly MeasuredRatio[] = [
  { width: 50, mean: 2.1e-3, median: 2.1e-3, whole: 1.3, bp: 4.1 },
  { width: 200, mean: 1.3e-3, median: 9.7e-4, whole: 0.38, bp: 2.7 },
  { width: 800, mean: 3.0e-4, median: 2.0e-4, whole: 0.72, bp: 0.73 },
  { width: 1600, mean: 0.57, median: 2.7e-5, whole: 0.79, bp: 0.38 },
];
