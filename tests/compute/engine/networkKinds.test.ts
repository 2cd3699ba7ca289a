/** Networks that are not THEORY.md's plain ones, in float64: their gradients against differences, their energies against the formulas. */
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/compute/engine/engine.ts';
import { layerEnergies } from '../../../src/compute/engine/kernels/layerEnergies.ts';
import { predict } from '../../../src/compute/engine/kernels/predict.ts';
import { relax } from '../../../src/compute/engine/kernels/relax.ts';
import { type EnergyTerms, openTile, type Tile } from '../../../src/compute/engine/kernels/tile.ts';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { equilibrate } from '../../../src/compute/engine/reference/referenceEquilibrium.ts';
import { energyOf, feedforward, gradientOf, infer, lossOf } from '../../../src/compute/engine/reference/referenceInference.ts';
import { Breather } from '../../../src/compute/engine/work/breather.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../../src/compute/engine/work/weightSettings.ts';
import { factorCholesky, solveLower, solveUpper } from '../../../src/compute/math/cholesky.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import type { Network } from '../../../src/model/problem/problem.ts';
import { expectClose } from '../closeness.ts';
import { differences } from './differences.ts';
import { watch } from './referenceCases.ts';

const COUNT = 6; // four items together, then one by one
const widths = [3, 5, 4, 3];
const plain: EnergyTerms = { precisions: null, sparsity: 0 };
const reference = new ReferenceBackend();
const breather = () => new Breather(watch.signal);

/** Distributions for y under cross-entropy: neither one-hot nor even. */
function drawn(network: Network) {
  const normals = normalStream(7);
  const layout = layoutOf(network);
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, 0.7);
  const outputs = network.widths[layout.layers];
  const x = normals.fill(new Float64Array(COUNT * network.widths[0]), 0, 1);
  const y = normals.fill(new Float64Array(COUNT * outputs), 0, 1);
  if (network.output === 'cross-entropy')
    for (let i = 0; i < y.length; i += outputs) y.set(softmax(y.subarray(i, i + outputs)), i);
  return { layout, weights, samples: batchOf(x, y, COUNT) };
}

type Work = ReturnType<typeof drawn>;

async function inferred({ layout, samples, weights }: Work, terms = plain, steps = 7): Promise<Tile> {
  const tile = openTile(layout, samples, oneSetting(weights), 0, 1, 0.1, terms);
  await feedforward(tile, breather());
  await infer(tile, steps, 'fixed', breather(), () => {});
  return tile;
}

function energyAt(tile: Tile): number {
  predict(tile, 0, tile.items, false);
  return energyOf(tile)[0];
}

const kinds: [string, Network][] = [
  ['biases', { widths, activation: 'tanh', biases: true }],
  ['a cross-entropy output', { widths, activation: 'tanh', output: 'cross-entropy' }],
  ['biases, leaky relu and a cross-entropy output', { widths, activation: 'leaky_relu', biases: true, output: 'cross-entropy' }],
  ['biases and free inputs', { widths, activation: 'relu', biases: true, inputs: 'free' }],
  ['free inputs and a cross-entropy output', { widths, activation: 'linear', inputs: 'free', output: 'cross-entropy' }],
];

describe.each(kinds)('a network with %s', (_, network) => {
  const work = drawn(network);
  const { layout, weights, samples } = work;
  const learner = (name: 'bp' | 'pc', at = weights) =>
    ({ layout, samples, settings: oneSetting(at), learner: name, dt: 0.1, steps: 7, stopping: 'fixed' }) as const;

  it('has BP’s gradient of the loss', async () => {
    const { gradient } = await reference.gradient(learner('bp'), watch);
    const found = await differences(weights, async (at) => (await reference.gradient(learner('bp', at), watch)).loss[0]);
    expectClose(gradient, found, 1e-6);
  });

  it('has PC’s gradient of the energy at the activities that inference ends with, which is below the loss', async () => {
    const tile = await inferred(work);
    const found = await differences(weights, async (at) => {
      tile.weights.set(at);
      return energyAt(tile);
    });
    const { gradient, energy, loss } = await reference.gradient(learner('pc'), watch);
    expectClose(gradient, found, 1e-6);
    expect(energy[0]).toBeLessThan(loss[0]);
  });

  it('moves every activity that is inferred down the energy’s slope, under precisions and a prior too', async () => {
    const precisions = Float64Array.from({ length: layout.unitCount }, (_, unit) => 0.5 + (unit % 3));
    if (network.output === 'cross-entropy') precisions.fill(1, layout.unitOffset[layout.layers]);
    for (const terms of [plain, { precisions, sparsity: 0.3 }]) {
      const tile = await inferred(work, terms);
      const before = tile.activities.slice();
      const slopes = await differences(before, async (at) => {
        tile.activities.set(at);
        return energyAt(tile) / samples.weight;
      });
      tile.activities.set(before);
      predict(tile, 0, tile.items, false);
      relax(tile, 0, tile.items);
      const moved = tile.activities.map((z, unit) => (z - before[unit]) / -0.1);
      const first = layout.unitOffset[network.inputs === 'free' ? 0 : 1];
      const isInferred = (unit: number) =>
        unit % layout.unitCount >= first && unit % layout.unitCount < layout.unitOffset[layout.layers];
      expectClose(
        moved,
        slopes.map((slope, unit) => (isInferred(unit) ? slope : 0)),
        1e-6,
      );
    }
  });

  it('is computed on the reference path, surfaces too', async () => {
    const landscape = { layout, samples, settings: oneSetting(weights), dt: 0.1, stopping: 'fixed', record: [0, 7] } as const;
    const { backend, loss, energyAtStep } = await new Engine().landscape(landscape, 'webgpu', watch);
    expect(backend).toBe('reference');
    expectClose(energyAtStep[0], loss, 1e-14);
    expectClose(energyAtStep[1], energyOf(await inferred(work)), 1e-14);
  });
});

