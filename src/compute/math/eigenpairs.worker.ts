/** A worker for large dense eigenproblems, which the library solves without a pause: ending the worker cancels them. */
import { symmetricEigenpairs } from './eigenpairs.ts';

self.onmessage = ({ data: { matrix, n } }: MessageEvent<{ matrix: Float64Array; n: number }>) => {
  const pairs = symmetricEigenpairs(matrix, n);
  const buffers = [pairs.values, ...pairs.vectors].map(({ buffer }) => buffer as ArrayBuffer);
  self.postMessage(pairs, { transfer: buffers });
};
