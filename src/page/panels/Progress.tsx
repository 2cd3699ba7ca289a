/** A thin line at the top of a card while its figure is still being refined. */
import type { ExperimentRequest } from '../../model/experiments.ts';
import { progressOf } from '../store/state/pace.ts';
import { useStore } from '../store/store.ts';

export function Progress({ of }: { of: Exclude<ExperimentRequest['kind'], 'training'> }) {
  const busy = useStore((state) => state.computing[of]);
  const progress = useStore(({ pace }) => pace[of] && progressOf(pace[of])) ?? 0;
  return (
    <div className={busy ? 'progress busy' : 'progress'} aria-hidden="true">
      <span style={{ transform: `scaleX(${busy ? progress : 1})` }} />
    </div>
  );
}