// Smooth activations alone: relu's inference can come to rest on a kink.
it.each(kinds.filter(([, { activation }]) => !activation.endsWith('relu')))(
  'a network with %s comes to rest where no activity has a slope',
  async (_, network) => {
    const work = drawn(network);
    const tile = openTile(work.layout, work.samples, oneSetting(work.weights), 0, 1, 0);
    await feedforward(tile, breather());
    await breather().run(equilibrate(tile));
    const slopes = new Float64Array(tile.items);
    relax(tile, 0, tile.items, { dt: new Float64Array(tile.items).fill(1e-9), slopes });
    expect(Math.max(...slopes)).toBeLessThan(1e-6);
    expect(energyOf(tile)[0]).toBeLessThan(energyOf(await inferred(work))[0]);
  },
);

it('a bias is a weight that reads a 1', async () => {
  const biased = drawn({ widths: [2, 1, 1], activation: 'linear', biases: true });
  biased.weights.set([2, 3, 0.5, /* the output layer */ 10, -1]);
  biased.samples.x.set([1, 4]);
  const tile = await inferred(biased, plain, 0);
  expect(Array.from(tile.activities.subarray(0, 3))).toEqual([1, 4, 2 + 12 + 0.5]);
  expect(tile.errors[3]).toBe(biased.samples.y[0] - (145 - 1));
});

describe('cross-entropy', () => {
  const work = drawn({ widths: [3, 4, 3], activation: 'tanh', output: 'cross-entropy' });
  const { layout, weights, samples } = work;

  it('has the mean of -sum y log softmax(a) for its loss and its outputs’ energy, and y - softmax(a) for their errors', async () => {
    const tile = await inferred(work);
    const byLayer = new Float64Array(2);
    layerEnergies(tile, byLayer);
    let energy = 0;
    for (let i = 0; i < COUNT; i++) {
      const z = tile.activities.subarray(i * layout.unitCount + 3, i * layout.unitCount + 7);
      const a = [0, 1, 2].map((j) => z.reduce((sum, value, k) => sum + weights[layout.weightOffset[1] + 4 * j + k] * value, 0));
      const p = softmax(a);
      const y = samples.y.subarray(3 * i, 3 * i + 3);
      energy -= y.reduce((sum, value, k) => sum + value * Math.log(p[k]), 0) / COUNT;
      const errors = tile.errors.subarray(i * layout.unitCount + 7, (i + 1) * layout.unitCount);
      expectClose(
        errors,
        y.map((value, k) => value - p[k]),
        1e-13,
      );
    }
    expectClose(byLayer[1], energy, 1e-13);
    const start = await inferred(work, plain, 0);
    expect(energyOf(start)).toEqual(lossOf(start));
  });

  it('stays finite and exact where the outputs are too large for exp', async () => {
    const sure = { ...work, weights: weights.map((w, p) => (p < layout.weightOffset[1] ? w : 1e4 * w)) };
    const tile = await inferred(sure, plain, 0);
    const { unitCount } = layout;
    const a = [0, 1, 2].map((j) =>
      tile.activities.subarray(3, 7).reduce((sum, z, k) => sum + sure.weights[layout.weightOffset[1] + 4 * j + k] * z, 0),
    );
    const largest = Math.max(...a);
    const rest = a.filter((value) => value < largest).reduce((sum, value) => sum + Math.exp(value - largest), 0);
    const expected = a.reduce((sum, value, k) => sum - samples.y[k] * (value - largest - Math.log1p(rest)), 0);
    expect(largest).toBeGreaterThan(710);
    expectClose(tile.outputEnergies![0], expected, 1e-14);
    expect(tile.errors.subarray(unitCount - 3, unitCount).every(Number.isFinite)).toBe(true);
  });

  it.each(['reference', 'auto', 'simd'] as const)('is refused with a mask, asked for %s', async (choice) => {
    const masked = { ...samples, mask: new Float64Array(samples.y.length).fill(1) };
    const work = {
      layout,
      samples: masked,
      settings: oneSetting(weights),
      learner: 'bp',
      dt: 0,
      steps: 0,
      stopping: 'fixed',
    } as const;
    await expect(new Engine().gradient(work, choice, watch)).rejects.toThrow(
      'invalid mask: entries of a distribution (expected none under cross-entropy)',
    );
  });
});

