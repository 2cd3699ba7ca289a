/** The dialog offers what the open experiment has, and nothing of another laboratory. */
import { expect, test } from 'vitest';
import type { Controls } from '../../../src/model/controls.ts';
import { boardName, offeredFigures } from '../../../src/page/export/exportable.ts';
import { formatsOf } from '../../../src/page/export/formats.ts';
import type { DrawnState } from '../../../src/page/panels/drawnState.ts';
import { defaultView, presetView } from '../../../src/page/view/defaultView.ts';
import { exportableIn, exportOf } from './exportables.ts';

const stateOf = (controls: Controls) => ({ ...defaultView, controls, drawsScenes: true }) as unknown as DrawnState;

const choicesIn = (controls: Controls): string[] => [
  boardName,
  ...offeredFigures(exportableIn(controls), stateOf(controls)).map(({ name }) => name),
];

test('landscapes: the board, its figures and those behind the tabs', () => {
  const choices = choicesIn(defaultView.controls);
  expect(choices.slice(0, 4)).toEqual(['board', 'loss', 'energy', 'training']);
  expect(choices).toContain('hessian');
  expect(choices).not.toContain('pictures');
  expect(choices).not.toContain('bpDecision');
});

test('of convolutions, nothing that is computed of fully connected networks alone', () => {
  expect(choicesIn({ ...defaultView.controls, convolutions: 1 })).toEqual(['board', 'loss', 'energy', 'training', 'samples']);
});

test('two moons: what the view has', () => {
  const inView = (experiment: 'moons-rates' | 'moons-network') => choicesIn(presetView(experiment, 'matched').controls);
  expect(inView('moons-rates')).toEqual(['board', 'activityRates', 'rateMap']);
  expect(inView('moons-network')).toEqual(['board', 'bpDecision', 'pcDecision', 'decisionCurves', 'bpUnits', 'pcUnits']);
});

test('the formats that hold a figure: lines of every one, arrays where there are any', () => {
  const formats = (name: string) => Object.keys(formatsOf(exportOf(name, stateOf(defaultView.controls))));
  expect(formats('board')).toEqual(['png', 'svg', 'pdf']);
  expect(formats('loss')).toEqual(['png', 'svg', 'pdf', 'csv', 'json', 'npz']); // a scene, without WebGL too
  expect(formats('escape')).toEqual(['png', 'svg', 'pdf', 'csv', 'json']);
});
