/** The laboratories, one row each: what fills the board, the right column above the claim, and the controls. Others than the first are loaded when opened. */
import { type ComponentType, lazy } from 'react';
import type { Controls } from '../../model/controls.ts';
import type { ExportChoice } from '../export/dialog/exportChoice.ts';
import { useStore } from '../store/store.ts';
import { LandscapeBoard } from './landscapes/board/LandscapeBoard.tsx';
import { LandscapeControls } from './landscapes/board/LandscapeControls.tsx';
import { ReadingPanel } from './landscapes/rightColumn/ReadingPanel.tsx';

interface PanelProps {
  onExport(choice: ExportChoice): void;
}

export interface Laboratory {
  Board: ComponentType<PanelProps>;
  Reading: ComponentType<PanelProps>;
  Controls: ComponentType;
  /** What it shows, what to try, where it comes from, and what was found; null where there is none. */
  Guide: ComponentType | null;
}

/** Names are those of the field `laboratory`. */
const laboratories: Readonly<Record<Controls['laboratory'], Laboratory>> = {
  landscapes: { Board: LandscapeBoard, Reading: ReadingPanel, Controls: LandscapeControls, Guide: null },
  comparison: {
    Board: lazy(() => import('./comparison/ComparisonBoard.tsx')),
    Reading: lazy(() => import('./comparison/ComparisonReading.tsx')),
    Controls: lazy(() => import('./comparison/ComparisonControls.tsx')),
    Guide: lazy(() => import('./comparison/ComparisonGuide.tsx')),
  },
  moons: {
    Board: lazy(() => import('./moons/MoonsBoard.tsx')),
    Reading: lazy(() => import('./moons/MoonsReading.tsx')),
    Controls: lazy(() => import('./moons/MoonsControls.tsx')),
    Guide: lazy(() => import('./moons/MoonsGuide.tsx')),
  },
  unsupervised: {
    Board: lazy(() => import('./unsupervised/UnsupervisedBoard.tsx')),
    Reading: lazy(() => import('./unsupervised/UnsupervisedReading.tsx')),
    Controls: lazy(() => import('./unsupervised/UnsupervisedControls.tsx')),
    Guide: lazy(() => import('./unsupervised/UnsupervisedGuide.tsx')),
  },
};

export function useLaboratory(): Laboratory & { name: Controls['laboratory'] } {
  const name = useStore((state) => state.controls.laboratory);
  return { name, ...laboratories[name] };
}
