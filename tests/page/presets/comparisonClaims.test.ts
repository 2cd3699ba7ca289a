import { describe, expect, it } from 'vitest';
import { troubles } from '../../../src/page/laboratories/comparison/comparisonWords.ts';
import { comparedOutcomes } from '../../../src/page/laboratories/comparison/presets/comparisonClaims.ts';
import { ninetyPercent, surfaceShape } from '../../../src/page/laboratories/comparison/presets/outcomeMeasures.ts';
import { comparisonFrame, surfacesFrame } from '../store/scriptedWorker.ts';
import { nothingMeasured as nothing } from './nothingMeasured.ts';

const tests = (accuracy: number[]) => ({
  iteration: Int32Array.from(accuracy, (_, k) => 10 * k),
  loss: Float64Array.from(accuracy),
  accuracy: Float64Array.from(accuracy),
});

describe('time to 90 % of the latest accuracy', () => {
  it('is when the first test reached it', () =>
    expect(ninetyPercent(tests([0.1, 0.5, 0.75, 0.7, 0.8]), [0, 100, 250, 300, 420])).toEqual({
      accuracy: 0.8,
      iteration: 20,
      milliseconds: 250,
    }));
  it('is known from the second test on', () => {
    expect(ninetyPercent(null, [])).toBeNull();
    expect(ninetyPercent(tests([0.1]), [0])).toBeNull();
  });
});

describe('the shape of a surface', () => {
  const axis = Float64Array.of(-2, -1, 0, 1, 2);
  const surfaceOf = (height: (a: number, b: number) => number) => ({
    model: 'bp' as const,
    axis,
    loss: Float64Array.from([...axis].flatMap((b) => [...axis].map((a) => height(a, b)))),
    centre: height(0, 0),
  });
  it('of a bowl has no dents, and rises to its rim', () => {
    const { rise, dented } = surfaceShape(surfaceOf((a, b) => a * a + b * b));
    expect(dented).toBe(0);
    // corners 8, next to them 5, middles of the sides 4
    expect(rise).toBeCloseTo((4 * 8 + 8 * 5 + 4 * 4) / 16, 12);
  });
  it('of a saddle is dented everywhere', () => expect(surfaceShape(surfaceOf((a, b) => a * a - b * b)).dented).toBe(1));
  it('of a ripple is dented on its crests', () => {
    // cos(pi a) is 1, -1, 1, -1, 1: of the columns inside the middle one is a crest
    expect(surfaceShape(surfaceOf((a) => Math.cos(Math.PI * a))).dented).toBeCloseTo(1 / 3, 12);
  });
});

describe('the comparison’s claim', () => {
  const { runs } = comparisonFrame();
  const [bp, pc] = runs;
  const three = [bp, { ...pc, curves: { ...pc.curves, tests: tests([0.1, 0.2]) } }, { ...pc, model: 'rc3' as const }];
  it('says every accuracy, and which model is most like bp', () =>
    expect(comparedOutcomes({ ...nothing, comparison: comparisonFrame({ runs: three }) })).toBe(
      'bp 80.0 %, pc 20.0 %, rc3 80.0 %; most like bp: rc3, 0.0 points away',
    ));
  it('says which surface is steepest and which least convex, once all are drawn', () => {
    const [bowl] = surfacesFrame().surfaces;
    const dome = { ...bowl, model: 'rc2' as const, loss: bowl.loss.map((value) => -10 * value), centre: 0 };
    const frames = { ...nothing, comparison: comparisonFrame({ runs: three }) };
    const measured = (progress: number) =>
      comparedOutcomes({ ...frames, surfaces: surfacesFrame({ surfaces: [bowl, dome], progress }) });
    expect(measured(1)).toContain('steepest: bp, its loss rises by 1.50; least convex: rc2, dented at 100 % of its points');
    expect(measured(0.5)).not.toContain('steepest');
  });
  it('is not measured before the first test', () => expect(comparedOutcomes(nothing)).toBeNull());
});

describe('what went wrong, in words', () => {
  it('names a model that diverged and its step, and variances at their bounds', () => {
    const { runs } = comparisonFrame();
    const [bp, pc] = runs;
    const told = troubles(
      comparisonFrame({
        runs: [
          { ...bp, curves: { ...bp.curves, divergedAt: 1234 } },
          { ...pc, model: 'rc3', clamped: 7 },
        ],
      }),
    );
    expect(told).toEqual([
      expect.stringContaining('bp diverged at step 1,234'),
      'rc3: the variances of up to 7 units reached their bounds and were held there.',
    ]);
  });
});
