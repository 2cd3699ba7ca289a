/** The laboratory of the landscapes, which the page opens with: nothing of its first picture is loaded later. */

import { ErrorBoundary } from '../../panels/ErrorBoundary.tsx';
import type { Laboratory, PanelProps } from '../../panels/laboratory.ts';
import { Landscapes } from './board/Landscapes.tsx';
import { LandscapesControls } from './controls/LandscapesControls.tsx';
import { LandscapesRightColumn } from './rightColumn/LandscapesRightColumn.tsx';
import { tabFigures } from './rightColumn/tabs.ts';
import { TrainingPanel } from './timeline/TrainingPanel.tsx';

export const landscapes: Laboratory = {
  Board: LandscapesBoard,
  RightColumn: LandscapesRightColumn,
  Controls: LandscapesControls,
  Guide: null,
  hasConventions: true,
  exportable: async () => (await import('./landscapesExport.ts')).landscapesExport(await tabFigures()),
};

/** The board of the landscapes: both surfaces, and under them the race of the two learners. */
function LandscapesBoard({ onExport }: PanelProps) {
  return (
    <>
      <ErrorBoundary panel="The landscapes">
        <Landscapes onExport={onExport} />
      </ErrorBoundary>
      <ErrorBoundary panel="Training">
        <TrainingPanel onExport={onExport} />
      </ErrorBoundary>
    </>
  );
}
