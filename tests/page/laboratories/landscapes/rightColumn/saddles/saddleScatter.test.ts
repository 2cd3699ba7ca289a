import { describe, expect, it } from 'vitest';
import type { CriticalPoint } from '../../../../../../src/model/landscapes/saddlesFrames.ts';
import { depth, saddleScatter } from '../../../../../../src/page/laboratories/landscapes/rightColumn/saddles/saddleScatter.ts';
import {
  conjectureText,
  curvatureText,
  differenceText,
  foundText,
  standingText,
  subsetText,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/saddles/saddleWords.ts';
import { saddlesFrame } from '../../../../store/scriptedWorker.ts';

const point: CriticalPoint = {
  start: 0,
  count: 3,
  weights: new Float64Array(2),
  loss: 2.5,
  equilibratedEnergy: 2.5,
  lossGradientNorm: 0,
  energyGradientNorm: 0,
  isCriticalForLoss: true,
  isCriticalForEnergy: true,
  rank: 1,
  lossIndex: 1,
  lossMin: -1,
  energyIndex: 1,
  energyMin: -0.25,
  theory: { loss: 2.5, subset: [0] },
  standing: 'strict',
};

describe('saddleScatter', () => {
  const search = saddlesFrame({
    found: { loss: Float64Array.of(0, 2.5, 5), energyMin: Float64Array.of(1e-17, -1, -10), rank: Int32Array.of(2, 1, 1) },
    criticalValues: [Float64Array.of(7), Float64Array.of(2.5, 5), Float64Array.of(0)],
  });
  const { data, layout } = saddleScatter({ search, theme: 'light' });

  it('gives every rank a colour and a shape of its own', () => {
    expect(data.map(({ name }) => name)).toEqual(['rank 0', 'rank 1', 'rank 2']);
    const looks = data.map((trace) => JSON.stringify((trace as { marker: object }).marker));
    expect(new Set(looks).size).toBe(3);
    expect(data[1]).toMatchObject({ x: [2.5, 5], y: [depth(-1), depth(-10)] });
  });
  it('dashes every critical value of theory', () => {
    const dashed = layout.shapes!.filter(({ line }) => line?.dash === 'dash');
    expect(dashed.map(({ x0, x1 }) => [x0, x1])).toEqual([7, 2.5, 5, 0].map((value) => [value, value]));
  });
  it('keeps decades of curvature apart and zero between them', () => {
    expect(depth(0)).toBe(0);
    expect(depth(-1e-2) - depth(-1)).toBeCloseTo(2, 5);
    expect(depth(3)).toBe(-depth(-3));
    expect(depth(1e-17)).toBeCloseTo(0, 8);
  });
  it('shows all points and all values', () => {
    const [left, right] = layout.xaxis!.range as number[];
    const [low, high] = layout.yaxis!.range as number[];
    expect(left < 0 && right > 7).toBe(true);
    expect(low < depth(-10) && high > 0).toBe(true);
  });
});

describe('the saddle search in words', () => {
  it('says that nothing speaks against the conjecture, and how strict the flattest saddle is', () => {
    const words = conjectureText(saddlesFrame({ points: [point, { ...point, energyMin: -0.0011 }] }));
    expect(words).toBe(
      '0 candidates against the conjecture. Every saddle of F* found is strict, with a curvature of −0.0011 or below.',
    );
  });
  it('counts a candidate', () => {
    const words = conjectureText(saddlesFrame({ points: [point, { ...point, standing: 'flat', energyMin: 0 }] }));
    expect(words).toBe(
      '1 candidate against the conjecture. Every other saddle of F* found is strict, with a curvature of −0.2500 or below.',
    );
  });
  it('tells a local minimum from a candidate', () => {
    const words = conjectureText(saddlesFrame({ points: [{ ...point, standing: 'local minimum' }] }));
    expect(words).toBe(
      '0 candidates against the conjecture. 1 kind of local minima of F* above 0: the network cannot fit all of the data.',
    );
  });
  it('counts what was found and what was lost', () => {
    expect(foundText(saddlesFrame({ starts: 60, lost: 1, points: [point] }))).toBe(
      '1 kind of critical points from 59 starts; 1 start led to no point.',
    );
    expect(foundText(saddlesFrame({ starts: 2, lost: 0 }))).toBe(
      '0 kinds of critical points from 2 starts; every start led to a point.',
    );
  });
  it('names the directions from 1', () => {
    expect(subsetText({ loss: 0, subset: [0, 2] })).toBe('{1, 3}');
    expect(subsetText({ loss: 0, subset: [] })).toBe('∅');
  });
  it('compares with theory only where the loss has a critical point', () => {
    expect(differenceText({ ...point, loss: 2.5 + 2 ** -30 })).toBe('loss less theory’s 9·10⁻¹⁰');
    expect(differenceText({ ...point, loss: 2.5 + 2 ** -40 })).toBe('loss as in theory, up to rounding');
    expect(differenceText({ ...point, isCriticalForLoss: false })).toBe('');
  });
  it('says how steep F* is where it is not critical', () => {
    expect(standingText({ ...point, standing: null, energyGradientNorm: 0.031 })).toBe('no: |∇F*| = 0.031');
    expect(standingText(point)).toBe('strict saddle');
  });
  it('takes rounding for zero', () => {
    expect(curvatureText(0, -4e-16)).toBe('0: 0');
    expect(curvatureText(4, -3.281)).toBe('4: −3.28');
    expect(curvatureText(0, -3e-8)).toBe('0: 0'); // a negative eigenvalue that does not count is what rounding leaves of zero
    expect(curvatureText(1, -3e-8)).toBe('1: −3·10⁻⁸');
    expect(curvatureText(0, 5e-9)).toBe('0: 0');
    expect(curvatureText(0, 0.25)).toBe('0: 0.250');
  });
});
