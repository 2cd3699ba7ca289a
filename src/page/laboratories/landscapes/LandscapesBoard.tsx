/** The board of the landscapes: both surfaces, and under them the race of the two learners. */

import { ErrorBoundary } from '../../panels/ErrorBoundary.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { Landscapes } from './board/Landscapes.tsx';
import { TrainingPanel } from './timeline/TrainingPanel.tsx';

export function LandscapesBoard({ onExport }: PanelProps) {
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
