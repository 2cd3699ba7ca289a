/** One kept run: whether it is drawn, its name, which can be changed, the way back to it, and its deletion. */
import { useState } from 'react';
import { CloseIcon } from '../../../../panels/icons.tsx';
import { LONGEST_NAME } from '../../../../store/runs/createKeptRuns.ts';
import type { KeptRun } from '../../../../store/runs/keptRun.ts';
import { restoreRun, useKeptRuns } from '../../../../store/runs/keptRuns.ts';
import { RunSwatch } from '../../timeline/RunKey.tsx';

export function RunItem({ run }: { run: KeptRun }) {
  const { setShown, remove } = useKeptRuns.getState();
  const { id, name, shown, style } = run;
  return (
    <li>
      <label className="shown" title="Draw this run on the training figure">
        <input
          type="checkbox"
          checked={shown}
          aria-label={`Show ${name}`}
          onChange={(event) => void setShown(id, event.currentTarget.checked)}
        />
        <RunSwatch style={style} />
      </label>
      <NameInput run={run} />
      <button
        type="button"
        className="button bare"
        aria-label={`Restore ${name}`}
        title="Set the page to what made this run"
        onClick={() => restoreRun(run)}
      >
        Restore
      </button>
      <button
        type="button"
        className="button bare icon"
        aria-label={`Delete ${name}`}
        title="Delete"
        onClick={() => void remove(id)}
      >
        <CloseIcon />
      </button>
    </li>
  );
}

/** Takes effect on Enter or when the field is left; Escape puts the old name back. */
function NameInput({ run: { id, name } }: { run: KeptRun }) {
  const [draft, setDraft] = useState<string | null>(null);
  const { rename } = useKeptRuns.getState();
  return (
    <input
      className="name"
      type="text"
      autoComplete="off"
      maxLength={LONGEST_NAME}
      aria-label={`Name of ${name}`}
      title={name}
      value={draft ?? name}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== null) void rename(id, draft);
        setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(name);
      }}
    />
  );
}
