/** The pace of inference to its rest, on energies `1/2 sum lambda z^2` whose rest is known. */
import { describe, expect, test } from 'vitest';
import { SettlingPace } from '../../../../src/compute/engine/simd/settlingPace.ts';

/** As the kernel `glide` steps: how many steps, the energy where it rests, and whether momentum was ever used. */
function settle(lambdas: number[], isSmooth: boolean, from = lambdas.map(() => 1)) {
  const energyAt = (z: number[]) => z.reduce((sum, value, k) => sum + 0.5 * lambdas[k] * value * value, 0);
  let z = from;
  let landing = z;
  const start = energyAt(z);
  const pace = new SettlingPace(start, isSmooth);
  let steps = 0;
  let hadMomentum = false;
  for (; pace.dt > 0 && steps < 5000; steps++) {
    const { dt, momentum } = pace;
    hadMomentum ||= momentum > 0;
    const slopes = z.map((value, k) => lambdas[k] * value);
    const next = z.map((value, k) => value - dt * slopes[k]);
    z = next.map((value, k) => value + momentum * (value - landing[k]));
    landing = next;
    pace.see(energyAt(z), Math.max(...slopes.map(Math.abs)));
  }
  return { steps, energy: pace.energy / start, hadMomentum };
}

describe('inference settles', () => {
  test.each([
    ['where every unit is as stiff', [1, 1]],
    ['where dt must halve first', [30, 1]],
    ['along a slow direction', [4, 0.01]],
  ])('%s', (_, lambdas) => {
    expect(settle(lambdas, true).energy).toBeLessThan(1e-5);
  });

  test('with momentum in fewer than half the steps, and as near to its rest', () => {
    const [plain, smooth] = [false, true].map((isSmooth) => settle([4, 0.02], isSmooth));
    expect(smooth.steps).toBeLessThan(plain.steps / 2);
    expect(smooth.energy).toBeLessThan(plain.energy);
  });

  test('where a stiff direction shows only once momentum has begun', () => {
    const { steps, energy, hadMomentum } = settle([12, 0.02], true, [1e-9, 1]);
    expect(hadMomentum).toBe(true);
    expect(energy).toBeLessThan(1e-4);
    expect(steps).toBeLessThan(500);
  });

  test('without momentum across kinks', () => {
    expect(settle([4, 0.02], false).hadMomentum).toBe(false);
    expect(settle([4, 0.02], true).hadMomentum).toBe(true);
  });
});

test('an energy that is no number ends it', () => {
  const pace = new SettlingPace(1, true);
  pace.see(Number.NaN, 1);
  expect(pace.dt).toBe(0);
});
