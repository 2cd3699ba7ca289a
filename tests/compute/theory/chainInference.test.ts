/** Oracles: Euler inference written out for one hidden unit, and the reference grid of the chain with one hidden unit. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chainContraction,
  chainEnergyAtStep,
  chainEquilibratedEnergy,
  chainEquilibriumActivity,
} from '../../../src/compute/theory/chainInference.ts';
import grids from '../../reference/grids.json' with { type: 'json' };
import { relativeDifference } from './cases.ts';

test('F_t and z* are what Euler steps give', () => {
  const [w1, w2, x, y, dt] = [0.7, -1.3, 1.1, -1.1, 0.2];
  let z = w1 * x;
  const energy = () => ((z - w1 * x) ** 2 + (y - w2 * z) ** 2) / 2;
  const loss = energy();
  for (let step = 0; step <= 300; step++) {
    if (step % 7 === 0) expect(relativeDifference(chainEnergyAtStep(loss, w2, dt, step), energy())).toBeLessThan(1e-13);
    z += dt * (w2 * (y - w2 * z) - (z - w1 * x));
  }
  expect(z).toBeCloseTo(chainEquilibriumActivity(w1, w2, x, y), 14);
});

test('F_t is the reference energy on the whole grid at every recorded step', () => {
  const { plane, expected } = grids.find(({ network }) => network.widths.length === 3)!;
  const { dt, steps } = expected.energyAtStep;
  for (const [step, rows] of Object.entries(steps as Record<string, number[][]>)) {
    rows.forEach((row, j) => {
      row.forEach((energy, i) => {
        const predicted = chainEnergyAtStep(expected.loss[j][i], plane.axis[j], dt, Number(step));
        expect(relativeDifference(predicted, energy)).toBeLessThan(1e-12);
      });
    });
  }
});

test('F_t falls from L and tends to F* wherever inference is stable', () => {
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 0.15, noNaN: true }), (w2, dt) => {
      const equilibrated = chainEquilibratedEnergy(2, w2);
      expect(Math.abs(chainContraction(w2, dt))).toBeLessThan(1);
      expect(chainEnergyAtStep(2, w2, dt, 0)).toBeCloseTo(2, 14);
      expect(chainEnergyAtStep(2, w2, dt, 1)).toBeLessThanOrEqual(2);
      expect(chainEnergyAtStep(2, w2, dt, 5000)).toBeCloseTo(equilibrated, 14);
    }),
    { seed: 1 },
  );
});
