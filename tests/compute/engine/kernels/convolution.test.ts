/** Convolutions and max-pools in float64: against a picture worked out by hand, and against differences of the loss and of the energy. */
import { describe, expect, it } from 'vitest';
import { predict } from '../../../../src/compute/engine/kernels/predict.ts';
import { relax } from '../../../../src/compute/engine/kernels/relax.ts';
import { openTile } from '../../../../src/compute/engine/kernels/tile.ts';
import { weightGradient } from '../../../../src/compute/engine/kernels/weightGradient.ts';
import { ReferenceBackend } from '../../../../src/compute/engine/reference/referenceBackend.ts';
import { energyOf, feedforward, infer } from '../../../../src/compute/engine/reference/referenceInference.ts';
import { Breather } from '../../../../src/compute/engine/work/breather.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../../../src/compute/engine/work/weightSettings.ts';
import type { Learner } from '../../../../src/model/problem/problem.ts';
import { expectClose } from '../../closeness.ts';
import { convolutionalWork } from '../convolutionalWork.ts';
import { differences } from '../differences.ts';
import { watch } from '../referenceCases.ts';

const reference = new ReferenceBackend();

describe('a convolution of one filter', () => {
  const layout = layoutOf({ widths: [6, 1, 1], activation: 'linear', convolution: { image: [2, 3, 1], channels: [1] } });

  it('lays the filter around each pixel, adds the bias, and keeps the largest of 2 x 2; an odd last column is left out', async () => {
    // 1 2 0    around the pixels of the first two columns, by a filter of 10 in the middle and 1 to the right:
    // 3 4 9    12 20 / 34 49
    const x = Float64Array.from([1, 2, 0, 3, 4, 9]);
    const weights = Float64Array.from([0, 0, 0, 0, 10, 1, 0, 0, 0, 0.5, /* the output layer */ 2]);
    const tile = openTile(layout, batchOf(x, Float64Array.of(100), 1), oneSetting(weights), 0, 1, 0);
    await feedforward(tile, new Breather(watch.signal));
    expect(Array.from(tile.activities)).toEqual([1, 2, 0, 3, 4, 9, 49.5, 100]);
    expect(tile.errors.at(-1)).toBe(100 - 2 * 49.5);
    expect(tile.winners![6]).toBe(4);
  });

  it('takes the first of equals', async () => {
    const tile = openTile(layout, batchOf(new Float64Array(6), Float64Array.of(1), 1), oneSetting(new Float64Array(11)), 0, 1, 0);
    await feedforward(tile, new Breather(watch.signal));
    expect(tile.winners![6]).toBe(0);
  });

  it('is refused where widths do not fit', () => {
    const network = { widths: [6, 2, 1], activation: 'linear', convolution: { image: [2, 3, 1], channels: [1] } } as const;
    expect(() => layoutOf(network as never)).toThrow('invalid widths: 6-2 (expected 6-1 around a convolution of 1 x 2 x 3');
  });
});

describe.each(['linear', 'tanh', 'relu', 'leaky_relu'] as const)('a convolutional %s net', (activation) => {
  const { layout, weights, samples } = convolutionalWork(activation);
  const work = (learner: Learner, at = weights) =>
    ({ layout, samples, settings: oneSetting(at), learner, dt: 0.1, steps: 7, stopping: 'fixed' }) as const;
  const inferred = async () => {
    const tile = openTile(layout, samples, oneSetting(weights), 0, 1, 0.1);
    const breather = new Breather(watch.signal);
    await feedforward(tile, breather);
    await infer(tile, 7, 'fixed', breather, () => {});
    return tile;
  };

  it('has BP’s gradient of the loss', async () => {
    const { gradient } = await reference.gradient(work('bp'), watch);
    const found = await differences(weights, async (at) => (await reference.gradient(work('bp', at), watch)).loss[0]);
    expectClose(gradient, found, 1e-6);
  });

  it('has PC’s gradient of the energy at the activities that inference ends with', async () => {
    const tile = await inferred();
    const found = await differences(weights, async (at) => {
      tile.weights.set(at);
      predict(tile, 0, tile.items, false);
      return energyOf(tile)[0];
    });
    const { gradient, energy, loss } = await reference.gradient(work('pc'), watch);
    expectClose(gradient, found, 1e-6);
    expect(energy[0]).toBeLessThan(loss[0]);
  });

  it('moves every activity down the energy’s slope', async () => {
    const tile = await inferred();
    const before = tile.activities.slice();
    relax(tile, 0, tile.items);
    const moved = tile.activities.map((z, unit) => (z - before[unit]) / -0.1);
    const slopes = await differences(before, async (at) => {
      tile.activities.set(at);
      predict(tile, 0, tile.items, false);
      return energyOf(tile)[0] / samples.weight;
    });
    const isHidden = (unit: number) =>
      unit % layout.unitCount >= layout.unitOffset[1] && unit % layout.unitCount < layout.unitOffset[layout.layers];
    expectClose(
      moved,
      slopes.map((slope, unit) => (isHidden(unit) ? slope : 0)),
      1e-6,
    );
    expect(moved.filter((_, unit) => isHidden(unit)).some((slope) => Math.abs(slope) > 1e-3)).toBe(true);
  });

  it('gives every sample’s gradient its part of the mean', async () => {
    const sum = new Float64Array(layout.parameterCount);
    for (let i = 0; i < samples.count; i++) {
      const tile = openTile(layout, oneOf(samples, i), oneSetting(weights), 0, 1, 0.1);
      await feedforward(tile, new Breather(watch.signal));
      await infer(tile, 7, 'fixed', new Breather(watch.signal), () => {});
      weightGradient(tile, sum, 0, 1);
    }
    expectClose(
      (await reference.gradient(work('pc'), watch)).gradient,
      sum.map((slope) => slope / samples.count),
      1e-12,
    );
  });
});

function oneOf({ x, y, count }: { x: Float64Array; y: Float64Array; count: number }, i: number) {
  const part = (values: Float64Array) => values.slice((i * values.length) / count, ((i + 1) * values.length) / count);
  return batchOf(part(x), part(y), 1);
}
