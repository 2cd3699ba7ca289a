/** Equilibria that are solved: against inference that comes to rest by itself, and against differences of F*. */
import { describe, expect, it } from 'vitest';
import { predict } from '../../../src/compute/engine/kernels/predict.ts';
import { relax } from '../../../src/compute/engine/kernels/relax.ts';
import { openTile } from '../../../src/compute/engine/kernels/tile.ts';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { equilibrate } from '../../../src/compute/engine/reference/referenceEquilibrium.ts';
import { energyOf, feedforward, infer } from '../../../src/compute/engine/reference/referenceInference.ts';
import { Breather } from '../../../src/compute/engine/work/breather.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { oneSetting, type WeightPlane } from '../../../src/compute/engine/work/weightSettings.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import type { Network } from '../../../src/model/problem/problem.ts';
import { expectClose } from '../closeness.ts';
import { differences } from './differences.ts';
import { watch } from './referenceCases.ts';

const COUNT = 6;
const reference = new ReferenceBackend();
const breather = () => new Breather(watch.signal);

const solved: [string, Network][] = [
  ['a linear network', { widths: [3, 5, 4, 3], activation: 'linear' }],
  ['a linear network with biases', { widths: [3, 5, 4, 3], activation: 'linear', biases: true }],
  ['one hidden layer of tanh', { widths: [3, 5, 2], activation: 'tanh' }],
  ['one hidden layer of tanh with biases', { widths: [3, 5, 2], activation: 'tanh', biases: true }],
  ['one hidden layer of leaky relu', { widths: [3, 5, 2], activation: 'leaky_relu' }],
  ['one convolution', { widths: [16, 8, 3], activation: 'tanh', convolution: { image: [4, 4, 1], channels: [2] } }],
];

function drawn(network: Network) {
  const normals = normalStream(3);
  const layout = layoutOf(network);
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, 0.5);
  const x = normals.fill(new Float64Array(COUNT * network.widths[0]), 0, 1);
  const outputs = network.widths[layout.layers];
  const y = normals.fill(new Float64Array(COUNT * outputs), 0, 1);
  if (network.output === 'cross-entropy') y.set(y.map((_, entry) => (entry % outputs === 0 ? 1 : 0)));
  const samples = batchOf(x, y, COUNT);
  const open = () => openTile(layout, samples, oneSetting(weights), 0, 1, 0.1);
  return { layout, weights, samples, open };
}

describe.each(solved)('the equilibrium of %s', (_, network) => {
  const { layout, weights, samples, open } = drawn(network);
  const work = { layout, samples, dt: 0.1, steps: 0, stopping: 'fixed' } as const;
  const landscape = (at: Float64Array, record = [0]) => reference.landscape({ ...work, settings: oneSetting(at), record }, watch);

  it('is solved, and is where inference comes to rest', async () => {
    expect(layout.hasClosedForm).toBe(true);
    const [solution, rested] = [open(), open()];
    await feedforward(solution, breather());
    await breather().run(equilibrate(solution));
    await feedforward(rested, breather());
    await infer(rested, 3000, 'fixed', breather(), () => {});
    expectClose(solution.activities, rested.activities, 1e-9);
    expectClose(solution.errors, rested.errors, 1e-9);
    expectClose(solution.signals, rested.signals, 1e-9);
    expectClose(energyOf(solution), energyOf(rested), 1e-9);
  });

  it('has no slope left in its activities', async () => {
    const tile = open();
    await feedforward(tile, breather());
    await breather().run(equilibrate(tile));
    predict(tile, 0, tile.items, false);
    const slopes = new Float64Array(tile.items);
    relax(tile, 0, tile.items, { dt: new Float64Array(tile.items).fill(1), slopes });
    expect(Math.max(...slopes)).toBeLessThan(1e-13);
  });

  it('has the weight gradient of F*, which is below the loss and the same however long inference went before', async () => {
    const question = { ...work, settings: oneSetting(weights), learner: 'pc-equilibrium' } as const;
    const { gradient, energy, loss } = await reference.gradient(question, watch);
    const found = await differences(weights, async (at) => (await landscape(at)).equilibratedEnergy[0]);
    expectClose(gradient, found, 1e-7);
    expect(energy[0]).toBeLessThan(loss[0]);
    for (const record of [[0], [0, 7], [3]]) expectClose((await landscape(weights, record)).equilibratedEnergy, energy, 1e-13);
  });
});

