/** How work is shared out among a graphics device's threads: several ways, of which a device is faster with one or another. */

import { groupSize, type KernelVariant } from '../gpu/gpuKernel.ts';
import { activationConstant } from '../kernels/activation.ts';
import { blocksOf, matrixBytes, unitBlockBytes } from '../kernels/inferShared.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';

/**
 * `thread`: a grid point of a chain, or an item of another network, is a thread's (an item's units several threads', where items are few).
 * `workgroup`: a workgroup takes one grid point, or several where samples are few, and its threads their samples; weights lie in its own memory.
 */
export type Distribution = 'thread' | 'workgroup';

/** Bytes that a program's private variables may take: WGSL's limit, less the two variables of the code around the program. */
const threadMemory = 8192 - 16;
/** The frame's array for sums over lanes, in bytes. */
const frameMemory = 4 * groupSize;

/** Lanes that take a setting's samples: a workgroup has as many settings as that leaves room for. */
export function lanesOverSamples(samples: number): number {
  return Math.min(groupSize, 2 ** Math.ceil(Math.log2(samples)));
}

/**
 * How inferShared.ts shares its work out: with as many settings in a workgroup as its memory of `workgroupMemory` bytes holds the weights of. Null where it
 * holds not even one's, or a thread not one sample's state.
 */
export function sharedVariant(layout: NetworkLayout, samples: number, workgroupMemory: number): KernelVariant | null {
  const { matrices, unitBlocks } = blocksOf(layout);
  const settings = Math.floor((workgroupMemory - frameMemory) / (matrixBytes * matrices));
  if (settings < 1 || unitBlocks * unitBlockBytes > threadMemory) return null;
  const fitting = groupSize / 2 ** Math.floor(Math.log2(Math.min(settings, groupSize))); // lanes that leave room for no more settings
  return {
    lanes: Math.max(fitting, lanesOverSamples(samples)),
    constants: {
      ...activationConstant(layout.network.activation),
      MATRICES: `${matrices}u`,
      UNIT_BLOCKS: `${unitBlocks}u`,
    },
  };
}
