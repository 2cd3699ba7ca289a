/** A learner's steps in float64 and what its variant adds: against a twin written out below, and against differences of the energy. */
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { openTile } from '../../../../src/compute/engine/kernels/tile.ts';
import { HostSteps } from '../../../../src/compute/engine/learner/hostSteps.ts';
import { optimiserState } from '../../../../src/compute/engine/learner/optimiser.ts';
import { feedforward, infer } from '../../../../src/compute/engine/reference/referenceInference.ts';
import { inferUnderVariances, precisionsOf } from '../../../../src/compute/engine/reference/variances.ts';
import type { VariancesWork } from '../../../../src/compute/engine/work/backend.ts';
import { Breather } from '../../../../src/compute/engine/work/breather.ts';
import type { LearnerPlan, LearnerStart } from '../../../../src/compute/engine/work/learnerSteps.ts';
import { layoutOf, type NetworkLayout } from '../../../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../../../src/compute/engine/work/weightSettings.ts';
import { normalStream } from '../../../../src/compute/math/random.ts';
import type { LearnerVariant, Network } from '../../../../src/model/problem/problem.ts';
import { expectClose } from '../../closeness.ts';
import { differences } from '../differences.ts';
import { watch } from '../referenceCases.ts';

const COUNT = 6;
const engine = new Engine();
const small: Network = { widths: [2, 3, 2], activation: 'tanh' };

function drawn(network: Network = small) {
  const normals = normalStream(3);
  const layout = layoutOf(network);
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, 0.8);
  const draw = (width: number) => normals.fill(new Float64Array(COUNT * width), 0, 1);
  const samples = batchOf(draw(network.widths[0]), draw(network.widths[layout.layers]), COUNT);
  return { layout, weights, samples };
}

function planOf(layout: NetworkLayout, variant: LearnerVariant, changes: Partial<LearnerPlan> = {}): LearnerPlan {
  return {
    layout,
    learner: 'pc',
    optimiser: 'sgd',
    scale: 1,
    dt: 0.1,
    steps: 8,
    stopping: 'fixed',
    layerNorms: true,
    prediction: false,
    goal: null,
    variant,
    ...changes,
  };
}

function startOf({ layout, optimiser, variant }: LearnerPlan, weights: Float64Array): LearnerStart {
  const logVariances = new Float64Array(variant.variances === 'trainable' ? layout.unitCount : 0);
  const state = optimiserState(optimiser, weights.length + logVariances.length);
  return { weights: weights.slice(), logVariances, optimiserState: state, firstLoss: null };
}

/** e at the activities that inference ends with: [COUNT * units]. */
async function errorsAfter(work: VariancesWork): Promise<Float64Array> {
  const { layout, samples, weights, logVariances, dt, steps } = work;
  const terms = { precisions: precisionsOf(layout, logVariances), sparsity: 0 };
  const tile = openTile(layout, samples, oneSetting(weights), 0, 1, dt, terms);
  const breather = new Breather(watch.signal);
  await feedforward(tile, breather);
  await infer(tile, steps, 'fixed', breather, () => {});
  return tile.errors;
}

/** `1/N sum_i sum_l sum_j 1/2 [e_lj^2 exp(-s_lj) + s_lj + ln 2 pi]` */
async function energyUnder(s: Float64Array, errors: Float64Array, { unitOffset, unitCount }: NetworkLayout): Promise<number> {
  let energy = 0;
  errors.forEach((e, k) => {
    const unit = k % unitCount;
    if (unit >= unitOffset[1]) energy += (e ** 2 * Math.exp(-s[unit]) + s[unit] + Math.log(2 * Math.PI)) / (2 * COUNT);
  });
  return energy;
}

async function opened(plan: LearnerPlan, weights: Float64Array, samples: Samples, change: Partial<LearnerStart> = {}) {
  const start = { ...startOf(plan, weights), ...change };
  return { start, steps: await engine.openLearner(plan, start, samples, 'reference') };
}

