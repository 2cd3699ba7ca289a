/** What the controls say of convolutions: the network that they make, what allows them, and what is computed of it. */
import { describe, expect, it } from 'vitest';
import { layerShapes, parameterCount } from '../../../src/model/problem/layerShapes.ts';
import { trainingRequest } from '../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { isShown } from '../../../src/page/store/conversation/kinds.ts';
import { withField } from '../../../src/page/view/changes.ts';
import { consistent } from '../../../src/page/view/consistency.ts';
import { presetView } from '../../../src/page/view/defaultView.ts';
import { absentSaddles, isLarge, mostConvolutions, networkOf } from '../../../src/page/view/networkOf.ts';
import { readQuery } from '../../../src/page/view/readQuery.ts';
import type { View } from '../../../src/page/view/view.ts';
import { staleKinds } from './staleKinds.ts';

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

  it('are asked for in training', () => {
    expect(trainingRequest(preset).problem.network.convolution).toEqual({ image: [28, 28, 1], channels: [4, 8, 16] });
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

  it('make a network large: landscapes on request, and no inference', () => {
    const tiny = changed({ channels: 1, steps: 1, batchSize: 1, width: 1 });
    expect(isLarge(tiny.controls)).toBe(true);
    expect(isShown('landscape', tiny)).toBe(false);
    const asked = withField(tiny, 'landscapes', 'always');
    expect(isShown('landscape', asked)).toBe(true);
    expect(isShown('inference', asked)).toBe(false);
    expect(isShown('training', tiny)).toBe(true);
  });

  it('decide every experiment; their channels too, where there are any', () => {
    const stale = staleKinds(preset, withField(preset, 'convolutions', 2));
    expect(stale).toContain('training');
    expect(staleKinds(preset, withField(preset, 'channels', 5))).toEqual(stale);
    const none = withField(preset, 'convolutions', 0);
    expect(staleKinds(none, withField(none, 'channels', 4))).toEqual(new Set());
  });
});
