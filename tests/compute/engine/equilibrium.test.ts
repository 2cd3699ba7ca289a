/** Equilibria that are solved: against inference that comes to rest by itself, and against differences of F*. */
import { describe, expect, it } from 'vitest';
import { Breather } from '../../../src/compute/engine/breather.ts';
import { predict } from '../../../src/compute/engine/kernels/predict.ts';
import { relax } from '../../../src/compute/engine/kernels/relax.ts';
import { layoutOf } from '../../../src/compute/engine/network.ts';
import { ReferenceBackend } from '../../../src/compute/engine/referenceBackend.ts';
import { equilibrate } from '../../../src/compute/engine/referenceEquilibrium.ts';
import { energyOf, feedforward, infer } from '../../../src/compute/engine/referenceInference.ts';
import { batchOf } from '../../../src/compute/engine/samples.ts';
import { gradientRest } from '../../../src/compute/engine/settling.ts';
import { openTile } from '../../../src/compute/engine/tile.ts';
import { oneSetting } from '../../../src/compute/engine/weightSettings.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import type { Network } from '../../../src/model/problem.ts';
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
  const y = normals.fill(new Float64Array(COUNT * network.widths[layout.layers]), 0, 1);
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
    await breather().run(equilibrate(solution, gradientRest));
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
    await breather().run(equilibrate(tile, gradientRest));
    predict(tile, 0, tile.items, false);
    const steepest = new Float64Array(1);
    relax(tile, 0, tile.items, steepest);
    expect(steepest[0]).toBeLessThan(1e-13);
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
