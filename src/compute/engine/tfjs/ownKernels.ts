/** Every operation of ours, for both backends to register. */
import { withColumn, withoutColumn } from './biasColumn.ts';
import { crossEntropy, softmaxError } from './crossEntropy.ts';
import { poolRise, poolSpread } from './maxPool.ts';
import type { OwnKernel } from './ownKernel.ts';
import { patches, patchSums } from './patches.ts';
import { tanhRise } from './tanhRise.ts';

export const ownKernels: readonly OwnKernel[] = [
  tanhRise,
  patches,
  patchSums,
  poolRise,
  poolSpread,
  withColumn,
  withoutColumn,
  softmaxError,
  crossEntropy,
];
