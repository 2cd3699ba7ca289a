/** The top bar: which experiment, under which convention, computed where; and the ways to take it along. */
import { lazy, Suspense, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { BareSelect } from '../controls/FieldControls.tsx';
import { ControlsIcon, RedoIcon, UndoIcon } from '../icons.tsx';
import type { Laboratory } from '../laboratory.ts';
import { ConventionSwitch } from './ConventionSwitch.tsx';
import { GuideButton } from './GuideDialog.tsx';
import { ShareButton } from './ShareButton.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

const HelpDialog = lazy(() => import('./HelpDialog.tsx'));

interface Props {
  laboratory: Pick<Laboratory, 'Guide' | 'hasConventions'>;
  /** Null where the controls stand beside the board instead of in a drawer. */
  drawer: { open: boolean; toggle(): void } | null;
  onExport(): void;
}

export function Header({ laboratory, drawer, onExport }: Props) {
  const [helping, setHelping] = useState(false);
  return (
    <header className="header">
      <h1>
        <img src="./icon.svg" alt="" width="22" height="22" />
        Saddlescope
      </h1>
      <span className="field">
        <span className="quiet">Experiment</span>
        <BareSelect field="experiment" />
      </span>
      {laboratory.hasConventions && <ConventionSwitch />}
      {laboratory.Guide && <GuideButton />}
      <span className="spacer" />
      <StatusBadge />
      <span className="field">
        <span className="quiet">Compute path</span>
        <BareSelect field="backend" />
      </span>
      <HistoryButtons />
      <ShareButton />
      <button type="button" className="button" onClick={onExport}>
        Export PNG
      </button>
      <button
        type="button"
        className="button icon help"
        aria-label="Help"
        title="What this is, and its keys"
        onClick={() => setHelping(true)}
      >
        ?
      </button>
      <ThemeToggle />
      {drawer && (
        <button
          type="button"
          className="button drawer-toggle"
          aria-expanded={drawer.open}
          aria-controls="controls"
          onClick={drawer.toggle}
        >
          <ControlsIcon /> Controls
        </button>
      )}
      {helping && (
        <Suspense>
          <HelpDialog onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </header>
  );
}

function HistoryButtons() {
  const canUndo = useStore((state) => state.canUndo);
  const canRedo = useStore((state) => state.canRedo);
  const { undo, redo } = useStore.getState();
  const common = { type: 'button', className: 'button bare icon' } as const;
  return (
    <span className="pair">
      <button {...common} aria-label="Undo" title="Undo (Ctrl Z)" disabled={!canUndo} onClick={undo}>
        <UndoIcon />
      </button>
      <button {...common} aria-label="Redo" title="Redo (Ctrl Shift Z)" disabled={!canRedo} onClick={redo}>
        <RedoIcon />
      </button>
    </span>
  );
}
