/** The laboratory of two moons: all of it is loaded when it is opened. */
import { loadedLater } from '../../loading/loadedLater.tsx';
import type { Laboratory } from '../../panels/laboratory.ts';

export const moons: Laboratory = {
  Board: loadedLater(() => import('./MoonsBoard.tsx')),
  RightColumn: loadedLater(() => import('./MoonsRightColumn.tsx')),
  Controls: loadedLater(() => import('./MoonsControls.tsx')),
  Guide: loadedLater(() => import('./MoonsGuide.tsx')),
  hasConventions: false,
  exportable: async () => (await import('./moonsRows.ts')).moonsExport,
};
