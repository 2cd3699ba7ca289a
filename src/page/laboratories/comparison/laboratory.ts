/** The laboratory of the comparison of six ways to train one network: all of it is loaded when it is opened. */
import { loadedLater } from '../../loading/loadedLater.tsx';
import type { Laboratory } from '../../panels/laboratory.ts';

export const comparison: Laboratory = {
  Board: loadedLater(() => import('./ComparisonBoard.tsx')),
  RightColumn: loadedLater(() => import('./ComparisonRightColumn.tsx')),
  Controls: loadedLater(() => import('./ComparisonControls.tsx')),
  Guide: loadedLater(() => import('./ComparisonGuide.tsx')),
  hasConventions: false,
  exportable: async () => (await import('./comparisonRows.ts')).comparisonExport,
};
