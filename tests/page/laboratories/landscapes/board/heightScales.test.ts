/** On which scale of heights the loss and F* are drawn, and what their captions say of it. */
import { describe, expect, it } from 'vitest';
import type { Controls } from '../../../../../src/model/controls.ts';
import type { BackendName } from '../../../../../src/model/problem/problem.ts';
import { heightScales } from '../../../../../src/page/laboratories/landscapes/board/heightScales.ts';

const evenly = (low: number, high: number) => Float64Array.from({ length: 101 }, (_, i) => low + ((high - low) * i) / 100);
const decades = (low: number, high: number) => Float64Array.from({ length: 101 }, (_, i) => low * (high / low) ** (i / 100));
const scales = (loss: Float64Array, equilibratedEnergy: Float64Array, choice: Controls['heights'] = 'auto') =>
  heightScales({ loss, equilibratedEnergy, backend: 'reference' }, choice);

describe('the automatic choice of heights', () => {
  it('is the same scale while both surfaces can be read on it', () => {
    const { loss, energy } = scales(evenly(0, 8.5), evenly(0, 1.5));
    for (const { range, notes } of [loss, energy]) {
      expect(range).toEqual([0, 8.5]);
      expect(notes).toEqual(['same height scale']);
    }
  });

  it('is each its own, as in Figure 6, where one surface would be seen as flat', () => {
    const { loss, energy } = scales(evenly(15, 279), evenly(6.5, 20.3));
    expect([loss.range, energy.range]).toEqual([
      [15, 279],
      [6.5, 20.3],
    ]);
    for (const { notes } of [loss, energy]) expect(notes).toEqual(['own height and colour scales: F* spans 1/19 of the loss']);
  });

  it('is logarithmic where both surfaces are positive over three decades', () => {
    const { loss, energy } = scales(decades(1e-1, 1e4), decades(1e-2, 1e2));
    for (const { range, logarithmic, logarithmicHeights, notes } of [loss, energy]) {
      expect(range[0]).toBeCloseTo(0.01, 12);
      expect(range[1]).toBeCloseTo(1e4, 6);
      expect([logarithmic, logarithmicHeights]).toEqual([true, true]);
      expect(notes).toEqual(['heights logarithmic, 6 decades']);
    }
  });

  it('keeps a flat surface on the scale of the other, and calls it flat on its own caption', () => {
    const level = new Float64Array(101).fill(1.5).map((value, i) => value + (i % 2) * 2.3e-16);
    const { loss, energy } = scales(level, evenly(0.77, 1.5));
    expect(loss.range).toEqual(energy.range);
    expect(loss.notes).toEqual(['loss flat to 2e-16', 'same height scale']);
    expect(energy.notes).toEqual(['same height scale']);
  });

  it('keeps a surface that has no relief beside the other on the scale of the other, as in Figure 3 with two hidden layers', () => {
    const { loss, energy } = scales(evenly(0.5, 0.5 + 4e-8), evenly(0.1, 0.5));
    expect(loss.range).toEqual(energy.range);
    for (const { notes } of [loss, energy]) expect(notes).toEqual(['same height scale: the loss spans 1·10⁻⁷ of F*']);
  });

  it('is each its own where both are low on a scale of both', () => {
    const { loss, energy } = scales(evenly(250, 250.0001), evenly(50, 51));
    expect([loss.range, energy.range]).toEqual([
      [250, 250.0001],
      [50, 51],
    ]);
  });

  it('says it where colours are logarithmic', () => {
    const { energy } = scales(decades(1e-6, 1), decades(1e-6, 2));
    expect(energy).toMatchObject({ logarithmic: true, logarithmicHeights: false });
    expect(energy.notes).toEqual(['same height scale', 'colours logarithmic, 6 decades']);
  });
});

describe('heights as chosen', () => {
  it('are flat where float32 has rounded them, on a scale of their own too', () => {
    const rounded = Float64Array.from({ length: 101 }, (_, i) => Math.fround(1.02504) + 1.2e-7 * (i % 3));
    const own = (backend: BackendName) =>
      heightScales({ loss: rounded, equilibratedEnergy: evenly(0.4, 1), backend }, 'own').loss;
    expect(own('simd').notes).toContain('loss flat to 2e-7');
    expect(own('simd').range[1] - own('simd').range[0]).toBe(1);
    expect(own('reference').notes).not.toContain('loss flat to 2e-7');
  });

  it('are logarithmic from a floor on that is said, where they go to zero or below', () => {
    const { loss } = scales(evenly(-1, 8), evenly(0, 1.5), 'log');
    expect(loss.range).toEqual([0.01, 8]);
    expect(loss.notes).toEqual(['heights logarithmic, 3 decades, lower ones drawn at 0.01']);
  });

  it('are the same scale where no height has a logarithm', () => {
    const { loss } = scales(evenly(-2, -1), evenly(-3, -1), 'log');
    expect(loss).toMatchObject({ range: [-3, -1], logarithmicHeights: false });
    expect(loss.notes).toEqual(['same height scale', 'no height above 0 has a logarithm']);
  });

  it('are compared in words, where each has its own scale', () => {
    const compared = (loss: Float64Array, energy: Float64Array) => scales(loss, energy, 'own').loss.notes.at(-1);
    expect(compared(evenly(0, 1), evenly(0, 30))).toMatch(/: the loss spans 1\/30 of F\*$/);
    expect(compared(evenly(0, 1), evenly(0, 0.8))).toMatch(/: F\* spans 80 % of the loss$/);
    expect(compared(evenly(2, 2), evenly(0, 0.8))).toBe('own height and colour scales');
  });

  it.each(['auto', 'same', 'own', 'log'] as const)('leave out what is not finite, and say so: %s', (choice) => {
    const holed = evenly(1, 2).map((value, i) => (i < 3 ? [Number.NaN, Infinity, -Infinity][i] : value));
    const { loss } = scales(holed, evenly(1, 2), choice);
    expect(loss.range.every(Number.isFinite)).toBe(true);
    expect(loss.notes).toContain('loss not finite at 3 of 101 points, which are left out');
    const none = scales(holed.fill(Number.NaN), evenly(1, 2), choice);
    expect([...none.loss.range, ...none.energy.range].every(Number.isFinite)).toBe(true);
  });
});
