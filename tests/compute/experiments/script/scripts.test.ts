import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { evaluate } from '../../../../src/compute/experiments/script/evaluate.ts';
import { evaluateVariances } from '../../../../src/compute/experiments/script/evaluateVariances.ts';
import { hessian } from '../../../../src/compute/experiments/script/hessian.ts';
import { surface } from '../../../../src/compute/experiments/script/surface.ts';
import { train } from '../../../../src/compute/experiments/script/train.ts';
import type { Learner, Matrix, Network } from '../../../../src/model/problem/problem.ts';
import { chainRun, chains, grids, points, sgd, variances } from '../../../reference/cases.ts';
import { expectClose, flatten } from '../../closeness.ts';

const engine = new Engine();
const { signal } = new AbortController();

describe('evaluate, on the reference path', () => {
  it.each(points)('agrees with the independent float64 values: $name', async ({ network, weights, x, y, expected }) => {
    const { dt, steps } = expected.inference;
    const request = { network, weights, x, y, inference: { dt, steps }, backend: 'reference' } as const;
    const answer = await evaluate(request, engine, signal);
    expectClose(answer.loss, expected.loss);
    expectClose(flatten(answer.lossGradient), flatten(expected.lossGradient));
    expectClose(answer.inference.layerEnergies.flat(), expected.inference.layerEnergies.flat());
    expectClose(flatten(answer.inference.activities), flatten(expected.inference.activities));
    expectClose(flatten(answer.inference.weightGradient), flatten(expected.inference.weightGradient));
    if (!expected.equilibrated) return;
    const { equilibrated } = expected;
    expectClose(answer.equilibrated.energy, equilibrated.energy);
    expectClose(flatten([answer.equilibrated.rescaling!]), flatten([equilibrated.rescaling]));
    expectClose(flatten(answer.equilibrated.activities), flatten(equilibrated.activities));
    expectClose(flatten(answer.equilibrated.weightGradient), flatten(equilibrated.weightGradient));
    expectClose(answer.equilibrated.activityHessianEigenvalues!.min, equilibrated.activityHessianEigenvalues.min);
    expectClose(answer.equilibrated.activityHessianEigenvalues!.max, equilibrated.activityHessianEigenvalues.max);
  });

  it('answers in typed arrays, which move to the page without a copy', async () => {
    const { network, weights, x, y } = points[0];
    const answer = await evaluate({ network, weights, x, y, inference: { dt: 0.1, steps: 1 } }, engine, signal);
    const matrices = [...answer.lossGradient, ...answer.inference.activities, ...answer.inference.weightGradient];
    for (const { data } of matrices) expect(data).toBeInstanceOf(Float64Array);
  });

  it('keeps nonlinear nets at rest at their equilibrium: F* is below every F_t, and no activity moves', async () => {
    const { network, weights, x, y } = points.find(({ name }) => name === '4-12-12-3 tanh')!;
    const request = { network, weights, x, y, inference: { dt: 0.1, steps: 2000 }, backend: 'reference' } as const;
    const { inference, equilibrated } = await evaluate(request, engine, signal);
    const last = inference.layerEnergies[2000].reduce((sum, energy) => sum + energy, 0);
    expect(equilibrated.energy).toBeLessThanOrEqual(last + 1e-12);
    expectClose(flatten(equilibrated.activities), flatten(inference.activities), 1e-6);
  });
});

