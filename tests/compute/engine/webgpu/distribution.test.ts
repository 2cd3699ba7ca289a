import { expect, test } from 'vitest';
import { lanesOverSamples, sharedVariant } from '../../../../src/compute/engine/webgpu/distribution.ts';
import { layoutOf } from '../../../../src/compute/engine/work/networkLayout.ts';

/** What every device gives. */
const least = 16384;
const layout = (...widths: number[]) => layoutOf({ widths, activation: 'tanh' });

test('samples are taken by as many lanes as the next power of two, at most a workgroup', () => {
  expect([1, 2, 3, 13, 64, 65, 1000].map(lanesOverSamples)).toEqual([1, 2, 4, 16, 64, 64, 64]);
});

test('weights in shared memory are counted in blocks of 4 x 4, W_1 left out', () => {
  // W_2 is 2 x 2 blocks, W_3 1 x 2; layers 1 to 3 have 2, 2 and 1.
  expect(sharedVariant(layout(9, 6, 8, 3), 16, least)).toEqual({
    lanes: 16,
    constants: { ACTIVATION: '1u', MATRICES: '6u', UNIT_BLOCKS: '5u' },
  });
});

test('a workgroup takes fewer grid points where their weights would not fit side by side', () => {
  // 16 x 16 units are 16 blocks of 64 bytes a layer: 33 blocks a setting, 7 settings in 16 KiB, so 4.
  const wide = layout(2, 16, 16, 16, 2);
  expect(sharedVariant(wide, 2, least)?.lanes).toBe(16);
  expect(sharedVariant(wide, 2, 2 * least)?.lanes).toBe(8);
});

test.each([
  ['weights that exceed the workgroup’s memory', layout(2, 64, 64, 2), least, false],
  ['the same weights where a workgroup has more', layout(2, 64, 64, 2), 2 * least, true],
  ['units that exceed a thread’s memory', layout(2, 512, 1), 8 * least, false],
  ['as many units as a thread holds', layout(2, 504, 1), 8 * least, true],
])('%s', (_, net, memory, fits) => {
  expect(sharedVariant(net, 64, memory) !== null).toBe(fits);
});
