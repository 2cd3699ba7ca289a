/** The check of experiments that hold for fully connected networks without biases alone, with squared errors and clamped inputs. */
import { computeError } from '../../model/computeError.ts';
import type { NetworkLayout } from '../engine/work/networkLayout.ts';

/** Throws InvalidRequest for every other network. `what`: the experiments' name, in the plural. */
export function requireFullyConnected(
  { network, isStandard }: Pick<NetworkLayout, 'network' | 'isStandard'>,
  what: string,
): void {
  if (isStandard) return;
  const { convolution, biases, output } = network;
  const found = convolution
    ? `${convolution.channels.length} convolutions (expected 0)`
    : biases
      ? 'biases (expected none)'
      : output === 'cross-entropy'
        ? 'cross-entropy outputs (expected squared errors)'
        : 'free inputs (expected clamped)';
  throw computeError('InvalidRequest', `${what} are computed for fully connected networks without biases alone: ${found}`);
}
