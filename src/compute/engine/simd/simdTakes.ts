/** Which work the simd path takes: the rest stays on the reference path. */
import type { Learner } from '../../../model/problem/problem.ts';
import { infersPlainly } from '../learner/checkPlan.ts';
import type { StoppingRule } from '../work/backend.ts';
import type { LearnerPlan } from '../work/learnerSteps.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';

interface Question {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
  readonly stopping: StoppingRule;
  readonly learner?: Learner;
}

/** Bytes of every unit's state and of the weights that a worker's memory holds. */
const mostBytes = 2 ** 29;
/** Of one unit under one sample, in all its arrays. */
const unitBytes = 24;
/** Of one parameter: as it is and in panels both ways, where it lies on a plane of two directions, and its share of W_2 W_2^T. */
const parameterBytes = 44;

/** Work whose numbers the kernels can find, and have room for. */
export function suitsSimd(question: Question): boolean {
  const { parameterCount } = question.layout;
  return isKnown(question) && stateBytes(question) + parameterBytes * parameterCount <= mostBytes;
}

/** Bytes that a learner's weights, their panels, gradient and moments may take: a learner's memory is its own. */
const mostLearnerBytes = 2 ** 30;
/** Of one parameter: itself, in panels both ways, its gradient twice and two moments. */
const learntParameterBytes = 28;

/** Which learners' every step the simd path takes: without log-variances, sparsity or updates in the course of inference. */
export function suitsSimdSteps({ layout, learner, stopping, variant, isTimed }: LearnerPlan, samples: Samples): boolean {
  const question = { layout, samples, stopping, learner };
  const fits = layout.parameterCount * learntParameterBytes <= mostLearnerBytes && stateBytes(question) <= mostBytes;
  return !isTimed && infersPlainly(variant) && fits && isKnown(question);
}

/**
 * Plain networks without masks; inference of a given number of steps; and equilibria, but for gradients there without a closed form: float32 comes not as close
 * to rest as these need.
 */
function isKnown({ layout, samples, stopping, learner }: Question): boolean {
  if (!layout.isPlain || samples.mask) return false;
  if (learner === 'pc-equilibrium') return layout.hasClosedForm;
  return learner === 'bp' || stopping === 'fixed';
}

const stateBytes = ({ layout, samples }: Question): number => samples.count * layout.unitCount * unitBytes;