describe('a network with biases, a cross-entropy output and free inputs', () => {
  const network: Network = { widths: [1, 1, 2], activation: 'leaky_relu', biases: true, output: 'cross-entropy', inputs: 'free' };
  // z_1 = phi(2 * 3 - 7), a = (-z_1, 1)
  const weights = [matrix(1, 2, [2, -7]), matrix(2, 2, [-1, 0, 0, 1])];
  const samples = { x: matrix(1, 1, [3]), y: matrix(1, 2, [1, 0]) };
  const loss = Math.log(1 + Math.exp(1 - 0.01));
  const request = { network, weights, ...samples };

  it('is evaluated, its inputs first among the activities', async () => {
    const dt = 0.1;
    const answer = await evaluate({ ...request, inference: { dt, steps: 1 } }, engine, signal);
    const p = 1 - Math.exp(-loss);
    expectClose(answer.loss, loss);
    expectClose(flatten(answer.lossGradient), [3 * 0.01 * p, 0.01 * p, 0.01 * p, -p, -0.01 * p, p]);
    expectClose(flatten(answer.inference.activities), [3, -0.01 - dt * p]);
    expect(answer.lossGradient.map(({ shape }) => shape)).toEqual(weights.map(({ shape }) => shape));
    expect(answer.backend).toBe('reference');
  });

  it('is trained, and has a surface', async () => {
    const run = { batches: [samples, samples], learningRate: 0.1, inference: { dt: 0.1, steps: 5 }, learner: 'pc' } as const;
    const { losses, finalWeights } = await train({ ...request, ...run, batches: [...run.batches] }, engine, signal);
    expectClose(losses[0], loss);
    expect(losses[1]).toBeLessThan(losses[0]);
    const u = [matrix(1, 2, [0, 1]), matrix(2, 2, [0, 0, 0, 0])];
    const v = [matrix(1, 2, [0, 0]), matrix(2, 2, [0, 1, 0, 0])];
    const plane = { axis: [0, 1], center: finalWeights, u, v };
    const heights = { network, ...samples, plane, inference: { dt: 0.1, record: [0] } };
    const { loss: grid, equilibratedEnergy } = await surface(heights, engine, signal);
    for (const [row, heights] of grid.entries())
      for (const [column, height] of Array.from(heights).entries())
        expect(height).toBeGreaterThan(equilibratedEnergy[row][column]);
  });
});

describe('evaluate with log-variances', () => {
  it.each(variances)('agrees with the independent float64 values: $name', async ({ expected, ...request }) => {
    const { dt, steps } = expected.inference;
    const answer = await evaluateVariances({ ...request, inference: { dt, steps } }, engine, signal);
    expectClose(answer.inference.energies, expected.inference.energies);
    expectClose(flatten(answer.logVarianceGradient), flatten(expected.logVarianceGradient));
    expectClose(flatten(answer.weightGradient), flatten(expected.weightGradient));
  });

  it('adds only the normaliser where every variance is 1', async () => {
    const { network, weights, x, y, expected } = points[0];
    const { dt, steps, layerEnergies } = expected.inference;
    const logVariances = network.widths.slice(1).map((width) => ({ shape: [width] as [number], data: Array(width).fill(0) }));
    const answer = await evaluateVariances({ network, weights, x, y, logVariances, inference: { dt, steps } }, engine, signal);
    const units = network.widths.slice(1).reduce((sum, width) => sum + width, 0);
    const totals = layerEnergies.map((layers) =>
      layers.reduce((sum, energy) => sum + energy, (units * Math.log(2 * Math.PI)) / 2),
    );
    expectClose(answer.inference.energies, totals);
    expectClose(flatten(answer.weightGradient), flatten(expected.inference.weightGradient));
  });
});

describe('surface, on the reference path', () => {
  it.each(grids)('agrees with the independent float64 values: $name', async ({ network, x, y, plane, expected }) => {
    const { dt, steps } = expected.energyAtStep;
    const record = Object.keys(steps).map(Number);
    const request = { network, x, y, plane, inference: { dt, record }, backend: 'reference' } as const;
    const answer = await surface(request, engine, signal);
    expectClose(inOne(answer.loss), expected.loss.flat());
    expectClose(inOne(answer.equilibratedEnergy), expected.equilibratedEnergy.flat());
    for (const step of Object.keys(steps) as (keyof typeof steps)[])
      expectClose(inOne(answer.energyAtStep.steps[step]), steps[step].flat());
  });

  it('takes directions of any length, and refuses those of none or along one line', async () => {
    const network: Network = { widths: [1, 1, 1], activation: 'linear' };
    const direction = (a: number, b: number) => [matrix(1, 1, [a]), matrix(1, 1, [b])];
    const on = (u: Matrix[], v: Matrix[]) =>
      surface(
        {
          network,
          x: matrix(1, 1, [1]),
          y: matrix(1, 1, [-1]),
          plane: { axis: [0, 1e200], center: direction(0, 0), u, v },
          inference: { dt: 0.1, record: [0] },
        },
        engine,
        signal,
      );
    const { loss } = await on(direction(1e-200, 0), direction(0, 1e-200));
    expectClose(inOne(loss), [0.5, 0.5, 0.5, 2]); // (-1 - a b)^2 / 2
    await expect(on(direction(1e-200, 0), direction(0, 0))).rejects.toThrow('invalid plane.v: a direction of zeros');
    await expect(on(direction(1e-200, 2e-200), direction(-1, -2))).rejects.toThrow('invalid plane.v: parallel to plane.u');
  });

  it('refuses a grid that would not fit, naming the largest that does', async () => {
    const { network, x, y } = grids[0];
    const axis = Array.from({ length: 20000 }, (_, k) => k);
    const request = {
      network,
      x,
      y,
      plane: { axis, otherWeights: [] },
      inference: { dt: 0.1, record: [0] },
    };
    await expect(surface(request, engine, signal)).rejects.toThrow(
      /grid too large: 20000 x 20000.*largest that fits: 3344 x 3344/,
    );
  });
});

