/** The first name of a kept run: its experiment, and the settings in which the run differs from that experiment. */
import { type Controls, type Field, controls as rows } from '../../../model/controls.ts';
import { presetView } from '../../view/defaultView.ts';
import type { View } from '../../view/view.ts';

/** Settings that decide a run's curves, in the order of the controls. */
const runFields = [
  'hidden',
  'width',
  'data',
  'decay',
  'dimension',
  'initial',
  'scale',
  'saddle',
  'rank',
  'activation',
  'learningRate',
  'pcRate',
  'optimiser',
  'learner',
  'batchSize',
  'batches',
  'iterations',
  'steps',
  'dt',
  'stopping',
  'seed',
  'seeds',
] as const satisfies Field[];

/** `hidden layers 2, initial scale 0.1, start (0.1, −0.05) (Figure 2, left, matched)`: differences come first, because lists cut long names at their end. */
export function runName(view: Pick<View, 'controls' | 'start' | 'rateChanges'>): string {
  const { controls, start, rateChanges } = view;
  const { experiment, convention } = controls;
  const ran = { ...controls, learningRate: rateChanges[0]?.rate ?? controls.learningRate };
  const preset = presetView(experiment, convention);
  const changes = runFields
    .filter((field) => ran[field] !== preset.controls[field])
    .map((field) => `${rows[field].label.toLowerCase()} ${valueText(field, ran)}`);
  for (const { from, rate } of rateChanges.slice(1)) changes.push(`learning rate ${short(rate)} from ${from} on`);
  if (start && (start.a !== preset.start?.a || start.b !== preset.start?.b))
    changes.push(`start (${short(start.a)}, ${short(start.b)})`);
  const title = `${rows.experiment.options[experiment]}, ${rows.convention.options[convention]}`;
  return changes.length > 0 ? `${changes.join(', ')} (${title})` : title;
}

function valueText(field: (typeof runFields)[number], controls: Controls): string {
  const row = rows[field];
  if (row.kind === 'number') return short(controls[field] as number);
  return (row.options as Record<string, string>)[controls[field]];
}

const short = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');
