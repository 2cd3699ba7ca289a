/** The operations that learners use on tfjs's webgpu backend, and the one of ours. */
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add.js';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul.js';
import { castConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Cast.js';
import { concatConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat.js';
import { fillConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Fill.js';
import { greaterConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Greater.js';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity.js';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/LeakyRelu.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply.js';
import { realDivConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/RealDiv.js';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape.js';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sqrt.js';
import { squareConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Square.js';
import { stepConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Step.js';
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub.js';
import { sumConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sum.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Transpose.js';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ZerosLike.js';
import { getMainHeaderString } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program.js';
import { type KernelConfig, registerKernel, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { TANH_RISE, type TanhRiseInputs, tanhRiseWgsl } from './tanhRise.ts';

const configs: KernelConfig[] = [
  addConfig,
  batchMatMulConfig,
  castConfig,
  concatConfig,
  fillConfig,
  greaterConfig,
  identityConfig,
  leakyReluConfig,
  multiplyConfig,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  sqrtConfig,
  squareConfig,
  stepConfig,
  subConfig,
  sumConfig,
  transposeConfig,
  zerosLikeConfig,
];

const WORKGROUP = 128;

/** What our kernel needs of tfjs's backend. */
interface Programs {
  runWebGPUProgram(program: object, inputs: TensorInfo[], dtype: 'float32'): TensorInfo;
}

const tanhRiseConfig: KernelConfig = {
  kernelName: TANH_RISE,
  backendName: 'webgpu',
  kernelFunc({ inputs, backend }) {
    const { a, g, v } = inputs as unknown as TanhRiseInputs;
    const program = {
      // tfjs writes into a program while it runs: each call has its own.
      variableNames: ['A', 'G', 'V'],
      outputShape: v.shape,
      workgroupSize: [WORKGROUP, 1, 1],
      dispatchLayout: { x: v.shape.map((_, axis) => axis) },
      dispatch: [Math.ceil(util.sizeFromShape(v.shape) / WORKGROUP), 1, 1],
      shaderKey: TANH_RISE,
      size: true,
      getUserCode: () => `${tanhRiseWgsl}
        ${getMainHeaderString('index')} {
          if (index < uniforms.size) {
            setOutputAtIndex(index, tanhRise(getAByOutputIndex(index), getGByOutputIndex(index), getVByOutputIndex(index)));
          }
        }`,
    };
    return (backend as unknown as Programs).runWebGPUProgram(program, [a, g, v], 'float32');
  },
};

let isRegistered = false;

export function registerWebGpu(): void {
  if (isRegistered) return;
  isRegistered = true;
  for (const config of [...configs, tanhRiseConfig]) registerKernel(config);
}
