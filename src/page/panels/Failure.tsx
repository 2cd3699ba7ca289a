/** What went wrong with a panel's latest request, in the panel itself: its last good figure stays above it. */
import type { ExperimentRequest } from '../../model/experiments.ts';
import { useStore } from '../store/store.ts';

export function Failure({ of }: { of: ExperimentRequest['kind'] }) {
  const failure = useStore((state) => state.failure[of]);
  if (failure === null) return null;
  return (
    <p className="failure" role="alert">
      {failure}
    </p>
  );
}
