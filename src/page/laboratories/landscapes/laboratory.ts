/** The laboratory of the landscapes, which the page opens with: nothing of its first picture is loaded later. */
import type { Laboratory } from '../../panels/laboratory.ts';
import { LandscapesBoard } from './LandscapesBoard.tsx';
import { LandscapesControls } from './LandscapesControls.tsx';
import { LandscapesRightColumn } from './rightColumn/LandscapesRightColumn.tsx';
import { tabFigures } from './rightColumn/tabs.ts';

export const landscapes: Laboratory = {
  Board: LandscapesBoard,
  RightColumn: LandscapesRightColumn,
  Controls: LandscapesControls,
  Guide: null,
  hasConventions: true,
  exportable: async () => (await import('./landscapesExport.ts')).landscapesExport(await tabFigures()),
};
