/** Which work the simd path takes: the rest stays on the reference path. */
import type { Learner } from '../../../model/problem.ts';
import type { StoppingRule } from '../backend.ts';
import type { LearnerPlan } from '../learnerSteps.ts';
import type { NetworkLayout } from '../network.ts';
import type { Samples } from '../samples.ts';
import { infersPlainly } from '../variantFits.ts';

interface Question {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly stopping: StoppingRule;
  readonly learner?: Learner;
}

/** Bytes of every unit's state that a worker's memory holds. */
const mostStateBytes = 2 ** 29;
/** Of one unit under one sample, in all its arrays. */
const unitBytes = 24;

/**
 * Plain networks without masks, that fit; inference of a given number of steps; and equilibria, but for gradients there without a closed form:
 * float32 comes not as close to rest as these need.
 */
export function suitsSimd({ layout, samples, stopping, learner }: Question): boolean {
  if (!layout.isPlain || samples.mask) return false;
  if (samples.count * layout.unitCount * unitBytes > mostStateBytes) return false;
  if (learner === 'pc-equilibrium') return layout.hasClosedForm;
  return learner === 'bp' || stopping === 'fixed';
}

/** Bytes that a learner's weights, their panels, gradient and moments may take: a learner's memory is its own. */
const mostLearnerBytes = 2 ** 30;
/** Of one parameter: itself, in panels both ways, its gradient twice and two moments. */
const parameterBytes = 28;

/** Which learners' every step the simd path takes: without log-variances, sparsity or updates in the course of inference. */
export function suitsSimdSteps({ layout, learner, stopping, variant, isTimed }: LearnerPlan, samples: Samples): boolean {
  const fits = layout.parameterCount * parameterBytes <= mostLearnerBytes;
  return !isTimed && infersPlainly(variant) && fits && suitsSimd({ layout, samples, stopping, learner });
}
