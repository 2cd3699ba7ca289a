/** What stands under the training curves: the normalisation in one sentence, and when each learner escapes. */

import type { Controls } from '../../../../model/controls.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import { numberText } from '../../../panels/numberText.ts';
import { escapeRange, learnersOf } from '../presets/escapeRange.ts';
import { escapeTime } from '../presets/escapeTime.ts';

/** `ratio`: PC's gradient scale over BP's as published, `N d_y / 2`; 1 for chains. */
export function scaleInWords(ratio: number, convention: Controls['convention']): string {
  if (ratio === 1) return 'Both gradients have the same scale, as published too (factor 1).';
  const factor = numberText(ratio, 3).replace(/\.0+$/, '');
  return convention === 'published'
    ? `As published PC’s gradient is scaled ${factor} times BP’s: a sum over the batch against a mean over batch and outputs.`
    : `Matched: both gradients have one scale; as published PC’s is ${factor} times BP’s.`;
}

/** Empty while no run has escaped. `Escape (median, least to most of 10 runs): PC 44 (27 to 62) · BP 95 (53 to 238).` */
export function escapesInWords(training: TrainingFrame): string {
  if (!learnersOf(training).some(({ runs }) => runs.some(({ loss }) => escapeTime(loss) !== null))) return '';
  const runs = training.bp.length;
  const each = learnersOf(training).map((learner) => `${learner.name} ${escapeRange(learner.runs)}`);
  return `Escape${runs > 1 ? ` (median, least to most of ${runs} runs)` : ''}: ${each.join(' · ')}.`;
}
