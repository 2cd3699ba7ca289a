/** Dense eigenpairs without blocking the thread: small problems here, large ones in a worker that ends on cancellation. */
import { type Eigenpairs, symmetricEigenpairs } from './eigenpairs.ts';

/** Sizes up to this take a few tens of milliseconds at most. */
const quick = 120;

/** `symmetricEigenpairs`. Throws the signal's reason when cancelled. */
export function eigenpairsAside(matrix: Float64Array, n: number, signal: AbortSignal): Promise<Eigenpairs> {
  signal.throwIfAborted();
  if (n <= quick || !('Worker' in globalThis)) return Promise.resolve(symmetricEigenpairs(matrix, n));
  const worker = new Worker(new URL('./eigenpairs.worker.ts', import.meta.url), { type: 'module' });
  let cancel = () => {};
  return new Promise<Eigenpairs>((resolve, reject) => {
    cancel = () => reject(signal.reason as Error);
    signal.addEventListener('abort', cancel);
    worker.onmessage = ({ data }: MessageEvent<Eigenpairs>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`the eigenvalue worker stopped: ${message}`));
    worker.postMessage({ matrix, n });
  }).finally(() => {
    signal.removeEventListener('abort', cancel);
    worker.terminate();
  });
}
