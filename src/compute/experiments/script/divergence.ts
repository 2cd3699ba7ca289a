/** Inference that diverged, as scripts are told: after which step, with which dt, from which energy to which, and which dt would be right. */
import { computeError } from '../../../model/computeError.ts';
import type { InferenceSettings } from '../../../model/problem/problem.ts';

/** `energies`: F from step 0 to the step at which inference diverged. `curvature`: lambda_max of the activity Hessian where it is known, so that dt below 2 / lambda_max is stable. */
export function divergence({ dt, steps }: InferenceSettings, energies: ArrayLike<number>, curvature: number | null): Error {
  const step = energies.length - 1;
  const right = curvature === null ? `a smaller inference.dt than ${dt}` : `inference.dt below ${rounded(2 / curvature)}`;
  return computeError(
    'Diverged',
    `inference diverged at step ${step} of ${steps}: with inference.dt ${dt} the energy went from ${rounded(energies[0])} to ${rounded(energies[step])} (expected ${right}, or inference.steps below ${step})`,
  );
}

const rounded = (value: number): string => (value < 1e5 ? String(Number(value.toPrecision(3))) : value.toExponential(2));
