/** One network as it learns: what BP and PC say of every place in the plane, and the timeline over their curves. */

import { Timeline } from '../../panels/controls/Timeline.tsx';
import { FigureCard, LearnerKeys } from '../../panels/FigureCard.tsx';
import { Failure, Progress } from '../../panels/JobStatus.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { nearestPoint } from './figures/decisionFigure.ts';
import { decisionCurvesRow, decisionRows } from './moonsRows.ts';

export function NetworkBoard({ onExport }: PanelProps) {
  return (
    <>
      <DecisionCard learner="bp" onExport={onExport} />
      <DecisionCard learner="pc" onExport={onExport} />
      <CurvesCard onExport={onExport} />
    </>
  );
}

function DecisionCard({ learner, onExport }: PanelProps & { learner: 'bp' | 'pc' }) {
  const row = decisionRows[learner];
  const accuracy = useStore(({ decision, playhead }) => decision?.[learner].accuracy[Math.min(playhead, decision.iteration)]);
  return (
    <FigureCard
      title={row.title}
      subtitle={accuracy === undefined ? undefined : `${(100 * accuracy).toFixed(1)} % of the test points`}
      className="landscape"
      progress={<Progress of="decision" />}
      caption="Colour: the class’s probability. Line: where both classes are as likely. Click a training point to see its activities."
      onDownload={() => onExport(row)}
    >
      <LiveFigure
        row={row}
        before={<p className="empty">The plane as the network divides it, at each weight step.</p>}
        onPick={pickPoint}
      />
    </FigureCard>
  );
}

function pickPoint(a: number, b: number): void {
  const { decision, set } = useStore.getState();
  if (decision) set('moonsPoint', nearestPoint(decision.points, a, b));
}

function CurvesCard({ onExport }: PanelProps) {
  return (
    <FigureCard
      title="Learning of two moons"
      subtitle={
        <span className="legend">
          <LearnerKeys />
          <span>test accuracy; dotted: training loss</span>
        </span>
      }
      className="timeline"
      above={
        <>
          <Timeline />
          <Failure of="decision" />
        </>
      }
      onDownload={() => onExport(decisionCurvesRow)}
    >
      <LiveFigure
        row={decisionCurvesRow}
        before={<p className="empty">Both learners’ accuracies, weight step by weight step.</p>}
      />
    </FigureCard>
  );
}
