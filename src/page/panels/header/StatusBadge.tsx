/** Where the open laboratory's newest numbers were computed and how long that took; the reason for the path on hover and on focus, and all about paths in a dialog. */
import { useId, useState } from 'react';
import { controls } from '../../../model/controls.ts';
import { loadedLater } from '../../loading/loadedLater.tsx';
import { useStore } from '../../store/store.ts';
import { LoadedDialog } from '../ErrorBoundary.tsx';
import { durationText } from '../numberText.ts';
import { newestProvenance } from './newestProvenance.ts';
import { UsedPaths } from './UsedPaths.tsx';

const PathsDialog = loadedLater(() => import('./PathsDialog.tsx'));

export function StatusBadge() {
  const newest = useStore((state) => newestProvenance(state)?.backend ?? null);
  const offered = useStore((state) => state.status?.backend ?? null);
  const backend = newest ?? offered;
  const milliseconds = useStore((state) => newestProvenance(state)?.milliseconds ?? null);
  const [isOpen, setOpen] = useState(false);
  const reasonId = useId();
  if (backend === null) return <span className="badge starting">starting…</span>;
  const name = controls.backend.options[backend];
  return (
    <span className="badge-holder">
      <button
        type="button"
        className={`badge ${backend}`}
        aria-describedby={reasonId}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {name}
        {milliseconds !== null && ` · ${durationText(milliseconds)}`}
      </button>
      <span role="tooltip" id={reasonId} className="tooltip">
        <UsedPaths />
      </span>
      {isOpen && (
        <LoadedDialog name="The list of compute paths" onClose={() => setOpen(false)}>
          <PathsDialog onClose={() => setOpen(false)} />
        </LoadedDialog>
      )}
    </span>
  );
}