it.each<[string, Network]>([
  ['two hidden layers of tanh', { widths: [3, 5, 5, 2], activation: 'tanh' }],
  ['cross-entropy', { widths: [3, 5, 2], activation: 'linear', output: 'cross-entropy' }],
  ['free inputs', { widths: [3, 5, 2], activation: 'linear', inputs: 'free' }],
  ['two convolutions', { widths: [16, 8, 2, 3], activation: 'linear', convolution: { image: [4, 4, 1], channels: [2, 2] } }],
])('is not solved under %s', (_, network) => {
  expect(layoutOf(network).hasClosedForm).toBe(false);
});

describe.each<[string, Network]>([
  ['cross-entropy over linear layers', { widths: [3, 5, 4, 3], activation: 'linear', output: 'cross-entropy', biases: true }],
  ['cross-entropy over one hidden layer', { widths: [3, 5, 3], activation: 'tanh', output: 'cross-entropy' }],
  ['free inputs of a linear network', { widths: [2, 5, 8], activation: 'linear', inputs: 'free' }],
])('inferred under %s', (_, network) => {
  const { layout, weights, samples } = drawn(network);
  const n = 6;
  const coordinates = Float64Array.from(
    { length: 2 * n * n },
    (_, c) => -1 + (2 * (c % 2 === 0 ? (c >> 1) % n : Math.floor((c >> 1) / n))) / (n - 1),
  );
  const normals = normalStream(4);
  const directions = [0, 1].map(() => normals.fill(new Float64Array(weights.length), 0, 0.3));
  const landscape = (settings: WeightPlane) =>
    reference.landscape({ layout, samples, settings, dt: 0.1, stopping: 'fixed', record: [0, 5] }, watch);
  const plane: WeightPlane = { kind: 'plane', count: n * n, origin: weights, directions, coordinates };

  it('a point of a plane comes to the rest to which it comes alone', async () => {
    expect(layout.hasClosedForm).toBe(false);
    const found = await landscape(plane);
    for (let g = 0; g < n * n; g++) {
      const alone = await landscape({ ...plane, count: 1, coordinates: coordinates.subarray(2 * g, 2 * g + 2) });
      expect(Math.abs(found.equilibratedEnergy[g] - alone.equilibratedEnergy[0])).toBeLessThan(1e-5 * Math.max(...found.loss));
      expect(found.energyAtStep[1][g]).toBe(alone.energyAtStep[1][0]);
    }
  });

  it('a point without finite numbers leaves the next one alone', async () => {
    const overflowing = { ...plane, count: 3, coordinates: Float64Array.of(0, 0, 1e200, 0, 0.1, 0) };
    const { equilibratedEnergy } = await landscape(overflowing);
    expect(Number.isFinite(equilibratedEnergy[1])).toBe(false);
    const [alone] = (await landscape({ ...plane, count: 1, coordinates: Float64Array.of(0.1, 0) })).equilibratedEnergy;
    expect(equilibratedEnergy[2]).toBe(alone);
  });
});

it('with more nonlinear layers, or a convolution above the first, it has no closed form', () => {
  const image = { image: [4, 4, 1] as [number, number, number], channels: [2, 2] };
  for (const network of [
    { widths: [3, 5, 5, 2], activation: 'tanh' },
    { widths: [3, 5, 2], activation: 'relu', inputs: 'free' },
    { widths: [16, 8, 2, 3], activation: 'linear', convolution: image },
  ] satisfies Network[])
    expect(layoutOf(network).hasClosedForm).toBe(false);
});
