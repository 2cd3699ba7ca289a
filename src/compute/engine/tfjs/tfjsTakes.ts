/** The work that tfjs takes, on either of its backends; loaded without tfjs itself. */
import type { Activation, Optimiser } from '../../../model/problem/problem.ts';
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
      // Steps whose numbers stay on the device cannot tell when float32 has lost an equilibrium's digits.
      if (work.learner === 'pc-equilibrium') return 'learner: pc-equilibrium (expected bp or pc)';
      return unknownName('optimiser', work.optimiser, tfjsOptimisers);
  }
}
