/** The laboratory of unsupervised predictive coding: all of it is loaded when it is opened. */
import { loadedLater } from '../../loading/loadedLater.tsx';
import type { Laboratory } from '../../panels/laboratory.ts';

export const unsupervised: Laboratory = {
  Board: loadedLater(() => import('./UnsupervisedBoard.tsx')),
  RightColumn: loadedLater(() => import('./UnsupervisedRightColumn.tsx')),
  Controls: loadedLater(() => import('./UnsupervisedControls.tsx')),
  Guide: loadedLater(() => import('./UnsupervisedGuide.tsx')),
  hasConventions: false,
  exportable: async () => (await import('./unsupervisedExport.ts')).unsupervisedExport,
};
