/** A run that takes longer than a few moments: how far it is, how long it will still take, and the button that stops it or takes it up again. */
import { useEffect, useState } from 'react';
import { JobBar, useClock } from '../../../panels/JobStatus.tsx';
import { durationInWords } from '../../../panels/numberText.ts';
import { type Pace, progressOf, timeLeft } from '../../../store/state/pace.ts';
import { useStore } from '../../../store/store.ts';

/** A run that is over sooner gets no bar, which would only flicker. */
const moments = 3000; // ms
/** A run after one with a bar keeps it, unless it is over sooner than this: a bar that came and went would move the curves each time. */
const instant = 1000; // ms

export function TrainingJob() {
  const pace = useStore((state) => state.pace.training);
  const computing = useStore((state) => state.computing.training);
  const stopped = useStore((state) => !state.computing.training && !!state.training && state.training.progress < 1);
  const mayEndSooner = useStore((state) => state.controls.data === 'matrix-completion');
  const now = useClock(computing);
  const isLong = useIsLong(pace, computing);
  if (stopped) return <JobBar of="training" name="Training progress" text="stopped" />;
  if (!pace || !isLong) return null;
  if (!computing) return <JobBar of="training" name="Training progress" text={`computed in ${durationInWords(tookOf(pace))}`} />;
  const left = timeLeft(pace, now);
  // Learners that stop at a criterion leave the others all the time: the rest then goes faster.
  const estimate = left === null ? 'estimating' : `${mayEndSooner ? 'at most' : 'about'} ${durationInWords(left)} left`;
  return <JobBar of="training" name="Training progress" text={`${Math.floor(100 * progressOf(pace))} %, ${estimate}`} />;
}

function useIsLong(pace: Pace | null, computing: boolean): boolean {
  const [isLong, setLong] = useState(false);
  const asked = pace?.asked;
  useEffect(() => {
    if (!computing || asked === undefined) return;
    const timer = setTimeout(() => setLong(true), moments);
    return () => clearTimeout(timer);
  }, [computing, asked]);
  const wasInstant = !computing && pace !== null && tookOf(pace) < instant;
  useEffect(() => {
    if (wasInstant) setLong(false);
  }, [wasInstant]);
  return isLong;
}

/** Milliseconds from the request to its newest frame. */
const tookOf = ({ asked, frames }: Pace): number => (frames.at(-1)?.at ?? asked) - asked;
