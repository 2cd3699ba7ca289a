/** The work that the simd path's kernels take, by what they know and by the memory that a worker has. */
import type { Activation, Learner, Optimiser, StoppingRule } from '../../../model/problem/problem.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import {
  type AnyWork,
  beyondSquares,
  beyondStandard,
  changedInference,
  maskOf,
  type StepsWork,
  stoppingOtherThanFixed,
  unknownName,
} from '../work/takes.ts';

/** The activations of kernels/activation.ts. */
export const simdActivations = ['linear', 'tanh', 'relu', 'leaky_relu'] as const satisfies readonly Activation[];
export type SimdActivation = (typeof simdActivations)[number];

/** The optimisers of kernels/parameterPasses.ts. */
export const simdOptimisers = ['sgd', 'momentum', 'adam', 'adamw'] as const satisfies readonly Optimiser[];
export type SimdOptimiser = (typeof simdOptimisers)[number];

/** Why the kernels cannot do the work, or null. */
export function takes(work: AnyWork): string | null {
  const { layout, samples } = work;
  return (
    beyondStandard(layout) ??
    maskOf(samples) ??
    unknownName('activation', layout.network.activation, simdActivations) ??
    refusal(work)
  );
}

function refusal(work: AnyWork): string | null {
  switch (work.kind) {
    case 'landscape':
      return stoppingOtherThanFixed(work.stopping) ?? beyondMemory(work);
    case 'gradient':
      return beyondSquares(work) ?? learnerRefusal(work) ?? beyondMemory(work);
    case 'steps':
      return stepsRefusal(work);
    case 'losses':
    case 'point':
    case 'variances':
      return `work: ${work.kind} (expected a landscape, a gradient or a learner's steps)`;
  }
}

function stepsRefusal(work: StepsWork): string | null {
  if (work.isTimed) return 'isTimed: true (expected false: these kernels would be compared with learners that they do not know)';
  return (
    unknownName('optimiser', work.optimiser, simdOptimisers) ??
    changedInference(work) ??
    learnerRefusal(work) ??
    beyondLearnerMemory(work)
  );
}

/** Without a closed form, float32 does not come as close to rest as gradients at the equilibrium need. */
function learnerRefusal(work: { learner: Learner; stopping: StoppingRule; layout: NetworkLayout }): string | null {
  switch (work.learner) {
    case 'bp':
      return null;
    case 'pc':
      return stoppingOtherThanFixed(work.stopping);
    case 'pc-equilibrium':
      return work.layout.hasClosedForm
        ? null
        : 'learner: pc-equilibrium (expected a network whose equilibrium has a closed form)';
  }
}

interface Sizes {
  readonly layout: NetworkLayout;
  readonly samples: Samples;
}

/** Bytes of a worker's memory for every unit's state and for the weights. */
const mostBytes = 2 ** 29;
/** Bytes of one unit under one sample, in all arrays. */
const unitBytes = 24;
/** Bytes of one parameter: itself, in panels both ways, on a plane of two directions, and its share of W_2 W_2^T. */
const parameterBytes = 44;

const stateBytes = ({ layout, samples }: Sizes): number => samples.count * layout.unitCount * unitBytes;

function beyondMemory(work: Sizes): string | null {
  const bytes = stateBytes(work) + parameterBytes * work.layout.parameterCount;
  return bytes <= mostBytes ? null : `memory: ${bytes} bytes (expected at most ${mostBytes})`;
}

/** Bytes of a learner's weights, their panels, gradient and moments: a learner has a memory of its own. */
const mostLearnerBytes = 2 ** 30;
/** Bytes of one learnt parameter: itself, in panels both ways, its gradient twice and two moments. */
const learntParameterBytes = 28;

function beyondLearnerMemory(work: Sizes): string | null {
  const learnt = work.layout.parameterCount * learntParameterBytes;
  if (learnt > mostLearnerBytes) return `memory: ${learnt} bytes of parameters (expected at most ${mostLearnerBytes})`;
  return stateBytes(work) <= mostBytes ? null : `memory: ${stateBytes(work)} bytes of units (expected at most ${mostBytes})`;
}
