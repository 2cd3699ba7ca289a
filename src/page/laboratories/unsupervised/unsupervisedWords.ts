/** The generative network's run in words: its progress, its latest evaluation, and the settings that held when. */
import type { UnsupervisedFrame, UnsupervisedSettings } from '../../../model/unsupervised/unsupervisedFrames.ts';
import { durationInWords, editableText } from '../../panels/numberText.ts';
import { type Pace, progressOf, timeLeft } from '../../store/state/pace.ts';

/** `41 %, about 2 min left`. */
export function progressText(pace: Pace | null, now: number, state: 'computing' | 'stopped' | 'over'): string {
  if (state !== 'computing' || !pace) return state === 'stopped' ? 'stopped' : 'done';
  const left = timeLeft(pace, now);
  return `${Math.floor(100 * progressOf(pace))} %, ${left === null ? 'estimating' : `about ${durationInWords(left)} left`}`;
}

export const percentText = (part: number): string => `${(100 * part).toFixed(1)} %`;

/** k-NN's part of the images, or why there is none. */
export function neighboursText(part: number, buffered: number): string {
  return Number.isNaN(part) ? `needs 5 latents, has ${buffered}` : percentText(part);
}

/** `312 weight steps, 2.0 epochs; 1,000 test images evaluated after step 252.` */
export function learntText({ iteration, trainingCount, evaluation, curves }: UnsupervisedFrame, batchSize: number): string {
  const epochs = ((iteration * batchSize) / trainingCount).toFixed(1);
  const evaluated = evaluation
    ? `; ${evaluation.images.toLocaleString('en')} test images evaluated after step ${evaluation.iteration.toLocaleString('en')}`
    : '';
  return [`${iteration.toLocaleString('en')} weight steps, ${epochs} epochs${evaluated}.`, ...changesIn(curves.settings)].join(
    ' ',
  );
}

/** The changes of settings during the run, in a sentence or two; nothing where one setting has held throughout. */
function changesIn(settings: UnsupervisedSettings[]): string[] {
  const changes = settings.slice(1).map(({ from, steps, dt, learningRate, sparsity }) => {
    const prior = sparsity > 0 ? `, κ = ${editableText(sparsity)}` : '';
    const rate = editableText(learningRate);
    return `from ${from.toLocaleString('en')} on T = ${steps}, dt = ${editableText(dt)}, learning rate ${rate}${prior}`;
  });
  return changes.length === 0 ? [] : [`Changed on the way: ${changes.join('; ')}. The address begins with the last of these.`];
}
