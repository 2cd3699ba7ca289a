/** Whether a learner's plan agrees with itself and with the state that the learner starts from, on whichever path. */
import type { LearnerPlan, LearnerStart } from '../work/learnerSteps.ts';
import { optimiserState } from './optimiser.ts';

/** Throws a RangeError at the first part of the plan's variant, or of the start, that does not fit. */
export function checkPlan(plan: LearnerPlan, start: LearnerStart): void {
  checkLearner(plan);
  checkUpdates(plan);
  for (const name of ['weightDecay', 'sparsity'] as const) {
    const { [name]: value = 0 } = plan.variant;
    if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`invalid ${name}: ${value} (expected 0 or more)`);
  }
  checkStart(plan, start);
}

/** Variants need inference with T steps: PC after T steps is the only learner that may have them. */
function checkLearner({ learner, variant: { updateEvery, variances = 'fixed', sparsity } }: LearnerPlan): void {
  if (learner === 'pc') return;
  const refuse = (name: string, value: unknown, expected: string) => {
    throw new RangeError(`invalid ${name}: ${value} (expected ${expected}: the learner is ${learner}, and pc alone has them)`);
  };
  if (updateEvery !== undefined) refuse('updateEvery', updateEvery, 'none');
  if (variances !== 'fixed') refuse('variances', variances, 'fixed');
  if (sparsity) refuse('sparsity', sparsity, '0');
}

function checkUpdates({ steps, stopping, variant: { updateEvery } }: LearnerPlan): void {
  if (updateEvery === undefined) return;
  if (!(Number.isInteger(updateEvery) && updateEvery >= 1 && updateEvery <= steps))
    throw new RangeError(`invalid updateEvery: ${updateEvery} (expected 1 to T = ${steps})`);
  if (stopping !== 'fixed') throw new RangeError(`invalid stopping: ${stopping} (expected fixed with updateEvery)`);
}

function checkStart({ layout, optimiser, variant }: LearnerPlan, start: LearnerStart): void {
  const units = variant.variances === 'trainable' ? layout.unitCount : 0;
  if (start.logVariances.length !== units)
    throw new RangeError(`invalid logVariances: ${start.logVariances.length} numbers (expected ${units})`);
  const expected = optimiserState(optimiser, layout.parameterCount + units).length;
  if (start.optimiserState.length !== expected)
    throw new RangeError(`invalid optimiserState: ${start.optimiserState.length} numbers (expected ${expected})`);
}
