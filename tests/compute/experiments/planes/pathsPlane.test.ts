/** The plane that holds the most of both paths: against singular vectors by Jacobi rotations, and the parts that NumPy measured. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { landscape } from '../../../../src/compute/experiments/landscapes/landscape.ts';
import { training } from '../../../../src/compute/experiments/landscapes/training.ts';
import { pathsPlane } from '../../../../src/compute/experiments/planes/pathsPlane.ts';
import { setUp, setUpOnPlane } from '../../../../src/compute/experiments/setup.ts';
import { dot, norm } from '../../../../src/compute/math/innerProduct.ts';
import type { LandscapeRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { LandscapeFrame } from '../../../../src/model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../src/model/landscapes/trainingFrames.ts';
import type { Network, Problem } from '../../../../src/model/problem/problem.ts';
import published from '../../../reference/figure2-chain-sgd.json' with { type: 'json' };

const { signal } = new AbortController();

interface Case {
  network: Network;
  problem?: Partial<Problem>;
  rate: number;
  steps: number;
  iterations: number;
}

const chain: Case = { network: { widths: [1, 1, 1, 1], activation: 'linear' }, rate: 0.4, steps: 20, iterations: 100 };
const wide: Case = {
  network: { widths: [3, 4, 4, 4, 3], activation: 'linear' },
  problem: { scale: 0.1 },
  rate: 0.064,
  steps: 50,
  iterations: 300,
};

describe('both paths’ squared distance from the saddle', () => {
  test.each([
    { seed: 0, share: 0.9989601657560355, farthest: 0.07734464921332333 },
    { seed: 1, share: 0.9953948299488121, farthest: 0.0935436210690916 },
  ])('of the published chain, seed $seed, lies in the plane as far as NumPy’s SVD says', async ({ seed, share, farthest }) => {
    const { bp, pc } = published.find((run) => run.seed === seed && run.hidden === 2)!;
    const visitedBy = ({ weights }: { weights: number[][] }) => ({
      points: weights.map((point) => Float64Array.from(point)),
      divergedAt: -1,
    });
    const plane = await pathsPlane({ bp: visitedBy(bp), pc: visitedBy(pc) }, new Float64Array(3), 'the origin', signal);
    expect(plane).toMatchObject({ captured: { share: expect.closeTo(share, 9), farthest: expect.closeTo(farthest, 9) } });
  });
  test.each([0, 1, 2, 3, 4])('of a chain with H = 2 lies to more than 99.2 per cent in the plane, seed %i', async (seed) => {
    const { captured } = await drawn(asked(chain, seed));
    expect(captured!.share).toBeGreaterThan(0.992);
    expect(captured!.farthest).toBeGreaterThan(0.02);
    expect(captured!.farthest).toBeLessThan(0.4);
  });
  test.each([0, 1, 2])('of 3-4-4-4-3 from σ = 0.1 lies to more than 98 per cent in the plane, seed %i', async (seed) => {
    expect((await drawn(asked(wide, seed))).captured!.share).toBeGreaterThan(0.98);
  });

  test.each([
    ['a chain', chain, 2],
    ['3-4-4-4-3', wide, 1],
    ['a zero-rank saddle', { ...wide, problem: { scale: 0.1, saddle: { kind: 'zero-rank' } } } satisfies Case, 0],
  ])('is held by no plane better: its singular values say how much, %s', async (_, each, seed) => {
    const request = asked({ ...each, iterations: 58 }, seed); // every point is kept
    const { plane } = await setUpOnPlane(request, new Engine(), signal);
    const points = await visited(request);
    const { saddleWeights } = await setUp(request.problem, signal);
    const offsets = points.map((point) => point.map((weight, p) => weight - saddleWeights[p]));
    const squares = singularSquares(offsets);
    const total = squares.reduce((sum, square) => sum + square, 0);
    expect(plane.captured!.share).toBeCloseTo((squares[0] + squares[1]) / total, 9);
    expect(plane.origin).toEqual(saddleWeights);
    const [u, v] = plane.directions;
    expect([norm(u), norm(v), dot(u, v)]).toEqual([1, 1, 0].map((value) => expect.closeTo(value, 9)));
    const inPlane = offsets.reduce((sum, offset) => sum + dot(offset, u) ** 2 + dot(offset, v) ** 2, 0);
    expect(inPlane / total).toBeCloseTo(plane.captured!.share, 9);
    const off = offsets.map((offset) => Math.sqrt(Math.max(0, dot(offset, offset) - dot(offset, u) ** 2 - dot(offset, v) ** 2)));
    expect(plane.captured!.farthest).toBeCloseTo(Math.max(...off), 7);
  });
});

describe('the fitted domain', () => {
  test('holds both paths with a margin', async () => {
    const request = asked(chain, 0);
    const { axis } = await drawn(request);
    const { plane } = await setUpOnPlane(request, new Engine(), signal);
    const { bpPath, pcPath } = await raced(request);
    const reach = Math.max(...[bpPath, pcPath].flatMap(({ a, b }) => [...a, ...b].map(Math.abs)));
    expect(axis.at(-1)! / reach).toBeGreaterThan(1.1);
    expect(axis.at(-1)! / reach).toBeLessThan(1.2);
    expect(axis.at(-1)).toBe(plane.reach);
  });
  test('is that of the smallest square: no other turn of the axes makes it smaller by more than a turn of 1° may', async () => {
    const { plane } = await setUpOnPlane(asked(wide, 0), new Engine(), signal);
    const [u, v] = plane.directions;
    const places = (await visited(asked(wide, 0))).map((point) => [dot(point, u), dot(point, v)]);
    const reachAt = (angle: number) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      return Math.max(...places.map(([a, b]) => Math.max(Math.abs(c * a + s * b), Math.abs(c * b - s * a))));
    };
    for (let angle = 0; angle < Math.PI / 2; angle += 0.003) expect(reachAt(angle)).toBeGreaterThan(0.98 * reachAt(0));
    expect(places.reduce((sum, [a, b]) => sum + a - b, 0)).toBeGreaterThan(0); // in front, as the scene opens
  });
  test('gives way to one that was chosen', async () => {
    const { axis, captured } = await drawn({ ...asked(chain, 0), domain: 0.25 });
    expect([axis[0], axis.at(-1)]).toEqual([-0.25, 0.25]);
    expect(captured!.share).toBeGreaterThan(0.99);
  });
  test('grows until F* varies visibly, where the learners hardly move', async () => {
    const { axis, equilibratedEnergy } = await drawn(asked({ ...wide, rate: 1e-4, iterations: 20 }, 0));
    const [low, high] = [Math.min(...equilibratedEnergy), Math.max(...equilibratedEnergy)];
    expect(high - low).toBeGreaterThan(1e-3 * high);
    expect(axis.at(-1)).toBeLessThanOrEqual(10);
  });
});

describe('where the paths make no plane, the Hessian’s stands in and says why', () => {
  test('both learners stay', async () => {
    const { planeDescription, captured } = await drawn(asked({ ...chain, rate: 1e-300 }, 0));
    expect(planeDescription).toMatch(/^both paths lie on one line: Hessian of F\* at the origin, u:/);
    expect(captured).toBeNull();
  });
  test('both learners diverge', async () => {
    const { planeDescription } = await drawn(asked({ ...wide, rate: 50, problem: { scale: 1 } }, 0));
    expect(planeDescription).toMatch(/^both learners diverge: Hessian of F\* at the origin, u:/);
  });
});

test('the caption’s per cent are never rounded up to all of it', async () => {
  const { planeDescription, captured } = await drawn(asked(chain, 4));
  const [, percent] = /^plane through the origin: holds ([\d.]+) % of both paths’ squared distance$/.exec(planeDescription)!;
  expect(Number(percent)).toBeLessThanOrEqual(100 * captured!.share);
  expect(Number(percent)).toBeGreaterThan(100 * captured!.share - 0.1);
});

function asked({ network, problem, rate, steps, iterations }: Case, seed: number): LandscapeRequest {
  return {
    kind: 'landscape',
    problem: {
      network,
      data: 'negation',
      initial: 'normal',
      scale: 0.05,
      saddle: { kind: 'origin' },
      batchSize: 64,
      ...problem,
      seed,
    },
    plane: {
      kind: 'paths',
      centre: 'saddle',
      run: {
        learners: ['bp', 'pc'],
        optimiser: 'sgd',
        learningRates: [{ from: 0, rate }],
        batches: 'fresh',
        convention: 'matched',
        iterations,
      },
    },
    domain: null,
    start: null,
    inference: { dt: 0.1, steps },
    backend: 'reference',
    resolution: 15,
    record: [0],
  };
}

async function drawn(request: LandscapeRequest): Promise<LandscapeFrame> {
  let last: LandscapeFrame | null = null;
  for await (const frame of landscape(request, new Engine(), signal)) last = frame;
  return last!;
}

async function raced({ domain: _domain, resolution: _resolution, ...request }: LandscapeRequest): Promise<TrainingFrame> {
  const { run } = request.plane as Extract<LandscapeRequest['plane'], { run: unknown }>;
  const race = { ...request, ...run, kind: 'training', seeds: 1, restarts: 'none', compare: false, resume: null } as const;
  let last: TrainingFrame | null = null;
  for await (const frame of training(race, new Engine(), signal)) last = frame;
  return last!;
}

/** Every point of both paths of the race itself, the start once. */
async function visited(request: LandscapeRequest): Promise<Float64Array[]> {
  const { bpPath, pcPath } = await raced(request);
  const pointsOf = ({ weights, iteration }: TrainingFrame['bpPath']) => {
    const count = weights!.length / iteration.length;
    return Array.from(iteration, (_, k) => weights!.slice(k * count, (k + 1) * count));
  };
  return [...pointsOf(bpPath), ...pointsOf(pcPath).slice(1)];
}

/** Squares of the singular values of the rows, falling: one-sided Jacobi rotations make the columns orthogonal. */
function singularSquares(rows: Float64Array[]): number[] {
  const columns = Array.from(rows[0], (_, p) => Float64Array.from(rows, (row) => row[p]));
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < columns.length; p++) {
      for (let q = p + 1; q < columns.length; q++) {
        const [x, y] = [columns[p], columns[q]];
        const angle = 0.5 * Math.atan2(2 * dot(x, y), dot(x, x) - dot(y, y));
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        columns[p] = x.map((value, k) => c * value + s * y[k]);
        columns[q] = x.map((value, k) => c * y[k] - s * value);
      }
    }
  }
  return columns.map((column) => dot(column, column)).sort((a, b) => b - a);
}
