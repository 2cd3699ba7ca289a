/** A landscape to draw, with a closed form. */
import type { DrawnLandscape } from '../../src/page/figures/figure.ts';
import { defaultCamera } from '../../src/page/view/viewFields.ts';

/** The chain's loss 1/2 (1 + a b)^2 on [-1, 1]^2. */
export function chainLoss(change: Partial<DrawnLandscape> = {}): DrawnLandscape {
  const axis = Float64Array.from({ length: 21 }, (_, i) => -1 + i / 10);
  const at = (a: number, b: number) => (1 + a * b) ** 2 / 2;
  return {
    axis,
    axisNames: ['w1', 'w2'],
    height: Float64Array.from({ length: 441 }, (_, i) => at(axis[i % 21], axis[Math.floor(i / 21)])),
    heightName: 'loss',
    range: [0, 2],
    logarithmic: false,
    logarithmicHeights: false,
    divergedAt: null,
    holdsWhereDiverged: true,
    paths: [],
    start: { a: 0.05, b: 0.1, height: at(0.05, 0.1) },
    ramp: 'viridis',
    camera: defaultCamera,
    theme: 'light',
    ...change,
  };
}
