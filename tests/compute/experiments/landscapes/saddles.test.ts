/** The oracles are theory's critical values, Theorem 3's bound, and a bottleneck whose local minimum can be written down. */
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { Breather } from '../../../../src/compute/engine/work/breather.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../../src/compute/engine/work/samples.ts';
import { standingOf } from '../../../../src/compute/experiments/landscapes/criticalPoints.ts';
import { linearTerrain } from '../../../../src/compute/experiments/landscapes/linearTerrain.ts';
import { type Ground, saddles, searchFrom } from '../../../../src/compute/experiments/landscapes/saddles.ts';
import { normalStream } from '../../../../src/compute/math/random.ts';
import type { SaddlesRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { SaddlesFrame } from '../../../../src/model/landscapes/saddlesFrames.ts';

const negated = (x: number) => -x;
const graded = (x: number, i: number, d: number) => -x * (1 + (i % d));

describe('the search on the loss', () => {
  it.each([
    ['2-2-2 on y = -x', [2, 2, 2], negated, 30],
    ['2-2-2 on y = -diag(1, 2) x', [2, 2, 2], graded, 30],
    ['3-4-4-3 on y = -diag(1, 2, 3) x', [3, 4, 4, 3], graded, 35],
  ] as const)('finds saddles of every rank where theory puts them: %s', async (_, widths, map, starts) => {
    const { points, lost } = await searched('loss', ground([...widths], map), starts);
    expect(new Set(points.map(({ rank }) => rank))).toEqual(new Set(Array.from({ length: widths[0] + 1 }, (_, rank) => rank)));
    expect(lost).toBeLessThan(starts / 5);
    for (const { loss, theory, subset } of points.map((point) => ({ ...point, subset: point.theory?.subset.length }))) {
      expect(Math.abs(loss - theory!.loss)).toBeLessThan(1e-12);
      expect(subset).toBe(theory!.subset.length);
    }
    for (const point of points.filter(({ rank }) => rank < widths[0])) expect(point.lossIndex).toBeGreaterThan(0);
  });
});

describe('the search on F*', () => {
  it.each([
    ['2-2-2 on y = -x', [2, 2, 2], negated, 30],
    ['3-4-4-3 on y = -diag(1, 2, 3) x', [3, 4, 4, 3], graded, 28],
  ] as const)('finds strict saddles of every rank, minima, and no candidate: %s', async (_, widths, map, starts) => {
    const here = ground([...widths], map);
    const { points } = await searched('energy', here, starts);
    expect(new Set(points.map(({ rank }) => rank)).size).toBe(widths[0] + 1);
    for (const { rank, standing, isCriticalForLoss, equilibratedEnergy, loss } of points) {
      expect(standing).toBe(rank === widths[0] ? 'minimum' : 'strict');
      expect(isCriticalForLoss).toBe(true);
      expect(equilibratedEnergy).toBeCloseTo(loss, 10); // S leaves the residual alone
    }
    const bound = -largestOutputMoment(here);
    for (const { energyMin } of points.filter(({ rank }) => rank === 0)) expect(energyMin).toBeLessThanOrEqual(bound + 1e-9);
  });

  it('where noise cannot be fitted, finds nothing but the rank-zero saddles', async () => {
    const { points } = await searched(
      'energy',
      ground([2, 2, 2], (x, _i, _d, noise) => -x + noise / 2),
      14,
    );
    expect(points.map(({ rank, standing }) => [rank, standing])).toEqual([[0, 'strict']]);
  });

  it('calls the best fit through a bottleneck a local minimum of F*, and its other fit a strict saddle', async () => {
    const { points } = await searched('energy', ground([2, 1, 2], graded), 20);
    expect(points.map(({ rank, standing, theory }) => [rank, standing, theory?.subset])).toEqual([
      [1, 'local minimum', [0]],
      [1, 'strict', [1]],
      [0, 'strict', []],
    ]);
  });
});

describe('a critical point without negative curvature', () => {
  it('is flat at the origin of the loss of a chain of three weights, where the way down is of third order', async () => {
    const here = ground([1, 1, 1, 1], negated);
    expect(await standingOf(terrainOf('loss', here), new Float64Array(3), 0.5)).toBe('flat');
    expect(await standingOf(terrainOf('energy', here), new Float64Array(3), 0.5)).toBe('strict');
  });
  it('is a minimum where the data are fitted', async () => {
    const here = ground([1, 1, 1, 1], negated);
    expect(await standingOf(terrainOf('energy', here), Float64Array.of(1, 1, -1), 0.5)).toBe('minimum');
  });
});

describe('a search', () => {
  const here = ground([2, 2, 2], negated);

  it('goes on from a frame to the same list as an unbroken one', async () => {
    const half = await searched('loss', here, 9);
    const resumed = await searched('loss', here, 20, structuredClone(half));
    const { milliseconds: _, ...unbroken } = await searched('loss', here, 20);
    expect(resumed).toMatchObject(unbroken);
  });
  it('counts every start once', async () => {
    const { points, lost, starts, found } = await searched('energy', here, 20);
    expect(points.reduce((sum, { count }) => sum + count, lost)).toBe(starts);
    expect(found.loss).toHaveLength(starts - lost);
  });
  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const frames = searchFrom({ of: 'energy', starts: 1000, resume: null }, here, new Engine(), controller.signal);
    await frames.next();
    controller.abort(new Error('enough'));
    await expect(frames.next()).rejects.toThrow('enough');
  });
  it.each([
    [{ widths: [2, 2, 2], activation: 'tanh' }, 'invalid activation for a saddle search: tanh (expected linear'],
    [
      { widths: [3, 20, 20, 3], activation: 'linear' },
      'too many parameters for a saddle search: 520 (expected at most 150; the widest that fits is 3-9-9-3)',
    ],
  ] as const)('refuses %j', async (network, message) => {
    const request = { problem: { network }, of: 'loss', starts: 1, resume: null } as unknown as SaddlesRequest;
    await expect(saddles(request, new Engine(), new AbortController().signal).next()).rejects.toThrow(message);
  });
});

