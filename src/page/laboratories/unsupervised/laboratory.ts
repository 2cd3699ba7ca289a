/** The laboratory of unsupervised predictive coding: all of it is loaded when it is opened. */
import { lazy } from 'react';
import type { Laboratory } from '../../panels/laboratory.ts';

export const unsupervised: Laboratory = {
  Board: lazy(() => import('./UnsupervisedBoard.tsx')),
  RightColumn: lazy(() => import('./UnsupervisedRightColumn.tsx')),
  Controls: lazy(() => import('./UnsupervisedControls.tsx')),
  Guide: lazy(() => import('./UnsupervisedGuide.tsx')),
  hasConventions: false,
  exportable: async () => (await import('./unsupervisedExport.ts')).unsupervisedExport,
};