describe('free inputs', () => {
  it('of a linear generative net come to rest where least squares has them', async () => {
    const { layout, weights, samples } = drawn({ widths: [2, 3, 4], activation: 'linear', biases: true, inputs: 'free' });
    const tile = openTile(layout, samples, oneSetting(weights), 0, 1, 0);
    await feedforward(tile, breather());
    await breather().run(equilibrate(tile));
    for (let i = 0; i < COUNT; i++) {
      const expected = leastSquares(weights, samples.y.subarray(4 * i, 4 * i + 4));
      expectClose(tile.activities.subarray(i * layout.unitCount, i * layout.unitCount + 5), expected, 1e-8);
    }
  });

  it('start at x each time inference starts', async () => {
    const work = drawn({ widths, activation: 'tanh', inputs: 'free' });
    const tile = await inferred(work);
    const inferredEnergy = energyOf(tile)[0];
    await feedforward(tile, breather());
    expect(Array.from(tile.activities.subarray(0, 3))).toEqual(Array.from(work.samples.x.subarray(0, 3)));
    await infer(tile, 7, 'fixed', breather(), () => {});
    expect(energyOf(tile)[0]).toBe(inferredEnergy);
  });

  it('lower the energy at every step', async () => {
    const tile = await inferred(drawn({ widths, activation: 'tanh', biases: true, inputs: 'free' }), plain, 0);
    const energies: number[] = [];
    await infer(tile, 100, 'fixed', breather(), (_, __, [energy]) => energies.push(energy));
    expect(energies.slice(1).every((energy, t) => energy < energies[t])).toBe(true);
  });
});

it('a prior adds kappa times the mean size of all that is inferred', async () => {
  for (const inputs of ['clamped', 'free'] as const) {
    const work = drawn({ widths: [2, 3, 4], activation: 'tanh', inputs });
    const { unitCount } = work.layout;
    const tile = await inferred(work, { precisions: null, sparsity: 0.25 });
    const first = inputs === 'free' ? 0 : 2;
    let sizes = 0;
    for (let i = 0; i < COUNT; i++)
      for (let unit = first; unit < 5; unit++) sizes += Math.abs(tile.activities[i * unitCount + unit]);
    const without = energyOf({ ...tile, sparsity: 0 })[0];
    expectClose(energyOf(tile)[0], without + (0.25 * sizes) / COUNT, 1e-14);
  }
});

it('the gradient of a sparse net is that of its energy', async () => {
  const work = drawn({ widths, activation: 'tanh', biases: true });
  const tile = await inferred(work, { precisions: null, sparsity: 0.4 });
  const gradient = await gradientOf(tile, breather());
  const found = await differences(work.weights, async (at) => {
    tile.weights.set(at);
    return energyAt(tile);
  });
  expectClose(gradient, found, 1e-6);
});

function softmax(a: ArrayLike<number>): number[] {
  const powers = Array.from(a, Math.exp);
  const sum = powers.reduce((total, power) => total + power);
  return powers.map((power) => power / sum);
}

/** (z_0, z_1) of the least `|z_1 - W_1 z_0 - b_1|^2 + |y - W_2 z_1 - b_2|^2` of a 2-3-4 net, by its normal equations. */
function leastSquares(weights: Float64Array, y: Float64Array): Float64Array {
  const rows: number[][] = [];
  const wanted: number[] = [];
  for (let j = 0; j < 3; j++) {
    rows.push([-weights[3 * j], -weights[3 * j + 1], ...[0, 1, 2].map((k) => (k === j ? 1 : 0))]);
    wanted.push(weights[3 * j + 2]);
  }
  for (let j = 0; j < 4; j++) {
    rows.push([0, 0, ...weights.subarray(9 + 4 * j, 9 + 4 * j + 3)]);
    wanted.push(y[j] - weights[9 + 4 * j + 3]);
  }
  const normal = Float64Array.from({ length: 25 }, (_, p) =>
    rows.reduce((sum, row) => sum + row[Math.floor(p / 5)] * row[p % 5], 0),
  );
  const right = Float64Array.from({ length: 5 }, (_, k) => rows.reduce((sum, row, r) => sum + row[k] * wanted[r], 0));
  factorCholesky(normal, 5);
  solveLower(normal, 5, right);
  solveUpper(normal, 5, right);
  return right;
}