type Mapped = (x: number, index: number, dimension: number, noise: number) => number;

/** 64 samples x ~ N(0, 1), y entry by entry. */
function ground(widths: number[], map: Mapped): Ground {
  const d = widths[0];
  const normals = normalStream(5);
  const x = normals.fill(new Float64Array(64 * d), 0, 1);
  const y = x.map((entry, i) => map(entry, i, d, normals.next()));
  return { layout: layoutOf({ widths, activation: 'linear' }), samples: batchOf(x, y, 64), seed: 1 };
}

async function searched(
  of: 'loss' | 'energy',
  on: Ground,
  starts: number,
  resume: SaddlesFrame | null = null,
): Promise<SaddlesFrame> {
  let last: SaddlesFrame | null = null;
  for await (const frame of searchFrom({ of, starts, resume }, on, new Engine(), new AbortController().signal)) last = frame;
  return last!;
}

function terrainOf(of: 'loss' | 'energy', { layout, samples }: Ground) {
  const { signal } = new AbortController();
  return linearTerrain(of, layout, samples, new Engine(), new Breather(signal), signal);
}

/** lambda_max(Sigma_yy) by power iteration. */
function largestOutputMoment({ layout, samples: { y, count } }: Ground): number {
  const d = layout.widths[layout.layers];
  let vector = new Float64Array(d).fill(1);
  let value = 0;
  for (let step = 0; step < 2000; step++) {
    const next = new Float64Array(d);
    for (let i = 0; i < count; i++) {
      const along = vector.reduce((sum, entry, j) => sum + entry * y[i * d + j], 0);
      for (let j = 0; j < d; j++) next[j] += (along * y[i * d + j]) / count;
    }
    value = Math.hypot(...next);
    vector = next.map((entry) => entry / value);
  }
  return value;
}
