/** All custom operations, for both backends to register. */
import { withColumn, withoutColumn } from './biasColumn.ts';
import { crossEntropy, softmaxError } from './crossEntropy.ts';
import type { CustomKernel } from './customKernel.ts';
import { poolRise, poolSpread } from './maxPool.ts';
import { patches, patchSums } from './patches.ts';
import { tanhRise } from './tanhRise.ts';

export const customKernels: readonly CustomKernel[] = [
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
