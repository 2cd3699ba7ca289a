/** The board of the landscapes: both surfaces, and under them the race of the two learners. */
import type { ExportChoice } from '../../../export/dialog/exportChoice.ts';
import { ErrorBoundary } from '../../../panels/ErrorBoundary.tsx';
import { TrainingPanel } from '../timeline/TrainingPanel.tsx';
import { Landscapes } from './Landscapes.tsx';

export function LandscapeBoard({ onExport }: { onExport(choice: ExportChoice): void }) {
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
