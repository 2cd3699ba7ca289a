/** The comparison in words: how far it is, and what happened to its models. */
import { comparedModels } from '../../../model/comparison/comparedModels.ts';
import type { ComparisonFrame, SurfacesFrame } from '../../../model/comparison/comparisonFrames.ts';
import { type Controls, controls } from '../../../model/controls.ts';
import { durationInWords } from '../../panels/numberText.ts';
import { type Pace, progressOf, timeLeft } from '../../store/state/pace.ts';
import { surfacesRange } from './figures/lossSurfacesFigure.ts';

/** `34 %, about 40 s left`, `computed in 12 s`, or `stopped at 34 %`. */
export function jobText(pace: Pace | null, computing: boolean, progress: number, now: number): string {
  const share = `${Math.floor(100 * progress)} %`;
  if (!computing) return progress < 1 ? `stopped at ${share}` : `computed in ${durationInWords(tookOf(pace))}`;
  const left = pace && timeLeft(pace, now);
  return `${share}, ${left ? `about ${durationInWords(left)} left` : 'estimating'}`;
}

/** Milliseconds from the newest request to its newest frame; 0 before the first request and before its first frame. */
const tookOf = (pace: Pace | null): number => (pace ? (pace.frames.at(-1)?.at ?? pace.asked) - pace.asked : 0);

/** The share of the run that is done, 0 to 1; 0 until the first frame of the newest request. */
export const shareOf = (pace: Pace | null, computing: boolean, known: number): number =>
  computing ? (pace && progressOf(pace)) || 0 : known;

/** Models that diverged, and variances that reached their bounds; empty where all went well. */
export function troubles({ runs }: ComparisonFrame): string[] {
  return runs.flatMap(({ model, curves: { divergedAt }, clamped }) => {
    const { label } = comparedModels[model];
    const sentences: string[] = [];
    if (divergedAt >= 0)
      sentences.push(
        `${label} diverged at step ${divergedAt.toLocaleString('en')} and stopped there: a smaller rate or dt would help.`,
      );
    if (clamped > 0)
      sentences.push(
        `${label}: the variances of up to ${clamped.toLocaleString('en')} units reached their bounds and were held there.`,
      );
    return sentences;
  });
}

/** Which plane, on how many samples, on which colours, computed where. */
export function surfacesCaption(
  { planeDescription, samples, surfaces, backend }: SurfacesFrame,
  spacing: Controls['surfaceColours'],
): string {
  const { note } = surfacesRange(surfaces, spacing);
  return `${planeDescription}; ${samples} training samples${note ? `; ${note}` : ''} · ${controls.backend.options[backend]}`;
}
