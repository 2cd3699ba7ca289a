/** The dialog offers what the open experiment has, and nothing of another laboratory. */
import { expect, test } from 'vitest';
import { choicesIn } from '../../../../src/page/export/dialog/exportChoice.ts';
import { defaultView, presetView } from '../../../../src/page/view/defaultView.ts';

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