/** Steps on the same batch, and what they left. */
async function taken(plan: LearnerPlan, weights: Float64Array, samples: Samples, count = 3, rate = 0.1) {
  const { start, steps } = await opened(plan, weights, samples);
  for (let step = 0; step < count; step++) await steps.take(samples, rate, watch);
  return { ...start, measures: await steps.measures(), steps };
}

describe('updates during inference', () => {
  const { layout, weights, samples } = drawn();

  it('after all T steps are the plain learner’s one update, bit for bit', async () => {
    const [plain, once] = [
      await taken(planOf(layout, {}), weights, samples),
      await taken(planOf(layout, { updateEvery: 8 }), weights, samples),
    ];
    expect(once.weights).toEqual(plain.weights);
    expect(once.measures).toEqual(plain.measures);
  });

  it.each([
    [1, 'fixed'],
    [2, 'fixed'],
    [3, 'fixed'],
    [3, 'trainable'],
    [8, 'trainable'],
  ] as const)('after every %i steps, variances %s, are those of the twin', async (updateEvery, variances) => {
    const plan = planOf(layout, { updateEvery, variances, weightDecay: 0.01 });
    const found = await taken(plan, weights, samples, 3, 0.05);
    const twin = new Twin(weights, variances === 'trainable');
    const losses = [0, 1, 2].map(() => twin.step(samples, { rate: 0.05, dt: 0.1, steps: 8, updateEvery, decay: 0.01 }));
    expectClose(found.weights, twin.weights, 1e-12);
    expectClose(
      found.measures.map(({ loss }) => loss),
      losses,
      1e-12,
    );
    if (variances === 'trainable') expectClose(found.logVariances.subarray(2), twin.logVariances, 1e-12);
  });

  it('measure the loss before the first and the energy at the last', async () => {
    const [one] = (await taken(planOf(layout, { updateEvery: 4 }), weights, samples, 1)).measures;
    const [plain] = (await taken(planOf(layout, {}), weights, samples, 1)).measures;
    expect(one.loss).toBe(plain.loss);
    expect(one.energy).toBeLessThan(plain.energy);
  });

  it.each([9, 0, 2.5])('are refused after every %d of 8 steps', async (updateEvery) => {
    await expect(opened(planOf(layout, { updateEvery }), weights, samples)).rejects.toThrow(
      `invalid updateEvery: ${updateEvery} (expected 1 to T = 8)`,
    );
  });

  it('are undone where the step is cancelled after some of them', async () => {
    const plan = planOf(layout, { updateEvery: 2 }, { optimiser: 'momentum' });
    const start = startOf(plan, weights);
    const steps = new HostSteps(plan, start, async ({ updates }) => {
      updates!.take(new Float64Array(layout.parameterCount).fill(1));
      expect(start.weights).not.toEqual(weights);
      throw new DOMException('cancelled', 'AbortError');
    });
    await expect(steps.take(samples, 0.1, watch)).rejects.toThrow('cancelled');
    expect(start.weights).toEqual(weights);
    expect(start.optimiserState.every((velocity) => velocity === 0)).toBe(true);
  });

  it('are undone where the step diverges', async () => {
    const plan = planOf(layout, { updateEvery: 2, variances: 'trainable' }, { optimiser: 'adam' });
    const diverging = await taken(plan, weights, samples, 1, 1e200);
    expect(diverging.measures[0].diverged).toBe(true);
    expect(diverging.weights).toEqual(weights);
    expect(diverging.logVariances.every((s) => s === 0)).toBe(true);
    expect(diverging.optimiserState.every((value) => value === 0)).toBe(true);
  });
});

