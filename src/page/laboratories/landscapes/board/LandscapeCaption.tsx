/** The line under a landscape: how it was made or, while that takes longer than a moment, how far it is and how long it will still take. */

import { ProgressBar, useClock } from '../../../panels/JobStatus.tsx';
import { durationInWords } from '../../../panels/numberText.ts';
import { progressOf, timeLeft } from '../../../store/state/pace.ts';
import { useStore } from '../../../store/store.ts';

/** A landscape that comes sooner shows no bar, which would only flicker. */
const aMoment = 1000; // ms

interface Props {
  of: 'landscape' | 'volume';
  /** What is being computed, for a screen reader. */
  name: string;
  text: string;
}

export function LandscapeCaption({ of, name, text }: Props) {
  const pace = useStore((state) => state.pace[of]);
  const computing = useStore((state) => state.computing[of]);
  const now = useClock(computing);
  if (!computing || !pace || now - pace.asked < aMoment) return text;
  const left = timeLeft(pace, now);
  const progress = progressOf(pace);
  const words = [
    progress > 0 ? `${Math.floor(100 * progress)} %` : 'first points',
    left === null ? `computing for ${durationInWords(now - pace.asked)}` : `about ${durationInWords(left)} left`,
  ].join(', ');
  return (
    <span className="job">
      <ProgressBar name={name} progress={progress} text={words} />
      <span>{words}</span>
    </span>
  );
}
