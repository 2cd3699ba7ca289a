import { describe, expect, test } from 'vitest';
import { type Runner, race, warmUp } from '../../../../src/compute/engine/calibration/race.ts';
import { type Candidate, fastest } from '../../../../src/model/calibration.ts';

/** Runners that move a clock on by so many ms at each size, or fail, and the sizes that each was asked for. */
function track(paces: Partial<Record<Candidate, (size: number) => number>>) {
  let time = 0;
  const asked: Partial<Record<Candidate, number[]>> = {};
  const runners = Object.entries(paces).map(([name, pace]): Runner<number> => {
    const candidate = name as Candidate;
    asked[candidate] = [];
    return {
      candidate,
      async run(size) {
        asked[candidate]!.push(size);
        time += pace(size);
      },
    };
  });
  return {
    asked,
    hold: (aim: number) => race(runners, sizes, aim, 1000, () => time),
    warm: (aim: number) => Promise.all(runners.map((runner) => warmUp(runner, sizes, aim, () => time))),
  };
}

/** Work is nothing but its size. */
const sizes = (size: number) => size;
const never = () => new Promise<never>(() => {});

describe('a race', () => {
  test('grows to four times the size while four rounds of the last size fit, and is then run twice more', async () => {
    const { asked, hold } = track({ simd: (size) => size, 'webgpu-thread': () => 1 });
    // Rounds take 2, 5 and 17 ms at sizes 1, 4 and 16; after 24 of 90 ms, 66 are left: fewer than 4 x 17.
    const { timings } = await hold(90);
    expect(asked.simd).toEqual([1, 4, 16, 16, 16]);
    expect(timings).toEqual([
      { candidate: 'simd', milliseconds: 16, failure: null },
      { candidate: 'webgpu-thread', milliseconds: 1, failure: null },
    ]);
  });
  test('is won at the largest size, by whoever was slower at the smallest', async () => {
    const { hold } = track({ simd: (size) => size, 'webgpu-workgroup': (size) => 3 + size / 4 });
    const result = await hold(100);
    expect(fastest({ kind: 'curved-net', measuredAt: 0, ...result }, ['simd', 'webgpu-workgroup'])).toBe('webgpu-workgroup');
  });
  test('is not run again where that would take more than is left', async () => {
    const { asked, hold } = track({ simd: (size) => 10 * size });
    expect((await hold(15)).timings[0].milliseconds).toBe(10);
    expect(asked.simd).toEqual([1]);
  });
  test('goes on beyond its aim until the first round is over', async () => {
    const { hold } = track({ simd: () => 100, 'webgpu-thread': () => 50 });
    expect((await hold(20)).timings.map(({ milliseconds }) => milliseconds)).toEqual([100, 50]);
  });
  test('counts each one’s fastest run of the same size', async () => {
    const runs = [9, 5, 7];
    const { hold } = track({ simd: () => runs.shift()! });
    expect((await hold(30)).timings[0].milliseconds).toBe(5);
    expect(runs).toEqual([]);
  });
  test('leaves out who fails, with the reason, and goes on among the others', async () => {
    const failing = async () => {
      throw new Error('the GPU is out of memory');
    };
    const result = await race(
      [
        { candidate: 'webgpu-thread', run: failing },
        { candidate: 'simd', run: async () => {} },
      ],
      sizes,
      5,
      1000,
    );
    expect(result.timings[0]).toEqual({
      candidate: 'webgpu-thread',
      milliseconds: null,
      failure: 'the GPU is out of memory',
    });
    expect(result.trouble).toBeNull();
    expect(fastest({ kind: 'linear-net', measuredAt: 0, ...result }, ['webgpu-thread', 'simd'])).toBe('simd');
  });
  test('of which nobody arrives says so', async () => {
    const failing = () => Promise.reject(new Error('no'));
    expect((await race([{ candidate: 'simd', run: failing }], sizes, 5, 1000)).trouble).toBe('every way of computing failed');
  });
  test('is cut off at the limit: without a whole round nobody has a time, and the first is kept', async () => {
    const signals: AbortSignal[] = [];
    const runners: Runner<number>[] = [
      { candidate: 'webgpu-thread', run: async () => {} },
      {
        candidate: 'simd',
        run(_, signal) {
          signals.push(signal);
          return never();
        },
      },
    ];
    const result = await race(runners, sizes, 5, 5);
    expect(result.timings.map(({ milliseconds }) => milliseconds)).toEqual([null, null]);
    expect(result.trouble).toBe('measuring took longer than 5 ms');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(fastest({ kind: 'linear-net', measuredAt: 0, ...result }, ['webgpu-thread', 'simd'])).toBe('webgpu-thread');
  });
  test('that is cut off at a larger size is decided by the last whole round', async () => {
    const stuckWhenLarge = (size: number) => (size === 1 ? Promise.resolve() : never());
    const result = await race([{ candidate: 'simd', run: stuckWhenLarge }], sizes, 20, 20);
    expect(result.trouble).toBeNull();
    expect(result.timings[0].milliseconds).toBeLessThan(20);
  });
});

test('a warm-up runs every size that a race may come to, and none that is larger', async () => {
  const warming = track({ simd: (size) => size });
  await warming.warm(40);
  expect(warming.asked.simd).toEqual([1, 1, 4, 4, 16, 16]); // four times 16 are more than 40
  const racing = track({ simd: (size) => size });
  await racing.hold(40);
  expect(Math.max(...racing.asked.simd!)).toBe(16);
});

test('the fastest is chosen among those that are asked about', () => {
  const timings = [
    { candidate: 'webgpu-thread' as const, milliseconds: 3, failure: null },
    { candidate: 'webgpu-workgroup' as const, milliseconds: 2, failure: null },
    { candidate: 'simd' as const, milliseconds: 1, failure: null },
  ];
  const calibration = { kind: 'linear-net' as const, timings, trouble: null, measuredAt: 0 };
  expect(fastest(calibration, ['webgpu-thread', 'webgpu-workgroup', 'simd'])).toBe('simd');
  expect(fastest(calibration, ['webgpu-thread', 'webgpu-workgroup'])).toBe('webgpu-workgroup');
});
