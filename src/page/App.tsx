/** The page: its panels in their places, each behind its own error boundary, and the dialogs and notices over them. */
import './panels/styles/fonts.css';
import './panels/styles/tokens.css';
import './panels/styles/base.css';
import './panels/styles/layout.css';
import './panels/styles/header.css';
import './panels/styles/controls.css';
import './panels/styles/timeline.css';
import './panels/styles/rightColumn.css';
import './panels/styles/tables.css';
import './panels/styles/guide.css';
import './panels/styles/overlays.css';
import './panels/styles/print.css';
import { Suspense, useCallback, useEffect, useState } from 'react';
import type { Exportable } from './export/exportable.ts';
import { useLaboratory } from './laboratories/laboratories.ts';
import { loadedLater } from './loading/loadedLater.tsx';
import { stacked, useMediaQuery, useTheme } from './panels/appearance.ts';
import { type DrawnState, getDrawnState } from './panels/drawnState.ts';
import { ErrorBoundary, LoadedDialog } from './panels/ErrorBoundary.tsx';
import { DropToRestore } from './panels/files/DropToRestore.tsx';
import { GuideDialog } from './panels/header/GuideDialog.tsx';
import { Header } from './panels/header/Header.tsx';
import { Notices } from './panels/Notices.tsx';
import { PresetCards } from './panels/PresetCards.tsx';
import { scaleInPrint } from './panels/printedBoard.ts';
import { useShortcuts } from './panels/shortcuts.ts';

const ExportDialog = loadedLater(() => import('./export/dialog/ExportDialog.tsx'));

/** The export dialog's arguments while it is open. */
interface Exporting {
  exportable: Promise<Exportable<DrawnState>>;
  /** Name of the figure chosen at first; null for the whole board. */
  initial: string | null;
}

export function App() {
  const [exporting, setExporting] = useState<Exporting | null>(null);
  const drawer = useDrawer();
  const theme = useTheme();
  const laboratory = useLaboratory();
  const { name, Board, RightColumn, Controls } = laboratory;
  useShortcuts();
  useEffect(scaleInPrint, []);
  const openExport = (row: { name: string } | null) => {
    const exportable = laboratory.exportable();
    exportable.catch(() => {}); // the dialog says what is missing
    setExporting({ exportable, initial: row?.name ?? null });
  };
  const closeExport = useCallback(() => setExporting(null), []);

  return (
    <div className="page">
      <ErrorBoundary panel="The header">
        <Header laboratory={laboratory} drawer={drawer} onExport={() => openExport(null)} />
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
            <Board onExport={openExport} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ErrorBoundary key={`right column of ${name}`} panel="The right column">
        <aside className="right-column" aria-label="Inference and theory">
          <Suspense fallback={<p className="empty">Loading…</p>}>
            <RightColumn onExport={openExport} />
          </Suspense>
          <PresetCards />
        </aside>
      </ErrorBoundary>
      {exporting !== null && (
        <LoadedDialog name="The export" onClose={closeExport}>
          <ExportDialog {...exporting} getState={getDrawnState} theme={theme} onClose={closeExport} />
        </LoadedDialog>
      )}
      <GuideDialog laboratory={laboratory} />
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
