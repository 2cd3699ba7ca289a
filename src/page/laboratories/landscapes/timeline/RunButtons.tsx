/** Buttons that keep the run for comparison with later ones, save its checkpoint as a file, and open such a file. */
import { useRef } from 'react';
import { openCheckpoint, saveCheckpoint } from '../../../panels/files/checkpointFiles.ts';
import { KeepIcon, OpenIcon, SaveIcon } from '../../../panels/icons.tsx';
import { keepCurrentRun } from '../../../store/runs/keptRuns.ts';
import { useStore } from '../../../store/store.ts';

export function CheckpointButtons() {
  const chooser = useRef<HTMLInputElement>(null);
  const hasRun = useStore(({ training }) => training !== null && training.iteration > 0);
  return (
    <span className="pair">
      <button
        type="button"
        className="button bare icon"
        disabled={!hasRun}
        aria-label="Save checkpoint"
        title="Save a checkpoint: a file from which this run goes on, to the same numbers"
        onClick={() => void saveCheckpoint()}
      >
        <SaveIcon />
      </button>
      <button
        type="button"
        className="button bare icon"
        aria-label="Open checkpoint"
        title="Open a checkpoint and go on from it (or drop its file on the page)"
        onClick={() => chooser.current?.click()}
      >
        <OpenIcon />
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="Checkpoint file"
        accept=".npz"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void openCheckpoint(file);
          event.currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </span>
  );
}

/** Keeps the current run for comparison with later ones. */
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
