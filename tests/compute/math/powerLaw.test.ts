import { describe, expect, it } from 'vitest';
import { powerLaw, settledPowerLaw } from '../../../src/compute/math/powerLaw.ts';

const x = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32];

describe('a power law', () => {
  it('is found exactly', () => {
    const fit = powerLaw(
      x,
      x.map((value) => 3 * value ** -2),
      0.02,
      0.16,
    )!;
    expect(fit.slope).toBeCloseTo(-2, 12);
    expect(Math.exp(fit.intercept)).toBeCloseTo(3, 12);
    expect(fit).toMatchObject({ from: 0.02, to: 0.16, points: 4 });
  });
  it('needs two points', () => expect(powerLaw(x, [Number.NaN, 1, Number.NaN, 1, 1, 1], 0, 0.02)).toBeNull());
});

describe('the range over which a slope has settled', () => {
  it('ends where the curve bends', () => {
    const y = x.map((value) => value ** -2 * (1 - 2 * value));
    const fit = settledPowerLaw(x, y, 0)!;
    expect(fit.from).toBe(0.01);
    expect(fit.to).toBe(0.08);
    expect(fit.slope).toBeCloseTo(-2, 0);
  });
  it('leaves out small values and unknown ones', () => {
    const y = x.map((value) => value ** -1);
    y[0] = Number.NaN;
    expect(settledPowerLaw(x, y, 10)).toMatchObject({ from: 0.02, to: 0.08, points: 3 });
  });
  it('is empty for a curve that bends everywhere', () => {
    expect(
      settledPowerLaw(
        x,
        x.map((value) => Math.exp(-30 * value)),
        0,
      ),
    ).toBeNull();
  });
  it('needs three points', () => expect(settledPowerLaw([1, 2], [1, 2], 0)).toBeNull());
});
