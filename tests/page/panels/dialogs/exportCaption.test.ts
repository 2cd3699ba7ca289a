/** A picture's caption names what was computed, and the kept runs that are drawn behind. */
import { expect, test } from 'vitest';
import { exportCaption } from '../../../../src/page/panels/dialogs/exportCaption.ts';
import { defaultView } from '../../../../src/page/store/defaultView.ts';
import type { PageState } from '../../../../src/page/store/pageState.ts';

const state = { ...defaultView, landscape: null, playhead: 3 } as unknown as PageState;

test('network, learning and iteration', () => {
  expect(exportCaption(state)).toMatch(/^hidden layers 1 · width 1 · .*learning rate 0\.4 .*seed 0 · iteration 3$/);
});

test('each kept run beside the pattern of its line', () => {
  const caption = exportCaption(state, [
    { name: 'deeper', style: 0 },
    { name: 'wider', style: 7 },
  ]);
  expect(caption).toMatch(/ · thin lines: - - - deeper, ····· \(light\) wider$/);
});