describe('trainable variances', () => {
  it.each<[string, Network]>([
    ['squares', { widths: [2, 3, 2], activation: 'tanh', biases: true }],
    ['free inputs', { widths: [2, 3, 2], activation: 'leaky_relu', inputs: 'free' }],
  ])('have the gradient of the energy at the activities that inference ends with: %s', async (_, network) => {
    const { layout, weights, samples } = drawn(network);
    const logVariances = normalStream(8).fill(new Float64Array(layout.unitCount), 0, 0.5).fill(0, 0, 2);
    const plan = planOf(layout, { variances: 'trainable' }, { optimiser: 'momentum' });
    const { steps, start } = await opened(plan, weights, samples, { logVariances: logVariances.slice() });
    await steps.take(samples, 0, watch);
    const [{ energy }] = await steps.measures();
    const work = { layout, samples, weights, logVariances, dt: 0.1, steps: 8 };
    const whole = await inferUnderVariances(work, new Breather(watch.signal));
    expectClose(energy, whole.energies[8], 1e-14);
    // Errors do not depend on s at fixed activities: F as a function of s, written out.
    const errors = await errorsAfter(work);
    const slopes = await differences(logVariances, async (s) => energyUnder(s, errors, layout));
    const gradient = start.optimiserState.subarray(layout.parameterCount);
    expectClose(gradient, slopes, 1e-6);
    expectClose(start.optimiserState.subarray(0, layout.parameterCount), whole.weightGradient, 1e-14);
  });

  it('start with the plain weight step, their energy the plain one and the normaliser', async () => {
    const { layout, weights, samples } = drawn();
    const plain = await taken(planOf(layout, {}), weights, samples, 1);
    const found = await taken(planOf(layout, { variances: 'trainable' }), weights, samples, 1);
    expect(found.weights).toEqual(plain.weights);
    expect(found.measures[0].loss).toBe(plain.measures[0].loss);
    expectClose(found.measures[0].energy, plain.measures[0].energy + (5 * Math.log(2 * Math.PI)) / 2, 1e-14);
  });

  it('are none for the outputs under cross-entropy', async () => {
    const { layout, weights } = drawn({ ...small, output: 'cross-entropy' });
    const samples = batchOf(new Float64Array(4).fill(0.5), Float64Array.of(1, 0, 0, 1), 2);
    const { logVariances, measures } = await taken(planOf(layout, { variances: 'trainable' }), weights, samples);
    expect(logVariances.map((s) => (s === 0 ? 0 : 1))).toEqual(Float64Array.of(0, 0, 1, 1, 1, 0, 0));
    const [plain] = (await taken(planOf(layout, {}), weights, samples, 1)).measures;
    expectClose(measures[0].energy, plain.energy + (3 * Math.log(2 * Math.PI)) / 2, 1e-14);
  });

  it('are held between -10 and 10, and the step says how many are', async () => {
    const { layout, weights, samples } = drawn();
    const { logVariances, measures } = await taken(planOf(layout, { variances: 'trainable' }), weights, samples, 1, 100);
    const held = logVariances.filter((s) => Math.abs(s) === 10).length;
    expect(held).toBeGreaterThan(0);
    expect(logVariances.every((s) => Math.abs(s) <= 10)).toBe(true);
    expect(measures[0].clamped).toBe(held);
  });

  it('are refused of other learners, and where there is not one a unit', async () => {
    const { layout, weights, samples } = drawn();
    await expect(opened(planOf(layout, { variances: 'trainable' }, { learner: 'bp' }), weights, samples)).rejects.toThrow(
      'invalid variances: trainable (expected fixed: the learner is bp',
    );
    const plan = planOf(layout, { variances: 'trainable' });
    await expect(opened(plan, weights, samples, { logVariances: new Float64Array(5) })).rejects.toThrow(
      'invalid logVariances: 5 numbers (expected 7)',
    );
  });
});

it.each(['sgd', 'momentum', 'adam', 'adamw'] as const)('weight decay is lambda theta in what %s sees', async (optimiser) => {
  const { layout, weights, samples } = drawn({ ...small, biases: true });
  const plan = planOf(layout, { weightDecay: 0.3 }, { optimiser, scale: 2 });
  const found = await taken(plan, weights, samples, 1);
  // The plain step on a batch whose gradient is that much larger: read off momentum's first velocity.
  const plain = await taken(planOf(layout, {}, { optimiser: 'momentum', scale: 2 }), weights, samples, 1);
  const decayed = plain.optimiserState.map((g, p) => g + 0.3 * weights[p]);
  const first = { sgd: decayed, momentum: decayed, adam: decayed.map(Math.sign), adamw: decayed.map(Math.sign) }[optimiser];
  const shrunk = optimiser === 'adamw' ? 1 - 0.1 * 0.01 : 1;
  expectClose(
    found.weights,
    weights.map((w, p) => shrunk * w - 0.1 * first[p]),
    1e-6,
  );
  expect(found.measures[0].gradientNorm).toBe(plain.measures[0].gradientNorm);
});

