/** How far the sweep is, how long it will still take, and the button that stops it or takes it up again. */

import { Failure, JobBar, useClock } from '../../panels/JobStatus.tsx';
import { timeLeft } from '../../store/state/pace.ts';
import { useStore } from '../../store/store.ts';
import { sweepText } from './moonsWords.ts';

export function SweepJob() {
  const sweep = useStore((state) => state.activityRates);
  const computing = useStore((state) => state.computing.activityRates);
  const pace = useStore((state) => state.pace.activityRates);
  const now = useClock(computing);
  const left = computing && pace ? timeLeft(pace, now) : null;
  return (
    <div className="card sweep-card">
      <JobBar of="activityRates" name="Sweep over widths and rates" text={sweepText(sweep, computing, left)} />
      <Failure of="activityRates" />
    </div>
  );
}