describe('train, on the reference path', () => {
  const learners: Learner[] = ['bp', 'pc', 'pc-equilibrium'];
  it.each(sgd.flatMap((run) => learners.filter((learner) => learner in run.expected).map((learner) => ({ ...run, learner }))))(
    'agrees with the independent float64 values: $name, $learner',
    async ({ network, weights, learningRate, batches, inference, learner, expected }) => {
      const request = { network, weights, learningRate, batches, inference, learner, backend: 'reference' } as const;
      const answer = await train(request, engine, signal);
      const wanted = expected[learner]!;
      expectClose(answer.losses, wanted.losses);
      expectClose(answer.gradientNorms, wanted.gradientNorms);
      expectClose(flatten(answer.finalWeights), flatten(wanted.finalWeights));
    },
  );

  it('says at which iteration a learner diverges, and what would be right', async () => {
    const { expected: _, ...run } = sgd[0];
    const request = { ...run, learningRate: 1e6, learner: 'bp', backend: 'reference' } as const;
    await expect(train(request, engine, signal)).rejects.toMatchObject({
      name: 'Diverged',
      message: expect.stringMatching(/^bp diverged at iteration [1-9]\d* \(expected a smaller learningRate\)$/),
    });
  });

  it.each(chains.flatMap((run) => (['bp', 'pc'] as const).map((learner) => ({ ...run, learner }))))(
    'repeats the published run of Figure 2: seed $seed, H = $hidden, $learner',
    async ({ learner, ...run }) => {
      const { learningRate, inference } = run;
      const answer = await train(
        { ...chainRun(run, run[learner]), learningRate, inference, learner, backend: 'reference' },
        engine,
        signal,
      );
      expectClose(answer.losses, run[learner].trainLosses);
      expectClose(flatten(answer.finalWeights), run[learner].weights.at(-1)!);
    },
  );
});

describe('inference that diverges', () => {
  const chain = { network: { widths: [1, 1, 1], activation: 'linear' } as Network, x: matrix(1, 1, [1]), y: matrix(1, 1, [2]) };
  const weights = [matrix(1, 1, [1]), matrix(1, 1, [40])];

  it('rejects `evaluate` with the step, dt, the energy and the dt that would be right', async () => {
    const request = { ...chain, weights, inference: { dt: 0.8, steps: 30 } };
    await expect(evaluate(request, engine, signal)).rejects.toMatchObject({
      name: 'Diverged',
      // rho = 1 - 0.8 (1 + 40^2) = -1280, and F_t grows by rho^2 a step from L = 38^2 / 2
      message:
        'inference diverged at step 1 of 30: with inference.dt 0.8 the energy went from 722 to 1.18e+9 (expected inference.dt below 0.00125, or inference.steps below 1)',
    });
  });

  it('leaves everything else to be asked for', async () => {
    const answer = await evaluate({ ...chain, weights, inference: { dt: 0.8, steps: 0 } }, engine, signal);
    expect(answer.loss).toBe(722);
    expectClose(answer.equilibrated.energy, 722 / 1601);
  });

  it('rejects `evaluate` under log-variances too', async () => {
    const logVariances = [1, 1].map((width) => ({ shape: [width] as [number], data: [0] }));
    const request = { ...chain, weights, logVariances, inference: { dt: 0.8, steps: 30 } };
    await expect(evaluateVariances(request, engine, signal)).rejects.toMatchObject({
      name: 'Diverged',
      message: expect.stringMatching(
        /^inference diverged at step \d+ of 30: with inference.dt 0.8 .*a smaller inference.dt than 0.8/,
      ),
    });
  });

  it('is NaN on a surface from that step on, which the answer names', async () => {
    const request = { ...chain, plane: { axis: [1, 40], otherWeights: [] }, inference: { dt: 0.8, record: [0, 1] } };
    const { energyAtStep, divergedAt, loss } = await surface(request, engine, signal);
    expect(divergedAt.map((row) => Array.from(row))).toEqual([
      [-1, -1],
      [1, 1],
    ]);
    expect(Array.from(energyAtStep.steps['1'][1]).every(Number.isNaN)).toBe(true);
    expect(Array.from(energyAtStep.steps['1'][0]).every(Number.isFinite)).toBe(true);
    expect(inOne(loss).every(Number.isFinite)).toBe(true);
  });

  it('at the first batch of `train` is not blamed on the learning rate', async () => {
    const run = {
      ...chain,
      weights,
      batches: [{ x: chain.x, y: chain.y }],
      learningRate: 0.1,
      inference: { dt: 0.8, steps: 30 },
    };
    await expect(train({ ...run, learner: 'pc' }, engine, signal)).rejects.toThrow(
      'pc diverged at iteration 0 (expected a smaller inference.dt than 0.8)',
    );
  });
});

