/** All kept runs as a file. */
import { download } from '../../../export/download.ts';
import { runsCsv, runsJson } from '../../../export/runsText.ts';
import { useKeptRuns } from '../../../store/runs/keptRuns.ts';

const types = { csv: 'text/csv', json: 'application/json' };

export function exportRuns(format: 'csv' | 'json'): void {
  const runs = useKeptRuns.getState().runs.map((run) => ({ ...run, state: new URL(`?${run.query}`, location.href).href }));
  const text = format === 'csv' ? runsCsv(runs) : runsJson(runs);
  download(new Blob([text], { type: types[format] }), `saddlescope-runs.${format}`);
}
