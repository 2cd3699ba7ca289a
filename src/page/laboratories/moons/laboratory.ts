/** The laboratory of two moons: all of it is loaded when it is opened. */
import { lazy } from 'react';
import type { Laboratory } from '../../panels/laboratory.ts';

export const moons: Laboratory = {
  Board: lazy(() => import('./MoonsBoard.tsx')),
  RightColumn: lazy(() => import('./MoonsRightColumn.tsx')),
  Controls: lazy(() => import('./MoonsControls.tsx')),
  Guide: lazy(() => import('./MoonsGuide.tsx')),
  hasConventions: false,
  exportable: async () => (await import('./moonsRows.ts')).moonsExport,
};
