/** A run that takes longer than a few moments: how far it is, how long it will still take, and the button that stops it or takes it up again. */
import { progressOf, timeLeft } from '../../store/pace.ts';
import { useStore } from '../../store/store.ts';
import { JobBar } from '../JobBar.tsx';
import { durationInWords } from '../numberText.ts';
import { useClock } from '../useClock.ts';

/** A run that is over sooner shows no bar, which would only flicker. */
const moments = 3000; // ms

export function TrainingJob() {
  const pace = useStore((state) => state.pace.training);
  const computing = useStore((state) => state.computing.training);
  const stopped = useStore((state) => !state.computing.training && !!state.training && state.training.progress < 1);
  const mayEndSooner = useStore((state) => state.parameters.data === 'matrix-completion');
  const now = useClock(computing);
  if (stopped) return <JobBar of="training" name="Training progress" text="stopped" />;
  if (!computing || !pace || now - pace.asked < moments) return null;
  const left = timeLeft(pace, now);
  // Learners that stop at a criterion leave the others all the time: the rest then goes faster.
  const estimate = left === null ? 'estimating' : `${mayEndSooner ? 'at most' : 'about'} ${durationInWords(left)} left`;
  return <JobBar of="training" name="Training progress" text={`${Math.floor(100 * progressOf(pace))} %, ${estimate}`} />;
}
