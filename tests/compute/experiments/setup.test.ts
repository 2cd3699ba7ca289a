import { describe, expect, test } from 'vitest';
import { Engine } from '../../../src/compute/engine/engine.ts';
import { setUp, setUpOnPlane } from '../../../src/compute/experiments/setup.ts';
import type { LandscapeRequest } from '../../../src/model/landscapes/experiments.ts';
import type { Problem } from '../../../src/model/problem/problem.ts';

const signal = new AbortController().signal;

describe('around a saddle', () => {
  test('the initial weights are the saddle’s plus the origin’s own', async () => {
    const origin = await setUp(around({}).problem, signal);
    for (const saddle of [{ kind: 'zero-rank' }, { kind: 'rank', rank: 2 }] as const) {
      const { saddleWeights, startWeights } = await setUp(around({ saddle }).problem, signal);
      expect(saddleWeights.some((weight) => weight !== 0)).toBe(true);
      expect(startWeights).toEqual(saddleWeights.map((weight, p) => weight + origin.startWeights[p]));
    }
  });

  test('the zero-rank saddle is zero but for its penultimate layer, of variance 1 / fan-in', async () => {
    const widths = [3, 5, 30, 20, 3];
    const { saddleWeights, layout } = await setUp(
      around({ saddle: { kind: 'zero-rank' }, network: { widths, activation: 'tanh' } }).problem,
      signal,
    );
    const [from, to] = [layout.weightOffset[2], layout.weightOffset[3]];
    const penultimate = saddleWeights.subarray(from, to);
    expect(saddleWeights.every((weight, p) => weight === 0 || (p >= from && p < to))).toBe(true);
    const variance = penultimate.reduce((sum, weight) => sum + weight * weight, 0) / penultimate.length;
    expect(Math.abs(variance * 30 - 1)).toBeLessThan(4 * Math.sqrt(2 / penultimate.length));
  });

  test('a plane can be centred there', async () => {
    const { plane, saddleWeights } = await setUpOnPlane(
      around({ saddle: { kind: 'rank', rank: 1 } }, 'saddle'),
      new Engine(),
      signal,
    );
    expect(plane.origin).toEqual(saddleWeights);
    expect(plane.description).toContain('around the rank-1 saddle');
  });

  test('a given point is taken as it is', async () => {
    const weights = Array.from({ length: 3 * 4 + 4 * 4 + 4 * 3 }, (_, p) => Math.sin(p));
    const { saddleWeights } = await setUp(around({ saddle: { kind: 'point', weights } }).problem, signal);
    expect(Array.from(saddleWeights)).toEqual(weights);
  });

  test.each<[string, Partial<Problem>, string]>([
    [
      'a zero-rank saddle with one hidden layer',
      { saddle: { kind: 'zero-rank' }, network: { widths: [3, 4, 3], activation: 'linear' } },
      'invalid saddle: zero-rank with 1 hidden layer (expected 2 or more',
    ],
    [
      'a rank-r saddle of a nonlinear network',
      { saddle: { kind: 'rank', rank: 1 }, network: { widths: [3, 4, 3], activation: 'tanh' } },
      'invalid saddle: rank 1 with activation tanh (expected linear',
    ],
    ['a rank beyond the layers', { saddle: { kind: 'rank', rank: 4 } }, 'invalid rank: 4 (expected 0 to 3'],
    ['a point of another network', { saddle: { kind: 'point', weights: [1, 2] } }, 'invalid point: 2 weights (expected 40'],
  ])('%s is refused', async (_, problem, message) => {
    const refused = setUp(around(problem).problem, signal);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

function around(problem: Partial<Problem>, centre: 'origin' | 'saddle' | 'start' = 'origin'): LandscapeRequest {
  return {
    kind: 'landscape',
    problem: {
      network: { widths: [3, 4, 4, 3], activation: 'linear' },
      data: 'negation',
      initial: 'normal',
      scale: 0.05,
      saddle: { kind: 'origin' },
      seed: 0,
      batchSize: 64,
      ...problem,
    },
    plane: { kind: 'coordinates', centre, first: 0, second: 1, held: 0 },
    domain: 1,
    start: null,
    inference: { dt: 0.1, steps: 20 },
    backend: 'reference',
    resolution: 15,
    record: [0, 20],
  };
}
