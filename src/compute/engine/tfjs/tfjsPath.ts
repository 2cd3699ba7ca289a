/** tfjs's two backends, opened when first needed: wasm, and webgpu on the device that the fused kernels use too. */

import * as tf from '@tensorflow/tfjs-core';
import { computeError } from '../../../model/computeError.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { openGpu } from '../webgpu/gpuDevice.ts';
import type { Breather } from '../work/breather.ts';

export type TfjsName = 'wasm' | 'webgpu';

/** A backend of tfjs that is ready for work. */
export interface TfjsPath {
  readonly name: TfjsName;
  /** Whether a tensor can be read at once, without waiting for a device. */
  readonly readsAtOnce: boolean;
  /** The device, which the webgpu path's own kernels share; null on wasm. */
  readonly gpu: Gpu | null;
  /** Makes this the backend of the operations that follow, until the thread is next handed back. Throws `DeviceLost` on a lost device. */
  activate(): Promise<void>;
  /** Waits until the device has done what it was given, so that work does not pile up. */
  settle(): Promise<void>;
  /** A tensor's values. Throws where the device failed at any operation so far. */
  read(tensor: tf.Tensor): Promise<Float32Array>;
}

/** `onLost` is called when the device is lost. Throws `BackendUnavailable` where the machine lacks the backend. */
export function openTfjsPath(name: TfjsName, onLost: () => void): Promise<TfjsPath> {
  return name === 'wasm' ? openedWasm() : openWebGpu(onLost);
}

/** Opened once: tfjs gives up a backend that is asked for again while it starts. After a failure, the next caller tries again. */
let wasm: Promise<TfjsPath> | null = null;

function openedWasm(): Promise<TfjsPath> {
  const opening = wasm ?? openWasm();
  wasm = opening;
  opening.catch(() => {
    wasm = null;
  });
  return opening;
}

async function openWasm(): Promise<TfjsPath> {
  const { registerWasm } = await import('./wasmKernels.ts');
  registerWasm();
  const isOpen = await tf.setBackend('wasm').catch(() => false);
  if (!isOpen) {
    throw computeError(
      'BackendUnavailable',
      'wasm is not available: its program did not load (expected a browser with WebAssembly, and the page’s own files)',
    );
  }
  return {
    name: 'wasm',
    readsAtOnce: true,
    gpu: null,
    activate: () => activate('wasm'),
    settle: async () => {},
    read: (tensor) => tensor.data() as Promise<Float32Array>,
  };
}

async function openWebGpu(onLost: () => void): Promise<TfjsPath> {
  const [gpu, { registerWebGpu }] = await Promise.all([openGpu(onLost), import('./webgpuKernels.ts')]);
  registerWebGpu();
  const since = gpu.faultCount;
  return {
    name: 'webgpu',
    readsAtOnce: false,
    gpu,
    async activate() {
      await gpu.whileHealthy(Promise.resolve(), since); // a lost device's backend is another one by now
      await activate('webgpu');
    },
    settle: () => gpu.whileHealthy(submittedWorkDone(gpu), since),
    read: (tensor) => gpu.whileHealthy(tensor.data() as Promise<Float32Array>, since),
  };
}

async function activate(name: TfjsName): Promise<void> {
  while (tf.getBackend() !== name) await tf.setBackend(name);
}

/** tfjs holds some operations back: they are submitted first. */
async function submittedWorkDone(gpu: Gpu): Promise<void> {
  const backend = tf.backend() as unknown as Encoders;
  if (backend.commandEncoder) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
  await gpu.device.queue.onSubmittedWorkDone();
}

/** The methods that tfjs's webgpu backend calls before it reads. */
interface Encoders {
  readonly commandEncoder: GPUCommandEncoder | null;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** Hands the thread back for one turn, once the device has caught up, and takes the backend again. */
export async function handBack(path: TfjsPath, breather: Breather): Promise<void> {
  await path.settle();
  await breather.pause();
  await path.activate();
}
