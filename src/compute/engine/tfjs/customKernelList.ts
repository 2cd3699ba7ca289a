/** All custom operations, for both backends to register. */

import { patches, patchSums, poolRise, poolSpread } from './convolution.ts';
import type { CustomKernel } from './customKernel.ts';
import { withColumn, withoutColumn } from './layerMap.ts';
import { tanhRise } from './nonlinearity.ts';
import { crossEntropy, softmaxError } from './outputLayer.ts';

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
