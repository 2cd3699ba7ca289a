/** The work that the float64 path takes: all work, but for contradictions that no path could compute. */
import { activations } from '../../../model/problem/enumerations.ts';
import type { AnyWork } from '../work/takes.ts';

/** Why the work cannot be done, or null. */
export function takes({ layout: { network, isFullyConnected }, samples }: Pick<AnyWork, 'layout' | 'samples'>): string | null {
  if (network.output === 'cross-entropy' && samples.mask)
    return 'mask: entries of a distribution (expected none under cross-entropy)';
  // The pool comes before phi: pool(phi(a)) = phi(pool(a)) only where phi never falls.
  if (!isFullyConnected && !activations[network.activation].isMonotone)
    return `activation: ${network.activation} (expected one that never falls, beside convolutions)`;
  return null;
}
