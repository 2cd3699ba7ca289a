/** A file is named by the state that it was made of, as its caption is. */
import { expect, test } from 'vitest';
import { exportName } from '../../../../src/page/export/dialog/exportName.ts';
import type { PageState } from '../../../../src/page/store/state/pageState.ts';
import { defaultView, presetView } from '../../../../src/page/view/defaultView.ts';
import { comparisonFrame, decisionFrame, unsupervisedFrame } from '../../store/scriptedWorker.ts';

const state = { ...defaultView, playhead: 7 } as unknown as PageState;
type Experiment = PageState['controls']['experiment'];

const of = (experiment: Experiment, frames: Partial<PageState>) =>
  exportName('board', 'png', { ...state, ...presetView(experiment, 'matched'), ...frames });

test('experiment, figure, seed, iteration and format', () => {
  expect(exportName('loss', 'csv', state)).toBe('saddlescope-figure-2-left-loss-seed-0-iteration-7.csv');
});

test('the iteration is the one that the experiment’s figures show', () => {
  expect(of('moons-network', { decision: decisionFrame(4), playhead: 9 })).toMatch(/-iteration-4\.png$/);
  expect(of('moons-rates', { playhead: 9 })).toMatch(
    `-iteration-${presetView('moons-rates', 'matched').controls.iterations}.png`,
  );
  expect(of('comparison-fashion', { comparison: comparisonFrame() })).toMatch(/-iteration-2\.png$/);
  expect(of('unsupervised', { unsupervised: unsupervisedFrame() })).toMatch(/-iteration-5\.png$/);
});
