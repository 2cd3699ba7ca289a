/** The network that the controls make of convolutions, and what allows them. */
import { describe, expect, it } from 'vitest';
import { layerShapes, parameterCount } from '../../../src/model/problem/layerShapes.ts';
import { consistent } from '../../../src/page/view/consistency.ts';
import { presetView } from '../../../src/page/view/defaultView.ts';
import { absentSaddles, mostConvolutions, networkOf } from '../../../src/page/view/networkOf.ts';
import { readQuery } from '../../../src/page/view/readQuery.ts';
import type { View } from '../../../src/page/view/view.ts';

const preset = presetView('figure-5-convolutional', 'matched');
const changed = (changes: Partial<View['controls']>): View =>
  consistent({ ...preset, controls: { ...preset.controls, ...changes } });

describe('convolutions', () => {
  it('of CIFAR-10 at the published channels have the published sizes', () => {
    const cifar = { data: 'own', ownInputs: 3072, ownOutputs: 10, ownChannels: 3, channels: 64 } as const;
    const network = networkOf(changed(cifar).controls);
    expect(network.convolution).toEqual({ image: [32, 32, 3], channels: [64, 128, 256] });
    expect(network.widths).toEqual([3072, 64 * 16 * 16, 128 * 8 * 8, 4096, preset.controls.width, 10]);
    expect(layerShapes(network)[1]).toMatchObject({ rows: 128, columns: 64 * 9 + 1 });
  });

  it('of CIFAR-10 can have the published 4,096-wide layer: its weights fit', () => {
    const cifar = {
      data: 'own',
      ownInputs: 3072,
      ownOutputs: 10,
      ownChannels: 3,
      channels: 64,
      width: 4096,
    } as const;
    const network = networkOf(changed(cifar).controls);
    expect(network.widths).toEqual([3072, 64 * 16 * 16, 128 * 8 * 8, 4096, 4096, 10]);
    expect(parameterCount(network)).toBe(64 * 28 + 128 * 577 + 256 * 1153 + 4096 * 4096 + 40960);
  });

  it('of MNIST lose the odd row and column: 28, 14, 7, 3 pixels', () => {
    const network = networkOf(preset.controls);
    expect(network.widths).toEqual([784, 4 * 14 * 14, 8 * 7 * 7, 16 * 3 * 3, 32, 10]);
    expect(parameterCount(network)).toBe(4 * 10 + 8 * 37 + 16 * 73 + 144 * 32 + 320);
  });

  it('need images, pixels left to pool, and hidden layers', () => {
    expect(changed({ data: 'mnist-1d' }).controls.convolutions).toBe(0);
    expect(changed({ data: 'own', ownInputs: 784, ownChannels: 0 }).controls.convolutions).toBe(0);
    expect(changed({ data: 'own', ownInputs: 16, ownChannels: 1 }).controls.convolutions).toBe(2);
    expect(changed({ data: 'own', ownInputs: 17, ownChannels: 1 }).controls.convolutions).toBe(0);
    expect(changed({ hidden: 2 }).controls.convolutions).toBe(2);
    expect(mostConvolutions({ ...preset.controls, hidden: 9 })).toBe(4);
  });

  it('that the data do not allow are replaced with a word of what would be right', () => {
    const { view, replaced } = readQuery('?data=mnist-1d&hidden=3&convolutions=2');
    expect(view.controls.convolutions).toBe(0);
    expect(replaced.join()).toMatch(/convolutions: .*2.* is not a whole number from 0 to 0: as many hidden layers as there are/);
  });

  it('have no saddles of linear networks, whatever phi', () => {
    expect(absentSaddles(changed({ activation: 'linear' }).controls, false)).toEqual(['zero-rank', 'rank', 'point']);
    expect(changed({ saddle: 'zero-rank' }).controls.saddle).toBe('origin');
  });
});
