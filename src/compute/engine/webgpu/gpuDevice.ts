/** The way to WebGPU: what the machine offers, and the device of tfjs's backend, opened anew after it was lost. */
import { computeError } from '../../../model/computeError.ts';
import { Gpu } from '../gpu/gpu.ts';

export interface WebGpuOffer {
  /** The adapter's description, null without one. */
  readonly adapter: string | null;
  /** Worth choosing for large work. */
  readonly isHardware: boolean;
  /** Why it is not, or null. */
  readonly reason: string | null;
}

/** Asks the browser for an adapter, without opening a device or loading tfjs. */
export async function probeWebGpu(): Promise<WebGpuOffer> {
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) return { adapter: null, isHardware: false, reason: 'this browser has no WebGPU' };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return { adapter: null, isHardware: false, reason: 'the browser refused a WebGPU adapter' };
  const isHardware = !adapter.info.isFallbackAdapter;
  return { adapter: describe(adapter.info), isHardware, reason: isHardware ? null : 'software adapter' };
}

function describe(info: GPUAdapterInfo): string {
  const words = [info.vendor, info.architecture, info.description].filter((word) => word !== '');
  return words.join(' ') || 'unnamed adapter';
}

/**
 * The device that the webgpu path's kernels, and others, run on; after it was lost, a new one. `onLost` is called when it is lost.
 * Throws `BackendUnavailable` where the machine has no adapter or gives no device.
 */
export async function openGpu(onLost: () => void): Promise<Gpu> {
  const { adapter, reason } = await probeWebGpu();
  if (adapter === null) throw unavailable(reason);
  return new Gpu(await openTfjsDevice(), onLost);
}

/** The device of tfjs's webgpu backend, which is forgotten as soon as its device is lost: tfjs itself would keep handing out the dead one. */
async function openTfjsDevice(): Promise<GPUDevice> {
  const [tf] = await Promise.all([
    import('@tensorflow/tfjs-core'),
    import('@tensorflow/tfjs-backend-webgpu/dist/base.js'), // registers the backend, without its operations
  ]);
  const isSet = await tf.setBackend('webgpu');
  if (!isSet) throw unavailable('the adapter gave no device');
  await tf.ready();
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  const factory = tf.findBackendFactory('webgpu');
  device.lost.then(() => {
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', factory);
  });
  return device;
}

function unavailable(reason: string | null): Error {
  return computeError(
    'BackendUnavailable',
    `webgpu is not available: ${reason} (expected a browser with WebGPU and an adapter; backend "reference" works everywhere)`,
  );
}
