import { describe, expect, it } from 'vitest';
import { imagesAt, imagesUntil } from '../../../../src/compute/experiments/unsupervised/evaluationSchedule.ts';

const plan = { batchSize: 64, iterations: 200, available: 2000 };
const due = (of: typeof plan) =>
  Array.from({ length: of.iterations + 1 }, (_, iteration) => [iteration, imagesAt(iteration, of)]).filter(
    ([, images]) => images > 0,
  );

describe('evaluations', () => {
  it('are few and small at first, then full after every 4,000 images, and at the end', () => {
    expect(due(plan)).toEqual([
      [1, 50],
      [2, 50],
      [4, 64],
      [8, 128],
      [16, 256],
      [32, 512],
      [63, 1000],
      [126, 1000],
      [189, 1000],
      [200, 1000],
    ]);
  });
  it('are at no more images than there are', () => {
    expect(imagesAt(63, { ...plan, available: 30 })).toBe(30);
  });
  it('come after every step of a batch of 4,000 or more', () => {
    expect(due({ ...plan, batchSize: 5000, iterations: 3 }).map(([iteration]) => iteration)).toEqual([1, 2, 3]);
  });
  it('count into the work of a run, ten digits each', () => {
    expect(imagesUntil(3, plan)).toBe(3 * 64 + 2 * (50 + 10));
  });
});
