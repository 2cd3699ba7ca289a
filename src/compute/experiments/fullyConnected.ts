/** What is only computed of fully connected networks says so of others. */
import { computeError } from '../computeError.ts';
import type { NetworkLayout } from '../engine/network.ts';

/** Throws InvalidRequest, `what` in the plural. */
export function requireFullyConnected({ network: { convolution } }: Pick<NetworkLayout, 'network'>, what: string): void {
  if (!convolution) return;
  throw computeError(
    'InvalidRequest',
    `${what} are computed for fully connected networks alone: ${convolution.channels.length} convolutions (expected 0)`,
  );
}
