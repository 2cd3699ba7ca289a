/** The way to the simd path, loaded when first needed. */
import type { Backend } from '../work/backend.ts';
import { hasSimd } from './compiledKernels.ts';
import { SimdPool } from './pool.ts';
import { SimdBackend } from './simdBackend.ts';

/** More would wait for memory. */
const mostWorkers = 16;

export const openWorker = (): Worker => new Worker(new URL('./simd.worker.ts', import.meta.url), { type: 'module' });

/** Null where WebAssembly has no SIMD. `onFault` is told why a worker is missing. Without workers (in Node) the calling thread computes. */
export function openSimd(onFault: (reason: string) => void): Backend | null {
  if (!hasSimd()) return null;
  const size = 'Worker' in globalThis ? Math.min(navigator.hardwareConcurrency, mostWorkers) : 0;
  return new SimdBackend(new SimdPool(openWorker, size, onFault));
}
