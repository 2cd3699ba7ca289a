/** The way to WebGPU: what the machine offers, and the device of tfjs's backend, opened anew after it was lost. */
import { computeError } from '../computeError.ts';
import type { Backend } from './backend.ts';

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

/** Opens the webgpu path. Throws `BackendUnavailable` where the machine has no adapter. */
export async function openWebGpu(_onLost: () => void): Promise<Backend> {
  const { reason } = await probeWebGpu();
  throw computeError('BackendUnavailable', `webgpu is not available: ${reason ?? 'its kernels are not here yet'}`);
}