describe('numbers beyond float64', () => {
  const samples = { x: matrix(1, 1, [1]), y: matrix(1, 1, [1]) };
  const deep: Network = { widths: [1, 1, 1, 1], activation: 'linear' };
  const huge = [1e160, 1e160, 1].map((weight) => matrix(1, 1, [weight]));
  const inference = { dt: 0.1, steps: 2 };
  const refusal = (what: RegExp) => ({ name: 'TooLarge', message: expect.stringMatching(what) });

  it('are refused by `evaluate` with the number that overflows and what was asked', async () => {
    await expect(evaluate({ network: deep, weights: huge, ...samples, inference }, engine, signal)).rejects.toMatchObject(
      refusal(
        /^numbers too large: .*(Infinity|NaN).* \(expected smaller ones than weights up to 1e\+160, x up to 1, y up to 1: float64 ends at 1.8e308\)$/,
      ),
    );
  });

  it.each(['dense', 'lanczos'] as const)('are refused by `hessian`, %s', async (method) => {
    const request = { network: deep, weights: huge, ...samples, method };
    await expect(hessian(request, signal)).rejects.toMatchObject(refusal(/^numbers too large: .*(Infinity|NaN)/));
  });

  it.each([
    ['weights', { weights: huge, ...samples }],
    ['targets', { weights: [1, 1, 1].map((weight) => matrix(1, 1, [weight])), ...samples, y: matrix(1, 1, [1e200]) }],
    ['inputs', { weights: [1, 1, 1].map((weight) => matrix(1, 1, [weight])), ...samples, x: matrix(1, 1, [1e200]) }],
  ])('%s are refused by every request', async (_, asked) => {
    const { weights, x, y } = asked;
    const plane = { axis: [0, 1], center: weights, u: [1, 0, 0].map(one), v: [0, 1, 0].map(one) };
    const run = { batches: [{ x, y }], learningRate: 0.1, inference, learner: 'pc' as const };
    const logVariances = [1, 1, 1].map((width) => ({ shape: [width] as [number], data: [0] }));
    const answers = [
      () => evaluate({ network: deep, ...asked, inference }, engine, signal),
      () => evaluateVariances({ network: deep, ...asked, inference, logVariances }, engine, signal),
      () => surface({ network: deep, x, y, plane, inference: { dt: 0.1, record: [0] } }, engine, signal),
      () => train({ network: deep, weights, ...run }, engine, signal),
      () => hessian({ network: deep, ...asked }, signal),
    ];
    for (const answer of answers)
      await expect(answer()).rejects.toMatchObject(refusal(/^numbers too large: .*(is -?Infinity|is NaN|Infinity|NaN)/));
  });

  it('are found after the last weight step of `train`', async () => {
    const batches = [{ x: one(1), y: one(1e3) }];
    const run = { network: { widths: [1, 1, 1], activation: 'linear' } as Network, weights: [one(0.1), one(0.1)], batches };
    await expect(train({ ...run, inference, learner: 'bp', learningRate: 1.7e308 }, engine, signal)).rejects.toMatchObject(
      refusal(/^numbers too large: finalWeights\[0\].data\[0\] is -?Infinity/),
    );
  });

  function one(weight: number): Matrix {
    return matrix(1, 1, [weight]);
  }
});

function matrix(rows: number, columns: number, data: number[]): Matrix {
  return { shape: [rows, columns], data };
}

const inOne = (rows: readonly ArrayLike<number>[]): number[] => rows.flatMap((row) => Array.from(row));
