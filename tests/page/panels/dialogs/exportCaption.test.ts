/** A picture's caption names what was computed, and the kept runs that are drawn behind. */
import { expect, test } from 'vitest';
import { exportCaption } from '../../../../src/page/panels/dialogs/exportCaption.ts';
import { defaultView, presetView } from '../../../../src/page/store/defaultView.ts';
import type { PageState } from '../../../../src/page/store/pageState.ts';
import { decisionFrame } from '../../store/scriptedWorker.ts';

const state = { ...defaultView, landscape: null, playhead: 3 } as unknown as PageState;

test('network, learning and iteration', () => {
  expect(exportCaption(state)).toMatch(/^hidden layers 1 · width 1 · .*learning rate 0\.4 .*seed 0 · iteration 3$/);
});

test('of two moons, its own network, and what its view has', () => {
  const ofMoons = (experiment: 'moons-rates' | 'moons-network') =>
    exportCaption({ ...state, ...presetView(experiment, 'matched'), decision: decisionFrame(4), playhead: 9 });
  expect(ofMoons('moons-rates')).toMatch(/^2-h-h-h-2, .* · T = 8 · .* · noise 0\.2 · mean ± sd over seeds 0 to 2$/);
  expect(ofMoons('moons-network')).toMatch(/^2-64-64-64-2, .* · T = 8, dt = 0\.03 · .* · seed 0 · iteration 4$/);
});

test('each kept run beside the pattern of its line', () => {
  const caption = exportCaption(state, [
    { name: 'deeper', style: 0 },
    { name: 'wider', style: 7 },
  ]);
  expect(caption).toMatch(/ · thin lines: - - - deeper, ····· \(light\) wider$/);
});
