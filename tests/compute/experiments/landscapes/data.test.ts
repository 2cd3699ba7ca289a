import { expect, test } from 'vitest';
import { data } from '../../../../src/compute/experiments/landscapes/data.ts';
import type { DataRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { DataFrame } from '../../../../src/model/landscapes/frames.ts';
import type { Problem } from '../../../../src/model/problem/problem.ts';

const requestFor = (change: Partial<Problem> & { widths: number[] }): DataRequest => {
  const { widths, ...rest } = change;
  return {
    kind: 'data',
    problem: {
      network: { widths, activation: 'linear' },
      data: 'negation',
      initial: 'normal',
      scale: 1,
      saddle: { kind: 'origin' },
      seed: 0,
      batchSize: 16,
      ...rest,
    },
  };
};

async function frameOf(request: DataRequest): Promise<DataFrame> {
  const { value } = await data(request, new AbortController().signal).next();
  return value as DataFrame;
}

test('a toy has the batch that learners see first, no classes, and no end', async () => {
  const frame = await frameOf(requestFor({ widths: [3, 4, 3] }));
  expect(frame).toMatchObject({
    count: 16,
    inputs: 3,
    outputs: 3,
    labels: null,
    balance: null,
    trainingCount: null,
    testCount: 1000,
  });
  expect(frame.y).toEqual(frame.x.map((value) => -value));
  expect(frame.facts).toMatchObject({ label: 'y = −x', shape: 'vector', classNames: null });
});

test('classes are counted in both parts: two moons are halves', async () => {
  const frame = await frameOf(requestFor({ data: 'two-moons', widths: [2, 4, 2] }));
  expect(frame.balance).toEqual({ train: Int32Array.of(256, 256), test: Int32Array.of(128, 128) });
  expect(frame).toMatchObject({ trainingCount: 512, testCount: 256 });
  for (let i = 0; i < frame.count; i++) expect(frame.y[2 * i + frame.labels![i]]).toBe(1);
});

test('MNIST-1D has 5,000 series, 500 of each class in all', async () => {
  const { balance, facts } = await frameOf(requestFor({ data: 'mnist-1d', widths: [40, 4, 10] }));
  expect(facts.classNames).toHaveLength(10);
  for (let k = 0; k < 10; k++) expect(balance!.train[k] + balance!.test[k]).toBe(500);
});

test('a network that does not fit is refused', async () => {
  await expect(frameOf(requestFor({ data: 'two-moons', widths: [3, 4, 2] }))).rejects.toMatchObject({
    name: 'InvalidRequest',
    message: 'invalid widths: 3-4-2 (expected 2 inputs and 2 outputs, as two moons has)',
  });
});

test('matrix completion hides about a fifth of its 100 entries, 16 of the published target', async () => {
  const { mask, y, trainingCount } = await frameOf(requestFor({ data: 'matrix-completion', widths: [10, 4, 10], batchSize: 10 }));
  expect(mask!.filter((seen) => seen === 0)).toHaveLength(16);
  expect([y.length, trainingCount]).toEqual([100, 10]);
});
