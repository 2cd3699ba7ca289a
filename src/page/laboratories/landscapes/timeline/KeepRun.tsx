/** Keeps the current run for comparison with later ones. */

import { KeepIcon } from '../../../panels/icons.tsx';
import { keepCurrentRun } from '../../../store/runs/keptRuns.ts';
import { useStore } from '../../../store/store.ts';

export function KeepRun() {
  const isReady = useStore(({ training, computing }) => training !== null && !computing.training);
  return (
    <button
      type="button"
      className="button bare"
      disabled={!isReady}
      aria-label="Keep run"
      title={isReady ? 'Keep these curves to compare later runs with' : 'The run can be kept once it is computed'}
      onClick={keepCurrentRun}
    >
      <KeepIcon />
      <span className="wide">Keep run</span>
    </button>
  );
}
