/** Every kind of network and of learner on tfjs against the float64 path: what a run of each learns, measures, and answers in between. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { Engine } from '../../src/compute/engine/engine.ts';
import { optimiserState } from '../../src/compute/engine/learner/optimiser.ts';
import { openDeviceSteps } from '../../src/compute/engine/tfjs/tfjsEntry.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps } from '../../src/compute/engine/work/learnerSteps.ts';
import { layoutOf, type NetworkLayout } from '../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../src/compute/engine/work/samples.ts';
import { evaluateVariances } from '../../src/compute/experiments/script/evaluateVariances.ts';
import { normalStream } from '../../src/compute/math/random.ts';
import type { Activation, Learner, LearnerVariant, Network, Optimiser } from '../../src/model/problem/problem.ts';
import { expectClose, flatten } from '../compute/closeness.ts';
import { expectByLayer, planOf, tolerance } from '../compute/engine/learnerPlans.ts';
import { watch } from '../compute/engine/referenceCases.ts';
import { variances } from '../reference/cases.ts';
import { expectFlatMemory } from './flatMemory.ts';

const engine = new Engine();

type Kind = readonly [name: string, activation: Activation, network: Partial<Network>, variant: LearnerVariant];

const kinds: Kind[] = [
  ['biases', 'tanh', { biases: true }, {}],
  ['biases and leaky relu', 'leaky_relu', { biases: true }, {}],
  ['cross-entropy', 'leaky_relu', { output: 'cross-entropy', biases: true }, {}],
  ['free inputs', 'relu', { inputs: 'free', biases: true }, {}],
  ['sparsity', 'tanh', { inputs: 'free', biases: true }, { sparsity: 0.05 }],
  ['trainable variances', 'tanh', {}, { variances: 'trainable' }],
  ['updates during inference', 'tanh', {}, { updateEvery: 3 }],
  ['weight decay', 'tanh', { biases: true }, { variances: 'trainable', weightDecay: 0.1 }],
  [
    'all of them',
    'tanh',
    { biases: true, output: 'cross-entropy', inputs: 'free' },
    { variances: 'trainable', updateEvery: 3, weightDecay: 0.01, sparsity: 0.02 },
  ],
];

/** A software adapter takes milliseconds an operation. */
const lengths = {
  wasm: { widths: [4, 9, 7, 3], inference: 12, steps: 4, kinds },
  webgpu: { widths: [3, 4, 2], inference: 4, steps: 1, kinds: kinds.filter(([name]) => name !== 'biases and leaky relu') },
};

describe.each(['wasm', 'webgpu'] as const)('%s', (name) => {
  const { widths, inference, steps, kinds } = lengths[name];

  test.each(kinds)('%s: PC learns, measures and answers as in float64', async (_, activation, network, variant) => {
    const { layout, samples, start } = drawn({ widths, activation, ...network }, variant, 'momentum');
    const plan = planOf(layout, 'pc', { steps: inference, optimiser: 'momentum', variant });
    const [found, expected] = await bothPaths(name, plan, start, samples);
    for (const learner of [found, expected]) for (let t = 0; t < steps; t++) await learner.take(samples, 0.05, watch);
    await expectSameMeasures(found, expected, plan);
    await expectSameState(found, expected, layout);
    await expectSameAnswers(found, expected, samples, inference);
    found.dispose();
  });

  test.each(['squares', 'cross-entropy'] as const)('BP with biases, %s', async (output) => {
    const { layout, samples, start } = drawn({ widths, activation: 'leaky_relu', biases: true, output }, {}, 'momentum');
    const plan = planOf(layout, 'bp', { optimiser: 'momentum', variant: { weightDecay: 0.1 } });
    const [found, expected] = await bothPaths(name, plan, start, samples);
    for (const learner of [found, expected]) for (let t = 0; t < steps; t++) await learner.take(samples, 0.05, watch);
    await expectSameMeasures(found, expected, plan);
    await expectSameState(found, expected, layout);
    found.dispose();
  });

  test.each(variances)('variances.json: $name', async ({ expected, ...request }) => {
    const { dt, steps } = expected.inference;
    const taken = Math.min(steps, lengths[name].inference);
    const { signal } = watch;
    const asked = { ...request, inference: { dt, steps: name === 'wasm' ? steps : taken } } as const;
    const answer = await evaluateVariances({ ...asked, backend: name }, engine, signal);
    const inFloat64 = await evaluateVariances({ ...asked, backend: 'reference' }, engine, signal); // which is the file's where inference is as long
    const wanted = name === 'wasm' ? expected : inFloat64;
    expect(answer.backend).toBe(name);
    expectClose(answer.inference.energies, wanted.inference.energies, tolerance);
    expectClose(flatten(answer.inference.activities), flatten(inFloat64.inference.activities), tolerance);
    expectClose(flatten(answer.logVarianceGradient), flatten(wanted.logVarianceGradient), tolerance);
    for (const [l, gradient] of wanted.weightGradient.entries())
      expectClose(answer.weightGradient[l].data, gradient.data, tolerance);
  });
});