it('a step measures the variance of each layer’s gradient without its biases', async () => {
  const { layout, weights, samples } = drawn({ ...small, biases: true });
  const { measures, optimiserState: gradient } = await taken(planOf(layout, {}, { optimiser: 'momentum' }), weights, samples, 1);
  const entries = [
    [0, 1, 3, 4, 6, 7],
    [9, 10, 11, 13, 14, 15],
  ];
  const variances = entries.map((indices) => {
    const mean = indices.reduce((sum, p) => sum + gradient[p], 0) / 6;
    return indices.reduce((sum, p) => sum + (gradient[p] - mean) ** 2, 0) / 6;
  });
  expectClose(measures[0].gradientVariances!, variances, 1e-12);
  const without = await taken(planOf(layout, {}, { layerNorms: false }), weights, samples, 1);
  expect(without.measures[0].gradientVariances).toBeNull();
});

it('a sparse learner refuses to be bp, and finds smaller activities than a plain one', async () => {
  const { layout, weights, samples } = drawn({ ...small, inputs: 'free' });
  await expect(opened(planOf(layout, { sparsity: 1 }, { learner: 'bp' }), weights, samples)).rejects.toThrow(
    'invalid sparsity: 1',
  );
  await expect(opened(planOf(layout, { sparsity: -1 }), weights, samples)).rejects.toThrow('invalid sparsity: -1');
  const sizes = [];
  for (const sparsity of [0, 1]) {
    const { steps } = await taken(planOf(layout, { sparsity }), weights, samples, 1);
    sizes.push((await steps.latestInputs()).reduce((sum, z) => sum + Math.abs(z), 0));
  }
  expect(sizes[1]).toBeLessThan(sizes[0]);
});

describe('what is asked between two steps', () => {
  const network: Network = { widths: [2, 3, 3], activation: 'tanh', biases: true, output: 'cross-entropy', inputs: 'free' };
  const { layout, weights, samples: free } = drawn(network);
  const oneHot = Float64Array.from({ length: COUNT * 3 }, (_, k) => (k % 3 === Math.floor(k / 3) % 3 ? 1 : 0));
  const samples = batchOf(free.x, oneHot, COUNT);

  it('predictions are the softmax of a_L, and their cross-entropy and classes are what the test measures', async () => {
    const { steps } = await opened(planOf(layout, {}), weights, samples);
    const p = await steps.predict(samples.x, COUNT, watch);
    const { loss, accuracy } = await steps.test(samples, watch);
    const classes = Array.from({ length: COUNT }, (_, i) => p.subarray(3 * i, 3 * i + 3));
    expectClose(loss, classes.reduce((sum, row, i) => sum - Math.log(row[i % 3]), 0) / COUNT, 1e-13);
    expect(accuracy).toBe(classes.filter((row, i) => row[i % 3] === Math.max(...row)).length / COUNT);
    for (const row of classes) expectClose(row[0] + row[1] + row[2], 1, 1e-14);
  });

  it('inference is seen at the steps that are recorded, from the feedforward start', async () => {
    const { steps } = await opened(planOf(layout, {}), weights, samples);
    const { inputs, outputs, layerEnergies } = await steps.infer(samples, [0, 3, 8], watch);
    expect(inputs[0]).toEqual(samples.x);
    expectClose(outputs[0], await steps.predict(samples.x, COUNT, watch), 1e-14);
    expect(layerEnergies[0][0]).toBe(0);
    expect(layerEnergies[0][1]).toBe((await steps.test(samples, watch)).loss);
    await steps.take(samples, 0.1, watch);
    const [{ energy }] = await steps.measures();
    expect(await steps.latestInputs()).toEqual(inputs[2]);
    expectClose(layerEnergies[2][0] + layerEnergies[2][1], energy, 1e-14);
  });

  it('of clamped inputs are x', async () => {
    const clamped = drawn();
    const { steps } = await taken(planOf(clamped.layout, {}), clamped.weights, clamped.samples, 1);
    expect(await steps.latestInputs()).toEqual(clamped.samples.x);
    expect((await steps.infer(clamped.samples, [5], watch)).inputs[0]).toEqual(clamped.samples.x);
  });
});

