/** The toy problem of Figure 2: y = -x around x = 1. */
import type { ToyData } from './toyBatches.ts';

const MEAN = 1;
const DEVIATION = 0.1;

/** x = 1 + 0.1 n, y = -x with n standard normal (Figure 2 of "Only Strict Saddles ...?", NeurIPS 2024). Takes N d normals. */
export const negation: ToyData = {
  normals: (count, dimension) => count * dimension,
  draw(normals, count, dimension) {
    const x = normals.fill(new Float64Array(count * dimension), MEAN, DEVIATION);
    return { x, y: x.map((value) => -value), count };
  },
};
