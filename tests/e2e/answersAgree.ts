/** The tests that `window.saddlescope` answers with the values of tests/reference, for any browser and any of its compute paths. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Learner } from '../../src/model/problem/problem.ts';
import type {
  EvaluateAnswer,
  EvaluateRequest,
  SurfaceAnswer,
  SurfaceRequest,
  TrainAnswer,
  TrainRequest,
  VariancesAnswer,
  VariancesRequest,
} from '../../src/model/scripts.ts';
import { worstDifferences } from './worstDifference.ts';

interface Named {
  name: string;
}
type PointCase = Named & Omit<EvaluateRequest, 'inference'> & { expected: EvaluateAnswer };
type VariancesCase = Named & Omit<VariancesRequest, 'inference'> & { expected: VariancesAnswer };
type GridCase = Named & Omit<SurfaceRequest, 'inference'> & { expected: SurfaceAnswer };
type SgdCase = Named & TrainRequest & { expected: Record<Learner, TrainAnswer> };
interface PublishedRun {
  batches: number[][];
  weights: number[][];
  trainLosses: number[];
}
interface PublishedCase {
  seed: number;
  hidden: number;
  initialWeights: number[];
  learningRate: number;
  inference: { dt: number; steps: number };
  bp: PublishedRun;
  pc: PublishedRun;
}

/** Relative to the largest value of an array: of each layer's matrix, in a list of them. */
const tolerance = { reference: 1e-9, simd: 1e-4, webgpu: 1e-4, wasm: 1e-4 };

interface Asked {
  /** The paths that answer everything but trainable variances. */
  paths: readonly ('reference' | 'simd' | 'webgpu')[];
  /** The paths that answer requests with trainable variances. */
  variances: readonly ('reference' | 'wasm' | 'webgpu')[];
  ask<Answer>(question: 'evaluate' | 'surface' | 'train', request: object): Promise<Answer>;
}

export function answersAgree({ paths, variances, ask }: Asked): void {
  describe.each(paths)('on the %s path', (backend) => {
    test.each(read<PointCase>('points.json'))('evaluate agrees: $name', async ({ network, weights, x, y, expected }) => {
      const { dt, steps } = expected.inference;
      const answer = await ask<EvaluateAnswer>('evaluate', { network, weights, x, y, inference: { dt, steps }, backend });
      expectAgreement(backend === 'simd' ? 'reference' : backend, answer, expected); // where it leaves single points
    });

    test.each(read<GridCase>('grids.json'))('surface agrees: $name', async ({ network, x, y, plane, expected }) => {
      const { dt, steps } = expected.energyAtStep;
      const inference = { dt, record: Object.keys(steps).map(Number) };
      expectAgreement(backend, await ask<SurfaceAnswer>('surface', { network, x, y, plane, inference, backend }), expected);
    });

    test.each(eachLearner())('train agrees: $name, $learner', async ({ learner, expected, name: _, ...request }) => {
      expectAgreement(backend, await ask<TrainAnswer>('train', { ...request, learner, backend }), expected);
    });

    test.each(eachPublishedRun())('train reproduces the published run: $title', async (published) => {
      const { learner, initialWeights, learningRate, inference, run } = published;
      const batches = run.batches.map((x) => ({ x: column(x), y: column(x.map((value) => -value)) }));
      const answer = await ask<TrainAnswer>('train', {
        network: { widths: Array(initialWeights.length + 1).fill(1), activation: 'linear' },
        weights: initialWeights.map((weight) => column([weight])),
        learningRate,
        batches,
        inference,
        learner,
        backend,
      });
      expectAgreement(backend, answer, {
        losses: run.trainLosses,
        finalWeights: run.weights.at(-1)!.map((weight) => column([weight])),
      });
    });
  });

  test.each(eachLearner())('train agrees on tfjs: $name, $learner', async ({ learner, expected, name: _, ...request }) => {
    const backend = 'wasm';
    expectAgreement(backend, await ask<TrainAnswer>('train', { ...request, learner, backend }), expected);
  });

  describe.each(variances)('on %s, under trainable variances', (backend) => {
    test.each(read<VariancesCase>('variances.json'))('evaluate agrees: $name', async (each) => {
      const { name: _, expected, ...request } = each;
      const { dt, steps } = expected.inference;
      const answer = await ask<VariancesAnswer>('evaluate', { ...request, inference: { dt, steps }, backend });
      expectAgreement(backend, answer, expected);
    });
  });
}

function expectAgreement(backend: keyof typeof tolerance, answer: { backend: string }, expected: object): void {
  expect(answer.backend).toBe(backend);
  const tooLarge = Object.entries(worstDifferences(expected, answer)).filter(
    ([, difference]) => !(difference <= tolerance[backend]),
  );
  expect(tooLarge, 'fields that differ by more than the tolerance').toEqual([]);
}

function read<Case>(file: string): Case[] {
  return JSON.parse(readFileSync(`tests/reference/${file}`, 'utf8'));
}

function eachLearner() {
  return read<SgdCase>('sgd.json').flatMap(({ expected, ...request }) =>
    (Object.keys(expected) as Learner[]).map((learner) => ({ ...request, learner, expected: expected[learner] })),
  );
}

function eachPublishedRun() {
  return read<PublishedCase>('figure2-chain-sgd.json').flatMap((published) =>
    (['bp', 'pc'] as const).map((learner) => ({
      ...published,
      title: `H = ${published.hidden}, seed ${published.seed}, ${learner}`,
      learner,
      run: published[learner],
    })),
  );
}

function column(data: number[]) {
  return { shape: [data.length, 1], data };
}
