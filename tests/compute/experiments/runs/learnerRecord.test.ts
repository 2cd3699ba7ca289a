import { describe, expect, it } from 'vitest';
import type { StepMeasures } from '../../../../src/compute/engine/work/learnerSteps.ts';
import { LearnerRecord } from '../../../../src/compute/experiments/runs/learnerRecord.ts';

const measured = (loss: number, change: Partial<StepMeasures> = {}): StepMeasures => ({
  loss,
  energy: loss / 2,
  gradientNorm: 3 * loss,
  layerNorms: null,
  gradientVariances: null,
  clamped: 0,
  prediction: null,
  diverged: false,
  completed: false,
  ...change,
});
const norms = (...values: number[]) => ({
  layerNorms: { gradient: Float64Array.from(values), parameter: Float64Array.from(values, (v) => v + 10) },
});

function recordOf(losses: number[], epoch: number | null, ending: 'iterations' | 'plateau' = 'iterations'): LearnerRecord {
  const record = new LearnerRecord(epoch, false, ending);
  for (const loss of losses) record.add(measured(loss));
  return record;
}

describe('LearnerRecord', () => {
  it('keeps a value a step of each curve', () => {
    const record = recordOf([4, 2], null);
    expect(record.curves()).toMatchObject({
      loss: Float64Array.of(4, 2),
      energy: Float64Array.of(2, 1),
      gradientNorm: Float64Array.of(12, 6),
      tests: null,
      theoryEnergy: null,
      layerNorms: null,
    });
    expect([record.stepsTaken, record.firstLoss, record.latestGradientNorm]).toEqual([2, 4, 6]);
  });

  it('takes nothing more once a step has diverged', () => {
    const record = recordOf([4], null);
    record.add(measured(1e9, { diverged: true }));
    record.add(measured(1));
    expect(record.curves().loss).toEqual(Float64Array.of(4, 1e9));
    expect(record.divergedAt).toBe(1);
  });

  it('turns norms by layer into a curve a layer', () => {
    const record = new LearnerRecord(null, false, 'iterations');
    record.add(measured(1, norms(1, 2)));
    record.add(measured(1, norms(3, 4)));
    expect(record.curves().layerNorms).toEqual({
      gradient: [Float64Array.of(1, 3), Float64Array.of(2, 4)],
      parameter: [Float64Array.of(11, 13), Float64Array.of(12, 14)],
    });
  });

  it('has norms by layer from the first step or not at all, so that the index stays the iteration', () => {
    const record = recordOf([4], null);
    record.add(measured(1, norms(1, 2)));
    expect(record.curves().layerNorms).toBeNull();
  });

  it('is due for a test before the first step and after each epoch, once', () => {
    const record = new LearnerRecord(2, false, 'iterations');
    const due = [0, 1, 2, 3, 4].filter((steps) => record.isTestDue(steps));
    expect(due).toEqual([0, 2, 4]);
    record.addTest(2, { loss: 1, accuracy: 0.5 });
    expect(record.isTestDue(2)).toBe(false);
    expect(recordOf([], null).isTestDue(0)).toBe(false);
  });

  it('ends by Figure 5’s rule where an epoch’s mean loss falls by less than 0.001, and not before', () => {
    expect(recordOf([1, 1, 0.999, 0.9985], 2, 'plateau').finished).toBe(false); // by 0.00125
    expect(recordOf([1, 1, 0.9995, 0.9995], 2, 'plateau').finished).toBe(true);
    expect(recordOf([1, 1, 0.9995], 2, 'plateau').finished).toBe(false); // within the epoch
    expect(recordOf([1, 1, 1, 1], 2, 'iterations').finished).toBe(false);
  });

  it('goes on from restored curves as if it had not stopped', () => {
    const whole = recordOf([1, 1, 0.9995, 0.9995], 2, 'plateau');
    const half = recordOf([1, 1, 0.9995], 2, 'plateau');
    const restored = new LearnerRecord(2, false, 'plateau');
    restored.restore(half.curves());
    restored.add(measured(0.9995));
    expect(restored.curves()).toEqual(whole.curves());
  });
});
