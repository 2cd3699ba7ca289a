/** The table of the models of “BP and PC, an experimental comparison”, one row a model: its label, and how it learns. */
import type { LearnerVariant } from '../problem/problem.ts';

export interface ComparedModelRow {
  /** The model's name in the comparison. */
  readonly label: string;
  /** How the model learns, in a few words for a person. */
  readonly says: string;
  readonly learner: 'bp' | 'pc';
  /** Whether weights move during inference, every k of the T steps, instead of once after inference. */
  readonly updatesDuringInference: boolean;
  readonly variances: NonNullable<LearnerVariant['variances']>;
  /** lambda of the penalty `lambda/2 |theta|^2`. */
  readonly weightDecay: number;
  /** The control that holds the model's learning rate. */
  readonly rate: 'learningRate' | 'relaxedRate';
  /** The control that says whether the model is compared. */
  readonly field: 'withBp' | 'withPc' | 'withRc2' | 'withRc3' | 'withRc23' | 'withRc23Decay';
}

const defaults = { updatesDuringInference: false, variances: 'fixed', weightDecay: 0, rate: 'learningRate' } as const;

export const comparedModels = {
  bp: { ...defaults, label: 'bp', says: 'backpropagation', learner: 'bp', field: 'withBp' },
  pc: { ...defaults, label: 'pc', says: 'T inference steps, then one weight update', learner: 'pc', field: 'withPc' },
  rc2: {
    ...defaults,
    label: 'rc2',
    says: 'a weight update every k of the T inference steps',
    learner: 'pc',
    updatesDuringInference: true,
    field: 'withRc2',
  },
  rc3: {
    ...defaults,
    label: 'rc3',
    says: 'pc with trainable variances',
    learner: 'pc',
    variances: 'trainable',
    field: 'withRc3',
  },
  rc23: {
    ...defaults,
    label: 'rc23',
    says: 'rc2 with trainable variances',
    learner: 'pc',
    updatesDuringInference: true,
    variances: 'trainable',
    rate: 'relaxedRate',
    field: 'withRc23',
  },
  'rc23-decay': {
    ...defaults,
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

/** All models, in the order in which they are shown. */
export const comparedNames = Object.keys(comparedModels) as ComparedModel[];

/** The settings of one model in a comparison, beside those that all models share. */
export interface ComparedLearner {
  model: ComparedModel;
  learner: 'bp' | 'pc';
  variant: LearnerVariant;
  learningRate: number;
}

/** The model's variant of its learner; `updateEvery`: inference steps between two weight updates, for models that update during inference. */
export function variantOf(model: ComparedModel, updateEvery: number): LearnerVariant {
  const { updatesDuringInference, variances, weightDecay }: ComparedModelRow = comparedModels[model];
  return { variances, weightDecay, ...(updatesDuringInference && { updateEvery }) };
}
