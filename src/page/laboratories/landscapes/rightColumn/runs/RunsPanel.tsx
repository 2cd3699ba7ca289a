/** The kept runs: which are drawn on the training figure, what they are called, how they compare, and the way back to each. */
import { useState } from 'react';
import { download } from '../../../../export/download.ts';
import { runsCsv, runsJson } from '../../../../export/runsText.ts';
import { MOST_RUNS } from '../../../../store/runs/createKeptRuns.ts';
import { useKeptRuns } from '../../../../store/runs/keptRuns.ts';
import { RunComparison } from './RunComparison.tsx';
import { RunItem } from './RunItem.tsx';

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

/** All kept runs as a file. */
function exportRuns(format: 'csv' | 'json'): void {
  const runs = useKeptRuns.getState().runs.map((run) => ({ ...run, state: new URL(`?${run.query}`, location.href).href }));
  const text = format === 'csv' ? runsCsv(runs) : runsJson(runs);
  download(new Blob([text], { type: types[format] }), `saddlescope-runs.${format}`);
}
