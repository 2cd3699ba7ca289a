/** The tab of the kept runs: which are drawn on the training figure, their names, how they compare, and the way back to each. */
import { useState } from 'react';
import { download } from '../../../../export/download.ts';
import { runsCsv, runsJson } from '../../../../export/runsText.ts';
import { CloseIcon } from '../../../../panels/icons.tsx';
import { LONGEST_NAME, MOST_RUNS } from '../../../../store/runs/createKeptRuns.ts';
import type { KeptRun } from '../../../../store/runs/keptRun.ts';
import { restoreRun, useKeptRuns } from '../../../../store/runs/keptRuns.ts';
import { RunSwatch } from '../../timeline/RunKey.tsx';
import { RunComparison } from './RunComparison.tsx';

/** The kept runs: which are drawn on the training figure, what they are called, how they compare, and the way back to each. */
export default function RunsPanel() {
  const runs = useKeptRuns((state) => state.runs);
  const trouble = useKeptRuns((state) => state.trouble);
  const [comparing, setComparing] = useState(false);
  return (
    <section className="runs" aria-label="Kept runs">
      {trouble && <p className="failure">{trouble}</p>}
      {runs.length === 0 ? (
        <p className="quiet">
          No run is kept yet. “Keep run” beside the timeline keeps the current one: its curves stay on the training figure as thin
          lines, here and after a reload.
        </p>
      ) : (
        <>
          <ul>
            {runs.map((run) => (
              <RunItem key={run.id} run={run} />
            ))}
          </ul>
          <div className="actions">
            <span className="quiet">
              {runs.length} of at most {MOST_RUNS}
            </span>
            <button type="button" className="button bare" onClick={() => exportRuns('csv')}>
              CSV
            </button>
            <button type="button" className="button bare" onClick={() => exportRuns('json')}>
              JSON
            </button>
            <button type="button" className="button" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
              Compare
            </button>
          </div>
          {comparing && <RunComparison />}
        </>
      )}
    </section>
  );
}

const types = { csv: 'text/csv', json: 'application/json' };

/** Downloads all kept runs as one file. */
function exportRuns(format: 'csv' | 'json'): void {
  const runs = useKeptRuns.getState().runs.map((run) => ({ ...run, state: new URL(`?${run.query}`, location.href).href }));
  const text = format === 'csv' ? runsCsv(runs) : runsJson(runs);
  download(new Blob([text], { type: types[format] }), `saddlescope-runs.${format}`);
}

/** One kept run: whether it is drawn, its name, which can be changed, the way back to it, and its deletion. */
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

/** The run's name as a field: a new name takes effect on Enter or when the field is left; Escape puts the old name back. */
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
