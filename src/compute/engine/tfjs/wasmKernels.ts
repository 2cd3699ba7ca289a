/** tfjs's wasm backend with the operations that learners use, and those of ours. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base.js';
import { absConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Abs.js';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add.js';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul.js';
import { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast.js';
import { clipByValueConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ClipByValue.js';
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat.js';
import { expConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Exp.js';
import { fillConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Fill.js';
import { greaterConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Greater.js';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity.js';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/LeakyRelu.js';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply.js';
import { notEqualConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/NotEqual.js';
import { realDivConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/RealDiv.js';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape.js';
import { signConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sign.js';
import { sqrtConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sqrt.js';
import { squareConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square.js';
import { stepConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Step.js';
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub.js';
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose.js';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ZerosLike.js';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { env, type KernelConfig, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
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

/** The methods of tfjs's backend that our kernels call. */
interface Heap {
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
  typedArrayFromHeap(tensor: TensorInfo): Float32Array;
}

/** On the heap that wasm computes on: a pass of ours costs less than the many of tfjs that it replaces. */
function configOf({ name, inputs: names, shape, run }: CustomKernel): KernelConfig {
  return {
    kernelName: name,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const tensors = names.map((input) => inputs[input]!);
      const constants = attrs as Constants;
      const heap = backend as Heap;
      const shapes = tensors.map((tensor) => tensor.shape);
      const output = heap.makeOutput(shape(shapes, constants), 'float32'); // may move the heap: before anything is looked at
      run(
        tensors.map((tensor) => heap.typedArrayFromHeap(tensor)),
        heap.typedArrayFromHeap(output),
        constants,
      );
      return output;
    },
  };
}

let isRegistered = false;

export function registerWasm(): void {
  if (isRegistered) return;
  isRegistered = true;
  for (const config of [...configs, ...customKernels.map(configOf)]) registerKernel(config);
  // The threaded program breaks when it is minified.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedSimd,
  });
}
