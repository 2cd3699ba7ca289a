/** The models of “BP and PC, an experimental comparison”, one row each: what they are called, and how each learns. Every place that needs to know reads this table. */
import type { LearnerVariant } from '../problem/problem.ts';

export interface ComparedModelRow {
  /** As the comparison calls it. */
  readonly label: string;
  /** How it learns, in a few words. */
  readonly says: string;
  readonly learner: 'bp' | 'pc';
  /** Whether its weights move during inference, every k of the T steps, instead of once after it. */
  readonly updatesDuringInference: boolean;
  readonly variances: NonNullable<LearnerVariant['variances']>;
  /** lambda */
  readonly weightDecay: number;
  /** Which of the two learning rates it takes. */
  readonly rate: 'learningRate' | 'relaxedRate';
  /** The field that says whether it is among those compared. */
  readonly field: 'withBp' | 'withPc' | 'withRc2' | 'withRc3' | 'withRc23' | 'withRc23Decay';
}

const plain = { updatesDuringInference: false, variances: 'fixed', weightDecay: 0, rate: 'learningRate' } as const;

export const comparedModels = {
  bp: { ...plain, label: 'bp', says: 'backpropagation', learner: 'bp', field: 'withBp' },
  pc: { ...plain, label: 'pc', says: 'T inference steps, then one weight update', learner: 'pc', field: 'withPc' },
  rc2: {
    ...plain,
    label: 'rc2',
    says: 'a weight update every k of the T inference steps',
    learner: 'pc',
    updatesDuringInference: true,
    field: 'withRc2',
  },
  rc3: { ...plain, label: 'rc3', says: 'pc with trainable variances', learner: 'pc', variances: 'trainable', field: 'withRc3' },
  rc23: {
    ...plain,
    label: 'rc23',
    says: 'rc2 with trainable variances',
    learner: 'pc',
    updatesDuringInference: true,
    variances: 'trainable',
    rate: 'relaxedRate',
    field: 'withRc23',
  },
  'rc23-decay': {
    ...plain,
    label: 'rc23, decay',
    says: 'rc23 with weight decay 1e-6',
    learner: 'pc',
    updatesDuringInference: true,
    variances: 'trainable',
    weightDecay: 1e-6,
    rate: 'relaxedRate',
    field: 'withRc23Decay',
  },
} as const satisfies Record<string, ComparedModelRow>;

export type ComparedModel = keyof typeof comparedModels;

/** In the order in which they are shown. */
export const comparedNames = Object.keys(comparedModels) as ComparedModel[];

/** How one of them learns, beside what all have in common. */
export interface ComparedLearner {
  model: ComparedModel;
  learner: 'bp' | 'pc';
  variant: LearnerVariant;
  learningRate: number;
}

/** What the model adds to the plain learner where weights move every `updateEvery` inference steps. */
export function variantOf(model: ComparedModel, updateEvery: number): LearnerVariant {
  const { updatesDuringInference, variances, weightDecay }: ComparedModelRow = comparedModels[model];
  return { variances, weightDecay, ...(updatesDuringInference && { updateEvery }) };
}