const everything = kinds[kinds.length - 1];

describe('wasm, with all that a learner can have', () => {
  const [, activation, network, variant] = everything;
  const drawnSmall = (optimiser: Optimiser) => drawn({ widths: [3, 6, 5, 3], activation, ...network }, variant, optimiser);
  const open = (plan: LearnerPlan, start: LearnerStart) => openDeviceSteps('wasm', plan, start, () => {});

  test('a run broken off and gone on is the unbroken one, bit for bit', async () => {
    const { layout, samples, start } = drawnSmall('adamw');
    const plan = planOf(layout, 'pc', { steps: 6, optimiser: 'adamw', variant });
    const [unbroken, first] = [await open(plan, start), await open(plan, start)];
    for (let t = 0; t < 8; t++) await unbroken.take(samples, 0.02, watch);
    for (let t = 0; t < 4; t++) await first.take(samples, 0.02, watch);
    const measures = await first.measures();
    const second = await open(plan, await startFrom(first, measures[0].loss));
    for (let t = 0; t < 4; t++) await second.take(samples, 0.02, watch);
    expect(await startFrom(second, null)).toEqual(await startFrom(unbroken, null));
    expect([...measures, ...(await second.measures())]).toEqual(await unbroken.measures());
    for (const steps of [unbroken, first, second]) steps.dispose();
  });

  test('a run that diverges goes back to before it, bit for bit', async () => {
    const trained = { variances: 'trainable', updateEvery: 2 } as const;
    const { layout, samples, start } = drawn({ widths: [3, 8, 2], activation: 'linear', biases: true }, trained, 'momentum');
    const plan = planOf(layout, 'pc', { steps: 6, dt: 0.05, optimiser: 'momentum', variant: trained });
    const steps = await open(plan, start);
    for (let t = 0; t < 20; t++) await steps.take(samples, 0.5, watch);
    const measures = await steps.measures();
    const end = measures.findIndex(({ diverged }) => diverged);
    expect(end).toBeGreaterThan(0);
    expect(measures.length).toBe(end + 1);
    const before = await open(plan, start);
    for (let t = 0; t < end; t++) await before.take(samples, 0.5, watch);
    expect(await startFrom(steps, null)).toEqual(await startFrom(before, null));
    for (const run of [steps, before]) run.dispose();
  });

  test('log-variances stay within their bounds, and those held there are counted', async () => {
    const { layout, samples, start } = drawn({ widths: [3, 6, 2], activation: 'tanh' }, { variances: 'trainable' }, 'sgd');
    const plan = planOf(layout, 'pc', { steps: 2, variant: { variances: 'trainable' } });
    const steps = await open(plan, start);
    await steps.take(samples, 30, watch); // every error below 1 sends its unit's s from 0 to -15
    const [{ clamped }] = await steps.measures();
    const held = (await steps.logVariances()).filter((s) => Math.abs(s) === 10);
    expect(clamped).toBeGreaterThan(0);
    expect(clamped).toBe(held.length);
    steps.dispose();
  });

  test('no tensor is left behind in 1,000 steps, nor by work that is cancelled', async () => {
    const tensorsBefore = tf.memory().numTensors;
    const { layout, samples, start } = drawnSmall('adam');
    const plan = planOf(layout, 'pc', { steps: 6, optimiser: 'adam', variant });
    const steps = await open(plan, start);
    await expectFlatMemory(steps, samples, 1000);
    await steps.infer(samples, [0, 3], watch);
    await steps.predict(samples.x, samples.count, watch);
    await steps.test(samples, watch);
    steps.dispose();
    const long = await open({ ...plan, dt: 1e-4, steps: 100_000, variant: { ...variant, updateEvery: 50_000 } }, start);
    const controller = new AbortController();
    const pending = long.take(samples, 0.1, { signal: controller.signal }).catch((error) => error);
    setTimeout(() => controller.abort(new Error('replaced')), 50);
    expect(await pending).toMatchObject({ message: 'replaced' });
    long.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });
});