/** A 2-3-2 tanh net on single numbers, sample by sample: PC with updates during inference, variances and L2, by SGD. */
class Twin {
  readonly weights: number[];
  /** Of the three hidden units, then the two outputs. */
  readonly logVariances = [0, 0, 0, 0, 0];

  constructor(
    weights: Float64Array,
    private readonly isTrainable: boolean,
  ) {
    this.weights = Array.from(weights);
  }

  /** Returns the loss before it. */
  step({ x, y }: Samples, run: { rate: number; dt: number; steps: number; updateEvery: number; decay: number }): number {
    const all = Array.from({ length: COUNT }, (_, i) => ({
      x: x.subarray(2 * i, 2 * i + 2),
      y: y.subarray(2 * i, 2 * i + 2),
      z: [0, 0, 0],
    }));
    for (const sample of all) sample.z = this.hidden(sample.x);
    const loss =
      all.reduce((sum, { y, z }) => sum + this.outputs(z).reduce((part, a, j) => part + (y[j] - a) ** 2 / 2, 0), 0) / COUNT;
    for (let t = 1; t <= run.steps; t++) {
      for (const sample of all) this.relax(sample, run.dt);
      if (t % run.updateEvery === 0) this.learn(all, run.rate, run.decay);
    }
    return loss;
  }

  private hidden = (x: ArrayLike<number>) =>
    [0, 1, 2].map((j) => Math.tanh(this.weights[2 * j] * x[0] + this.weights[2 * j + 1] * x[1]));
  private outputs = (z: number[]) => [0, 1].map((j) => z.reduce((sum, value, k) => sum + this.weights[6 + 3 * j + k] * value, 0));
  private precision = (unit: number) => Math.exp(-this.logVariances[unit]);

  private errors({ x, y, z }: TwinSample): number[] {
    const [g, a] = [this.hidden(x), this.outputs(z)];
    return [...z.map((value, j) => value - g[j]), ...a.map((value, j) => y[j] - value)];
  }

  private relax(sample: TwinSample, dt: number): void {
    const e = this.errors(sample);
    const weighed = e.map((value, unit) => this.precision(unit) * value);
    sample.z = sample.z.map(
      (value, k) => value + dt * (this.weights[6 + k] * weighed[3] + this.weights[9 + k] * weighed[4] - weighed[k]),
    );
  }

  private learn(all: TwinSample[], rate: number, decay: number): void {
    const gradient = this.weights.map((w) => decay * w);
    const slopes = this.logVariances.map((s) => decay * s);
    for (const sample of all) {
      const e = this.errors(sample);
      const g = this.hidden(sample.x);
      for (let j = 0; j < 3; j++)
        for (let k = 0; k < 2; k++) gradient[2 * j + k] -= (this.precision(j) * e[j] * (1 - g[j] ** 2) * sample.x[k]) / COUNT;
      for (let j = 0; j < 2; j++)
        for (let k = 0; k < 3; k++) gradient[6 + 3 * j + k] -= (this.precision(3 + j) * e[3 + j] * sample.z[k]) / COUNT;
      for (let unit = 0; unit < 5; unit++) slopes[unit] += (1 - e[unit] ** 2 * this.precision(unit)) / (2 * COUNT);
    }
    for (let p = 0; p < gradient.length; p++) this.weights[p] -= rate * gradient[p];
    if (this.isTrainable) for (let unit = 0; unit < 5; unit++) this.logVariances[unit] -= rate * slopes[unit];
  }
}

interface TwinSample {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  z: number[];
}
