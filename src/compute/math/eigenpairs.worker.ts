/** A worker of its own for large dense eigenproblems, which the library solves in one go: whoever waits can end it. */
import { symmetricEigenpairs } from './eigenpairs.ts';

self.onmessage = ({ data: { matrix, n } }: MessageEvent<{ matrix: Float64Array; n: number }>) => {
  const pairs = symmetricEigenpairs(matrix, n);
  const buffers = [pairs.values, ...pairs.vectors].map(({ buffer }) => buffer as ArrayBuffer);
  self.postMessage(pairs, { transfer: buffers });
};
