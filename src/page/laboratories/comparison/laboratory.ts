/** The laboratory of the comparison of six ways to train one network: all of it is loaded when it is opened. */
import { lazy } from 'react';
import type { Laboratory } from '../../panels/laboratory.ts';

export const comparison: Laboratory = {
  Board: lazy(() => import('./ComparisonBoard.tsx')),
  RightColumn: lazy(() => import('./ComparisonRightColumn.tsx')),
  Controls: lazy(() => import('./ComparisonControls.tsx')),
  Guide: lazy(() => import('./ComparisonGuide.tsx')),
  hasConventions: false,
  exportable: async () => (await import('./comparisonRows.ts')).comparisonExport,
};
