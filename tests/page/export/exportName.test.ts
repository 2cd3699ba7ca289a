/** A file is named by the state that it was made of, as its caption is. */
import { expect, test } from 'vitest';
import { exportName } from '../../../src/page/export/exportable.ts';
import type { DrawnState } from '../../../src/page/panels/drawnState.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { comparisonFrame, decisionFrame, unsupervisedFrame } from '../store/scriptedWorker.ts';
import { exportOf } from './exportables.ts';

const state = { ...defaultView, playhead: 7 } as unknown as DrawnState;
type Experiment = DrawnState['controls']['experiment'];

const of = (experiment: Experiment, frames: Partial<DrawnState>) =>
  exportName(exportOf('board', { ...state, ...presetView(experiment, 'matched'), ...frames }), 'png');

test('experiment, figure, seed, iteration and format', () => {
  expect(exportName(exportOf('loss', state), 'csv')).toBe('saddlescope-figure-2-left-loss-seed-0-iteration-7.csv');
});

test('the iteration is the one that the experiment’s figures show', () => {
  expect(of('moons-network', { decision: decisionFrame(4), playhead: 9 })).toMatch(/-iteration-4\.png$/);
  expect(of('moons-rates', { playhead: 9 })).toMatch(
    `-iteration-${presetView('moons-rates', 'matched').controls.iterations}.png`,
  );
  expect(of('comparison-fashion', { comparison: comparisonFrame() })).toMatch(/-iteration-2\.png$/);
  expect(of('unsupervised', { unsupervised: unsupervisedFrame() })).toMatch(/-iteration-5\.png$/);
});
