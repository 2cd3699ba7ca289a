/** The board of unsupervised PC: what the network draws, the latents it draws from, and under them how it learns. */
import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { ErrorBoundary } from '../../panels/ErrorBoundary.tsx';
import { LatentsCard } from './LatentsCard.tsx';
import { LearningCard } from './LearningCard.tsx';
import { PicturesCard } from './PicturesCard.tsx';

export default function UnsupervisedBoard({ onExport }: { onExport(choice: ExportChoice): void }) {
  return (
    <>
      <ErrorBoundary panel="The pictures">
        <PicturesCard onExport={onExport} />
      </ErrorBoundary>
      <ErrorBoundary panel="The latents">
        <LatentsCard onExport={onExport} />
      </ErrorBoundary>
      <ErrorBoundary panel="Learning">
        <LearningCard onExport={onExport} />
      </ErrorBoundary>
    </>
  );
}
