/** The page: its panels in their places, each behind its own error boundary, and what lies over them. */
import './panels/styles/fonts.css';
import './panels/styles/tokens.css';
import './panels/styles/base.css';
import './panels/styles/layout.css';
import './panels/styles/header.css';
import './panels/styles/controls.css';
import './laboratories/landscapes/timeline/timeline.css';
import './panels/styles/reading.css';
import './laboratories/landscapes/runs/runs.css';
import './laboratories/comparison/comparison.css';
import './laboratories/moons/moons.css';
import './laboratories/unsupervised/unsupervised.css';
import './panels/styles/guide.css';
import './panels/styles/overlays.css';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { ExportChoice } from './export/dialog/exportChoice.ts';
import { useLaboratory } from './laboratories/laboratories.ts';
import { ErrorBoundary } from './panels/ErrorBoundary.tsx';
import { DropToRestore } from './panels/files/DropToRestore.tsx';
import { GuideDialog } from './panels/header/GuideDialog.tsx';
import { Header } from './panels/header/Header.tsx';
import { stacked, useMediaQuery } from './panels/mediaQuery.ts';
import { Notices } from './panels/notices/Notices.tsx';
import { PresetCards } from './panels/PresetCards.tsx';
import { useShortcuts } from './panels/shortcuts.ts';
import { useStore } from './store/store.ts';

const ExportDialog = lazy(() => import('./export/dialog/ExportDialog.tsx'));

export function App() {
  const [exporting, setExporting] = useState<ExportChoice | null>(null);
  const drawer = useDrawer();
  const { name, Board, Reading, Controls } = useLaboratory();
  useShortcuts();
  const closeExport = useCallback(() => setExporting(null), []);
  const refuseExport = ({ message }: Error) => {
    closeExport();
    useStore
      .getState()
      .notify('error', `The export could not be opened: ${message}. Reload the page: the address has its state.`);
  };

  return (
    <div className="page">
      <ErrorBoundary panel="The header">
        <Header drawer={drawer} onExport={() => setExporting('board')} />
      </ErrorBoundary>
      <ErrorBoundary key={`controls of ${name}`} panel="The controls">
        <aside className="controls" id="controls" aria-label="Controls" hidden={drawer !== null && !drawer.open}>
          <Suspense>
            <Controls />
          </Suspense>
        </aside>
      </ErrorBoundary>
      <main className={`board ${name}`}>
        <ErrorBoundary key={name} panel="The board">
          <Suspense fallback={<p className="empty">Loading…</p>}>
            <Board onExport={setExporting} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ErrorBoundary key={`reading of ${name}`} panel="The right column">
        <aside className="reading" aria-label="Inference and theory">
          <Suspense fallback={<p className="empty">Loading…</p>}>
            <Reading onExport={setExporting} />
          </Suspense>
          <PresetCards />
        </aside>
      </ErrorBoundary>
      {exporting !== null && (
        <ErrorBoundary panel="The export" onFailure={refuseExport}>
          <Suspense>
            <ExportDialog initial={exporting} onClose={closeExport} />
          </Suspense>
        </ErrorBoundary>
      )}
      <GuideDialog />
      <DropToRestore />
      <Notices />
    </div>
  );
}

/** On a narrow screen the controls are a drawer, closed at first and by Escape; null where they stand beside the board. */
function useDrawer(): { open: boolean; toggle(): void } | null {
  const narrow = useMediaQuery(stacked);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [open]);

  return narrow ? { open, toggle: () => setOpen((now) => !now) } : null;
}
