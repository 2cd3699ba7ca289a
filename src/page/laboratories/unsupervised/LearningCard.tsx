/** How far the run is, and under it how the network learns: energy by layer, or how often the probe and k-NN find the digit. */

import { BareSegments } from '../../panels/controls/FieldControls.tsx';
import { FigureCard, LiveFigure } from '../../panels/FigureCard.tsx';
import { Failure, JobBar, useClock } from '../../panels/JobStatus.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { learningRow } from './unsupervisedRows.ts';
import { learntText, progressText } from './unsupervisedWords.ts';

export function LearningCard({ onExport }: PanelProps) {
  return (
    <FigureCard
      title="Learning"
      className="timeline"
      tools={<BareSegments field="latentCurve" />}
      above={
        <>
          <RunJob />
          <Failure of="unsupervised" />
        </>
      }
      caption={<Learnt />}
      onDownload={() => onExport(learningRow)}
    >
      <LiveFigure
        row={learningRow}
        before={<p className="empty">The energy of every batch appears here as the network learns.</p>}
      />
    </FigureCard>
  );
}

/** Apart from the card: it counts the seconds. */
function RunJob() {
  const pace = useStore((state) => state.pace.unsupervised);
  const computing = useStore((state) => state.computing.unsupervised);
  const isOver = useStore((state) => state.unsupervised?.progress === 1);
  const now = useClock(computing);
  const text = progressText(pace, now, computing ? 'computing' : isOver ? 'over' : 'stopped');
  return <JobBar of="unsupervised" name="Unsupervised learning" text={text} />;
}

/** Apart from the card: it changes with every frame. */
function Learnt() {
  const unsupervised = useStore((state) => state.unsupervised);
  const batchSize = useStore((state) => state.controls.batchSize);
  return unsupervised && learntText(unsupervised, batchSize);
}
