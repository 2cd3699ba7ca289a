/** A picture's caption names what was computed, says what the page says under its figures, and names the kept runs that are drawn behind. */
import { describe, expect, test } from 'vitest';
import { exportCaption } from '../../../src/page/export/exportable.ts';
import type { DrawnState } from '../../../src/page/panels/drawnState.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { decisionFrame, landscapeFrame, trainingFrame, volumeFrame } from '../store/scriptedWorker.ts';
import { exportOf } from './exportables.ts';

const state = { ...defaultView, landscape: null, playhead: 3, keptRuns: [] } as unknown as DrawnState;

const captionOf = (shown: DrawnState, name: string): string => exportCaption(exportOf(name, shown));

test('network, learning and iteration', () => {
  expect(captionOf(state, 'board')).toMatch(/^hidden layers 1 · width 1 · .*learning rate 0\.4 .*seed 0 · iteration 3$/);
});

test('of two moons, its own network, and what its view has', () => {
  const ofMoons = (experiment: 'moons-rates' | 'moons-network') =>
    captionOf({ ...state, ...presetView(experiment, 'matched'), decision: decisionFrame(4), playhead: 9 }, 'board');
  expect(ofMoons('moons-rates')).toMatch(/^2-h-h-h-2, .* · T = 8 · .* · noise 0\.2 · mean ± sd over seeds 0 to 2$/);
  expect(ofMoons('moons-network')).toMatch(/^2-64-64-64-2, .* · T = 8, dt = 0\.03 · .* · seed 0 · iteration 4$/);
});

test('each kept run beside the pattern of its line', () => {
  const keptRuns = [
    { name: 'deeper', style: 0 },
    { name: 'wider', style: 7 },
  ] as unknown as DrawnState['keptRuns'];
  const caption = captionOf({ ...state, keptRuns }, 'training');
  expect(caption).toMatch(/ · thin lines: - - - deeper, ····· \(light\) wider$/);
});

describe('the learning rate', () => {
  const rateChanges = [
    { from: 0, rate: 0.4 },
    { from: 40, rate: 0.0001 },
  ];
  const changed = { ...state, rateChanges, controls: { ...state.controls, learningRate: 0.0001 } };

  test('is every one that the run took steps at, and since when', () => {
    const caption = captionOf({ ...changed, training: trainingFrame(41) }, 'training');
    expect(caption).toContain(' · learning rate 0.4, from iteration 40: 0.0001 · ');
  });

  test('leaves out one that no step has been taken at', () => {
    expect(captionOf({ ...changed, training: trainingFrame(40) }, 'training')).toContain(' · learning rate 0.4 · ');
  });
});

describe('what stands under the figures', () => {
  const { bpPath, ...training } = trainingFrame(3);
  const off = { ...training, bpPath: { ...bpPath, residual: Float64Array.of(0, 2.2, 1, 0) } };
  const drawn = { ...state, landscape: landscapeFrame(), training: off };

  test('is said of a landscape: its plane, how fine, how far the paths are off it, where and how fast', () => {
    expect(captionOf(drawn, 'energy')).toMatch(
      / · iteration 3 · two weights · 2 × 2 · paths up to 2\.2 off the plane · .*Reference$/,
    );
  });

  test('is said of a volume in its own words, and not of the plane', () => {
    const controls = { ...state.controls, view: 'volume' as const };
    const caption = captionOf({ ...drawn, volume: volumeFrame(), controls }, 'loss');
    expect(caption).toMatch(/ · iteration 3 · all three weights · 2 × 2 × 2 · shells of equal height.* · Reference$/);
  });

  test('is said of the curves, and of all on a board', () => {
    expect(captionOf(drawn, 'training')).toMatch(/ · iteration 3 · Both gradients have the same scale.*\. Escape: PC .*\.$/);
    expect(captionOf(drawn, 'board')).toMatch(/ · 2 × 2 · .* · Reference · F\* flat · Both gradients have the same scale/);
  });

  test('is not said of figures that have none of them', () => {
    expect(captionOf(drawn, 'spectrum')).toMatch(/ · iteration 3$/);
  });

  test('leaves out what only a person before the page can do', () => {
    const onPlane = { ...drawn, training: trainingFrame(3) };
    expect(captionOf(onPlane, 'loss')).toMatch(/ · two weights · 2 × 2 · loss flat · same height scale · Reference$/);
  });
});
