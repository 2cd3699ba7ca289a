/** The board of unsupervised PC: what the network draws, the latents it draws from, and under them how it learns. */
import './unsupervised.css';

import { ErrorBoundary } from '../../panels/ErrorBoundary.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { LatentsCard } from './LatentsCard.tsx';
import { LearningCard } from './LearningCard.tsx';
import { PicturesCard } from './PicturesCard.tsx';

export default function UnsupervisedBoard({ onExport }: PanelProps) {
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
