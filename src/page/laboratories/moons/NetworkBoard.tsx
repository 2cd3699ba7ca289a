/** One network as it learns: what BP and PC say of every place in the plane, and the timeline over their curves. */

import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { Failure } from '../../panels/Failure.tsx';
import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import { Progress } from '../../panels/Progress.tsx';
import { useStore } from '../../store/store.ts';
import { LearnerKeys } from '../landscapes/timeline/LearnerKeys.tsx';
import { Timeline } from '../landscapes/timeline/Timeline.tsx';
import { nearestPoint } from './figures/decisionFigure.ts';
import { bpDecisionOf, decisionCurvesOf, pcDecisionOf, useMoonsFigure } from './moonsFigures.ts';

interface BoardProps {
  onExport(choice: ExportChoice): void;
}

export function NetworkBoard({ onExport }: BoardProps) {
  return (
    <>
      <DecisionCard learner="bp" onExport={onExport} />
      <DecisionCard learner="pc" onExport={onExport} />
      <CurvesCard onExport={onExport} />
    </>
  );
}

const cards = {
  bp: { title: 'BP’s decision', figureOf: bpDecisionOf, exported: 'bpDecision' },
  pc: { title: 'PC’s decision', figureOf: pcDecisionOf, exported: 'pcDecision' },
} as const;

function DecisionCard({ learner, onExport }: BoardProps & { learner: 'bp' | 'pc' }) {
  const { title, figureOf, exported } = cards[learner];
  const figure = useMoonsFigure(figureOf);
  const accuracy = useStore(({ decision, playhead }) => decision?.[learner].accuracy[Math.min(playhead, decision.iteration)]);
  return (
    <FigureCard
      title={title}
      subtitle={accuracy === undefined ? undefined : `${(100 * accuracy).toFixed(1)} % of the test points`}
      className="landscape"
      progress={<Progress of="decision" />}
      caption="Colour: the class’s probability. Line: where both classes are as likely. Click a training point to see its activities."
      onDownload={() => onExport(exported)}
    >
      <LiveFigure
        label={title}
        figure={figure}
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

function CurvesCard({ onExport }: BoardProps) {
  const figure = useMoonsFigure(decisionCurvesOf);
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
      onDownload={() => onExport('decisionCurves')}
    >
      <LiveFigure
        label="Learning of two moons"
        figure={figure}
        before={<p className="empty">Both learners’ accuracies, weight step by weight step.</p>}
      />
    </FigureCard>
  );
}
