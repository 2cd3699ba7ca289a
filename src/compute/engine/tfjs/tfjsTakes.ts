/** The work that tfjs takes, on either of its backends; loaded without tfjs itself. */
import type { Activation, Optimiser } from '../../../model/problem/problem.ts';
import { spectralNorm } from '../../math/spectralNorm.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { type AnyWork, maskOf, unknownName } from '../work/takes.ts';

/** The activations that nonlinearity.ts has in tensors. */
export const tfjsActivations = ['linear', 'tanh', 'relu', 'leaky_relu'] as const satisfies readonly Activation[];

/** The optimisers that deviceState.ts has in tensors. */
export const tfjsOptimisers = ['sgd', 'momentum', 'adam', 'adamw'] as const satisfies readonly Optimiser[];

/** Why tfjs cannot do the work, or null. */
export function takes(work: AnyWork): string | null {
  return unknownName('activation', work.layout.network.activation, tfjsActivations) ?? maskOf(work.samples) ?? refusal(work);
}

function refusal(work: AnyWork): string | null {
  const { layout } = work;
  switch (work.kind) {
    case 'losses':
    case 'variances':
      return null;
    case 'landscape':
      // Fully connected layers are too little work for an operation of tfjs each.
      return layout.isFullyConnected ? 'convolutions: 0 (expected at least 1 for a landscape in tensors)' : null;
    case 'gradient':
    case 'point':
      return `work: a single ${work.kind} (expected a learner's steps, a landscape or losses)`;
    case 'steps':
      // Other equilibria take thousands of steps, each of which must be watched.
      if (work.learner === 'pc-equilibrium' && !layout.isLinear)
        return 'learner: pc-equilibrium (expected a linear network of matrices, whose equilibrium is solved)';
      if (work.learner === 'pc-equilibrium' && work.weights && amplification(layout, work.weights) > mostAmplified)
        return `weights: rounding grows ${amplification(layout, work.weights).toPrecision(2)} times on the way through the layers (expected at most ${mostAmplified} times)`;
      return unknownName('optimiser', work.optimiser, tfjsOptimisers);
  }
}

/** How many times rounding may grow before the fourth digit of an equilibrium's errors and activities is lost in float32. */
const mostAmplified = 1000;

/** By how much the way forward to a linear equilibrium, `u_l = W_l u_{l-1} + e_l`, can enlarge what float32 rounds: the product of the layers' norms above 1. */
function amplification({ layers, weightOffset, widths }: NetworkLayout, weights: Float64Array): number {
  let product = 1;
  for (let l = 2; l <= layers; l++)
    product *= Math.max(1, spectralNorm(weights.subarray(weightOffset[l - 1], weightOffset[l]), widths[l - 1]));
  return product;
}