/**
 * A network's weights and data from a seed; under cross-entropy every y is a class, and free inputs start near zero. No unit may come nearer to
 * zero than float32 rounds: sparsity goes by its sign.
 */
function drawn(network: Network, { variances }: LearnerVariant, optimiser: Optimiser) {
  const layout = layoutOf(network);
  const { widths, layers, unitOffset, unitCount, parameterCount } = layout;
  const normals = normalStream(12);
  const draw = (length: number, deviation: number) => normals.fill(new Float64Array(length), 0, deviation);
  const count = 6;
  const x = draw(count * widths[0], network.inputs === 'free' ? 0.3 : 1);
  const y = draw(count * widths[layers], 1);
  if (network.output === 'cross-entropy') {
    y.fill(0);
    for (let i = 0; i < count; i++) y[i * widths[layers] + (i % widths[layers])] = 1;
  }
  const logVariances = variances === 'trainable' ? draw(unitCount, 0.3) : new Float64Array();
  logVariances.fill(0, 0, unitOffset[1]);
  if (network.output === 'cross-entropy') logVariances.fill(0, unitOffset[layers]);
  const state = optimiserState(optimiser, parameterCount + logVariances.length);
  const start: LearnerStart = { weights: draw(parameterCount, 0.5), logVariances, optimiserState: state, firstLoss: null };
  return { layout, samples: batchOf(x, y, count), start };
}

async function bothPaths(name: 'wasm' | 'webgpu', plan: LearnerPlan, start: LearnerStart, samples: Samples) {
  const copy = {
    ...start,
    weights: start.weights.slice(),
    logVariances: start.logVariances.slice(),
    optimiserState: start.optimiserState.slice(),
  };
  const expected = await engine.openLearner(plan, copy, samples, 'reference');
  return [await openDeviceSteps(name, plan, start, () => {}), expected] as const;
}

async function startFrom(steps: LearnerSteps, firstLoss: number | null): Promise<LearnerStart> {
  const weights = await steps.weights();
  return { weights, logVariances: await steps.logVariances(), optimiserState: await steps.optimiserState(), firstLoss };
}

async function expectSameMeasures(found: LearnerSteps, expected: LearnerSteps, { learner }: { learner: Learner }) {
  const [device, host] = [await found.measures(), await expected.measures()];
  expect(device.length).toBe(host.length);
  for (const [t, wanted] of host.entries()) {
    for (const what of ['loss', 'energy', 'gradientNorm'] as const) expectClose(device[t][what], wanted[what], tolerance);
    for (const what of ['gradient', 'parameter'] as const)
      expectClose(device[t].layerNorms![what], wanted.layerNorms![what], tolerance);
    expectClose(device[t].gradientVariances!, wanted.gradientVariances!, tolerance);
    expect(device[t].clamped).toBe(wanted.clamped);
    if (learner === 'bp') expect(device[t].energy).toBe(device[t].loss);
  }
}

/** Momentum's state ends with the log-variances' velocities. */
async function expectSameState(found: LearnerSteps, expected: LearnerSteps, layout: NetworkLayout) {
  expectByLayer(layout, await found.weights(), await expected.weights());
  expectClose(await found.logVariances(), await expected.logVariances(), tolerance);
  const [device, host] = [await found.optimiserState(), await expected.optimiserState()];
  expect(device.length).toBe(host.length);
  expectByLayer(layout, device, host);
  expectClose(device.subarray(layout.parameterCount), host.subarray(layout.parameterCount), tolerance);
}

async function expectSameAnswers(found: LearnerSteps, expected: LearnerSteps, samples: Samples, steps: number) {
  expectClose(await found.latestInputs(), await expected.latestInputs(), tolerance);
  const { x, count } = samples;
  expectClose(await found.predict(x, count, watch), await expected.predict(x, count, watch), tolerance);
  const [tested, wanted] = [await found.test(samples, watch), await expected.test(samples, watch)];
  expectClose(tested.loss, wanted.loss, tolerance);
  expect(tested.accuracy).toBe(wanted.accuracy);
  const [device, host] = await Promise.all([found, expected].map((learner) => learner.infer(samples, [0, 2, steps], watch)));
  for (const what of ['inputs', 'outputs', 'layerEnergies'] as const) {
    expect(device[what].length).toBe(3);
    for (const [r, values] of host[what].entries()) expectClose(device[what][r], values, tolerance);
  }
}
