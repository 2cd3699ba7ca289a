/** The operations that learners use on tfjs's webgpu backend, and those of ours. */
import { absConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Abs.js';
import { addConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Add.js';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul.js';
import { castConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Cast.js';
import { clipByValueConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ClipByValue.js';
import { concatConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Concat.js';
import { expConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Exp.js';
import { fillConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Fill.js';
import { greaterConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Greater.js';
import { identityConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Identity.js';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/LeakyRelu.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Multiply.js';
import { notEqualConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/NotEqual.js';
import { realDivConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/RealDiv.js';
import { reluConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Relu.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Reshape.js';
import { signConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sign.js';
import { sqrtConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sqrt.js';
import { squareConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Square.js';
import { stepConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Step.js';
import { subConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sub.js';
import { sumConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Sum.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/Transpose.js';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/ZerosLike.js';
import { getMainHeaderString } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program.js';
import { type KernelConfig, registerKernel, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Constants, CustomKernel } from './customKernel.ts';
import { customKernels } from './customKernelList.ts';

const configs: KernelConfig[] = [
  absConfig,
  addConfig,
  batchMatMulConfig,
  castConfig,
  clipByValueConfig,
  concatConfig,
  expConfig,
  fillConfig,
  greaterConfig,
  identityConfig,
  leakyReluConfig,
  multiplyConfig,
  notEqualConfig,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  signConfig,
  sqrtConfig,
  squareConfig,
  stepConfig,
  subConfig,
  sumConfig,
  transposeConfig,
  zerosLikeConfig,
];

const WORKGROUP = 128;

/** The methods of tfjs's backend that our kernels call. */
interface Programs {
  runWebGPUProgram(program: object, inputs: TensorInfo[], dtype: 'float32'): TensorInfo;
}

function configOf({ name, inputs: names, shape, wgsl }: CustomKernel): KernelConfig {
  return {
    kernelName: name,
    backendName: 'webgpu',
    kernelFunc({ inputs, attrs, backend }) {
      const tensors = names.map((input) => inputs[input]!);
      const constants = Object.entries(attrs as Constants);
      const outputShape = shape(
        tensors.map((tensor) => tensor.shape),
        attrs as Constants,
      );
      const program = {
        // tfjs writes into a program while it runs: each call has its own.
        variableNames: names.map((input) => `${input}_`),
        outputShape,
        workgroupSize: [WORKGROUP, 1, 1],
        dispatchLayout: { x: outputShape.map((_, axis) => axis) },
        dispatch: [Math.ceil(util.sizeFromShape(outputShape) / WORKGROUP), 1, 1],
        shaderKey: `${name} ${constants.flat().join(' ')}`,
        size: true,
        getUserCode: () => `${constants.map(([constant, value]) => `const ${constant} = ${value};`).join('\n')}
          ${wgsl}
          ${getMainHeaderString('index')} {
            if (index < uniforms.size) { setOutputAtIndex(index, element(index)); }
          }`,
      };
      return (backend as unknown as Programs).runWebGPUProgram(program, tensors, 'float32');
    },
  };
}

let isRegistered = false;

export function registerWebGpu(): void {
  if (isRegistered) return;
  isRegistered = true;
  for (const config of [...configs, ...customKernels.map(configOf)]) registerKernel(config);
}
