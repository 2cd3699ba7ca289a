/** The question that every path answers with its `takes`, and the reasons that several paths share: each reads `field: value (expected what would be right)`. */
import type { Activation, Optimiser, StoppingRule } from '../../../model/problem/problem.ts';
import type { GradientWork, LandscapeWork, LossWork, PointWork, VariancesWork } from './backend.ts';
import type { LearnerPlan } from './learnerSteps.ts';
import type { NetworkLayout } from './networkLayout.ts';
import type { Samples } from './samples.ts';

/** A learner's weight steps, on batches such as `samples`. */
export interface StepsWork extends LearnerPlan {
  readonly samples: Samples;
  /** The weights that the steps begin with: [parameters]. */
  readonly weights?: Float64Array;
}

/** Any work that a path can be asked for. */
export type AnyWork =
  | ({ readonly kind: 'landscape' } & LandscapeWork)
  | ({ readonly kind: 'losses' } & LossWork)
  | ({ readonly kind: 'gradient' } & GradientWork)
  | ({ readonly kind: 'point' } & PointWork)
  | ({ readonly kind: 'variances' } & VariancesWork)
  | ({ readonly kind: 'steps' } & StepsWork);

/** Why a path cannot do the work, as `field: value (expected ...)`; null where the path takes it. */
export type Takes = (work: AnyWork) => string | null;

const listed = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;

/** Null where the path knows the name. */
export const unknownName = (field: 'activation' | 'optimiser', name: string, known: readonly string[]): string | null =>
  known.includes(name) ? null : `${field}: ${name} (expected ${listed(known)})`;

/** The name as one of those that a path knows. Throws a RangeError where it is none: its `takes` should have said so. */
export function requireKnown<const Name extends Activation | Optimiser>(
  field: 'activation' | 'optimiser',
  name: Activation | Optimiser,
  known: readonly Name[],
): Name {
  const reason = unknownName(field, name, known);
  if (reason) throw new RangeError(`invalid ${reason}`);
  return name as Name;
}

/** The first part of a network that THEORY.md's networks do not have; null where there is none. */
export function beyondStandard({ network, isStandard }: Pick<NetworkLayout, 'network' | 'isStandard'>): string | null {
  if (isStandard) return null;
  const { convolution, biases, output } = network;
  if (convolution) return `convolutions: ${convolution.channels.length} (expected 0)`;
  if (biases) return 'biases: true (expected false)';
  if (output === 'cross-entropy') return 'output: cross-entropy (expected squares)';
  return 'inputs: free (expected clamped)';
}

export const maskOf = ({ mask }: Samples): string | null =>
  mask ? `mask: ${mask.length} entries of y (expected no mask)` : null;

export const stoppingOtherThanFixed = (stopping: StoppingRule): string | null =>
  stopping === 'fixed' ? null : `stopping: ${stopping} (expected fixed)`;

/** Terms of the energy beside its errors' squares, and updates in the course of inference. */
export function beyondSquares({ logVariances, sparsity, updates }: GradientWork): string | null {
  if (logVariances) return `logVariances: ${logVariances.length} numbers (expected none)`;
  if (sparsity) return `sparsity: ${sparsity} (expected 0)`;
  return updates ? `updateEvery: ${updates.every} (expected none)` : null;
}

/** Parts of a variant that change inference; weight decay does not. */
export function changedInference({ variant: { updateEvery, variances = 'fixed', sparsity = 0 } }: LearnerPlan): string | null {
  if (updateEvery !== undefined) return `updateEvery: ${updateEvery} (expected none)`;
  if (variances !== 'fixed') return `variances: ${variances} (expected fixed)`;
  return sparsity === 0 ? null : `sparsity: ${sparsity} (expected 0)`;
}
