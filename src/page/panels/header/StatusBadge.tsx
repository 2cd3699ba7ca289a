/** Where the last landscape was computed and how long it took; the reason for the path on hover and on focus. */
import { useId } from 'react';
import { parameters } from '../../../model/parameters.ts';
import { useStore } from '../../store/store.ts';
import { durationText } from '../numberText.ts';

export function StatusBadge() {
  const status = useStore((state) => state.status);
  const backend = useStore((state) => state.landscape?.backend ?? state.status?.backend ?? null);
  const milliseconds = useStore((state) => state.landscape?.milliseconds ?? null);
  const reasonId = useId();
  if (backend === null) return <span className="badge starting">starting…</span>;
  const name = parameters.backend.options[backend];
  return (
    <span className="badge-holder">
      <button type="button" className={`badge ${backend}`} aria-describedby={reasonId}>
        {name}
        {milliseconds !== null && ` · ${durationText(milliseconds)}`}
      </button>
      <span role="tooltip" id={reasonId} className="tooltip">
        The last landscape was computed on {name === 'Reference' ? 'the reference path (float64, no GPU)' : name}.
        {status?.reason && ` WebGPU is not used: ${status.reason}.`}
        {status?.adapter && ` Adapter: ${status.adapter}.`}
      </span>
    </span>
  );
}
