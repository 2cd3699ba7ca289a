import { describe, expect, test } from 'vitest';
import { Calibrations } from '../../../../src/compute/engine/calibration/calibrations.ts';
import { kindOf } from '../../../../src/compute/engine/calibration/trialWork.ts';
import type { Candidate } from '../../../../src/model/calibration.ts';

const both: Candidate[] = ['webgpu-thread', 'simd'];
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** SIMD takes no time, the others some. */
const quickSimd = (candidate: Candidate) => (candidate === 'simd' ? Promise.resolve() : later(8));

/** A machine whose trials are counted, with patience for a busy one. */
function machine({
  device = 'a card, 4 cores',
  trial = quickSimd as (candidate: Candidate) => Promise<unknown>,
  limit = 2000,
} = {}) {
  const runs: string[] = [];
  const told: string[] = [];
  const measuring = new Calibrations(
    (candidate, work) => {
      runs.push(`${kindOf(work)} ${candidate}`);
      return trial(candidate);
    },
    async () => device,
    () => told.push('changed'),
    limit,
  );
  return { measuring, runs, told };
}

/** Asks again and again until all candidates were measured. */
async function measured(measuring: Calibrations, among = both): Promise<Candidate> {
  for (;;) {
    const chosen = await measuring.choose('linear-net', among);
    const { calibrations } = await measuring.record();
    if (calibrations[0]?.timings.length === among.length) return chosen;
    await later(1);
  }
}

describe('the choice', () => {
  test('is the first one while the others warm up, and the fastest once it is measured', async () => {
    const { measuring, told } = machine();
    expect(await measuring.choose('linear-net', both)).toBe('webgpu-thread');
    expect(told).toEqual([]);
    expect(await measured(measuring)).toBe('simd');
    expect(told).toEqual(['changed']);
  });
  test('is measured once a kind', async () => {
    const { measuring, runs } = machine();
    await measured(measuring);
    const before = runs.length;
    expect(await measuring.choose('linear-net', both)).toBe('simd');
    expect(runs).toHaveLength(before);
    await measuring.choose('linear-chain', both);
    expect(runs.slice(before)).toContain('linear-chain webgpu-thread');
  });
  test('of one is no choice: nothing is measured', async () => {
    const { measuring, runs } = machine();
    expect(await measuring.choose('linear-net', ['webgpu-thread'])).toBe('webgpu-thread');
    await later(10);
    expect(runs).toEqual([]);
  });
  test('is measured anew where a candidate has no time yet', async () => {
    const { measuring } = machine();
    expect(await measured(measuring, ['webgpu-thread', 'webgpu-workgroup'])).not.toBe('simd');
    expect(await measured(measuring, ['webgpu-thread', 'webgpu-workgroup', 'simd'])).toBe('simd');
    expect((await measuring.record()).calibrations).toHaveLength(1);
  });
  test('is measured for one kind after another', async () => {
    const { measuring, runs } = machine({ trial: () => Promise.resolve() });
    const askBoth = () => Promise.all([measuring.choose('linear-chain', both), measuring.choose('curved-net', both)]);
    await askBoth();
    await later(1); // both are warm
    const before = runs.length;
    await askBoth();
    expect(new Set(runs.slice(before).map((run) => run.split(' ')[0]))).toEqual(new Set(['linear-chain']));
  });
  test('stays with the first where all fail, with the reason', async () => {
    const { measuring } = machine({ trial: () => Promise.reject(new Error('the GPU device was lost')) });
    expect(await measured(measuring)).toBe('webgpu-thread');
    const [{ timings, trouble }] = (await measuring.record()).calibrations;
    expect(trouble).toBe('every way of computing failed');
    expect(timings.map(({ failure }) => failure)).toEqual(new Array(2).fill('the GPU device was lost'));
  });
  test('stays with the first where measuring takes too long', async () => {
    let isStuck = false;
    const { measuring } = machine({ trial: () => (isStuck ? new Promise<never>(() => {}) : Promise.resolve()), limit: 20 });
    await measuring.choose('linear-net', both);
    await later(50); // all are warm
    isStuck = true;
    expect(await measured(measuring)).toBe('webgpu-thread');
    expect((await measuring.record()).calibrations[0].trouble).toBe('measuring took longer than 20 ms');
  });
});

test('a race that was under way when everything was forgotten counts no more', async () => {
  let isSlow = false;
  const { measuring } = machine({ trial: () => later(isSlow ? 50 : 0) });
  await measuring.choose('linear-net', both);
  await later(200); // all are warm
  isSlow = true;
  const racing = measuring.choose('linear-net', both);
  await later(10);
  measuring.forget();
  expect(await racing).toBe('webgpu-thread');
  expect((await measuring.record()).calibrations).toEqual([]);
});

test('all races together take no longer than one may', async () => {
  const { measuring } = machine({ trial: () => later(50), limit: 300 });
  const kinds = ['linear-chain', 'curved-chain', 'linear-net', 'curved-net'] as const;
  for (const kind of kinds) await measuring.choose(kind, both);
  await later(600); // all are warm
  for (const kind of kinds) await measuring.choose(kind, both);
  const { calibrations } = await measuring.record();
  // A round takes 100 ms, so that the third is cut off at the latest and the fourth has nothing left.
  expect(calibrations[0].trouble).toBeNull();
  expect(calibrations[3].trouble).toBe('measuring other kinds took all of 300 ms');
  expect(await measuring.choose('curved-net', both)).toBe(both[0]);
});

describe('what was measured before', () => {
  test('is taken over on the same machine, and nothing is run', async () => {
    const earlier = machine().measuring;
    await measured(earlier);
    const record = await earlier.record();
    const { measuring, runs } = machine();
    measuring.recall(structuredClone(record));
    expect(await measuring.choose('linear-net', both)).toBe('simd');
    expect(await measuring.record()).toEqual(record);
    expect(runs).toEqual([]);
  });
  test.each([
    null,
    'text',
    { machine: 'a card, 4 cores, kernels 1' },
    { machine: 'a card, 4 cores, kernels 1', calibrations: [{ kind: 'linear-net' }] },
  ])('is of no use where it cannot be read: %j', async (kept) => {
    const { measuring } = machine();
    measuring.recall(kept);
    expect(await measured(measuring)).toBe('simd');
  });
  test('is of no use on another machine', async () => {
    const earlier = machine().measuring;
    await measured(earlier);
    const { measuring } = machine({ device: 'another card, 4 cores' });
    measuring.recall(await earlier.record());
    expect(await measuring.choose('linear-net', both)).toBe('webgpu-thread');
    expect((await measuring.record()).calibrations).toEqual([]);
  });
  test('is forgotten when asked to, and measured anew', async () => {
    const { measuring, told } = machine();
    await measured(measuring);
    measuring.forget();
    expect((await measuring.record()).calibrations).toEqual([]);
    expect(told).toHaveLength(2);
    expect(await measuring.choose('linear-net', both)).toBe('webgpu-thread');
    expect(await measured(measuring)).toBe('simd');
  });
});
