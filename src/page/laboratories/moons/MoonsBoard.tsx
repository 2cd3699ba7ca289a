/** The board of two moons: the sweep over activity rates, the gradients' variances, or one network as it learns. */
import './moons.css';
import type { ComponentType } from 'react';
import type { Controls } from '../../../model/controls.ts';
import { Timeline } from '../../panels/controls/Timeline.tsx';
import { FigureCard, LearnerKeys, LiveFigure } from '../../panels/FigureCard.tsx';
import { Failure, JobBar, Progress, useClock } from '../../panels/JobStatus.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { editableText } from '../../panels/numberText.ts';
import { timeLeft } from '../../store/state/pace.ts';
import { useStore } from '../../store/store.ts';
import { nearestPoint } from './figures/decisionFigure.ts';
import { activityRatesRow, decisionCurvesRow, decisionRows, dividedRatiosRow, rateMapRow, wholeRatiosRow } from './moonsRows.ts';
import { sweepText } from './moonsWords.ts';

const boards: Readonly<Record<Controls['moonsView'], ComponentType<PanelProps>>> = {
  rates: RatesBoard,
  variances: VariancesBoard,
  network: NetworkBoard,
};

/** The board of two moons: the sweep over activity rates, the gradients' variances, or one network as it learns. */
export default function MoonsBoard({ onExport }: PanelProps) {
  const Board = boards[useStore((state) => state.controls.moonsView)];
  return <Board onExport={onExport} />;
}

/** The sweep over widths and activity rates: curves beside a heat map of the same runs, and the job under both. */
export function RatesBoard({ onExport }: PanelProps) {
  return (
    <>
      <FigureCard
        title="Accuracy by activity rate"
        className="landscape"
        caption="Test accuracy in the end: mean over the seeds, band ± sd. ○: a width’s best rate. BP is at the left edge."
        onDownload={() => onExport(activityRatesRow)}
      >
        <LiveFigure row={activityRatesRow} before={<p className="empty">One curve a width, as its runs end.</p>} />
      </FigureCard>
      <FigureCard
        title="Accuracy by width and rate"
        className="landscape"
        caption="Mean test accuracy in per cent, a row a width. 80 % and less have one colour; guessing gives 50 %."
        onDownload={() => onExport(rateMapRow)}
      >
        <LiveFigure row={rateMapRow} before={<p className="empty">One row a width, as its runs end.</p>} />
      </FigureCard>
      <SweepJob />
    </>
  );
}

/** How much less the second weight layer's gradient varies than the third's, in both published variants side by side. */
export function VariancesBoard({ onExport }: PanelProps) {
  const dt = useStore((state) => state.controls.dt);
  const batchSize = useStore((state) => state.controls.batchSize);
  return (
    <>
      <FigureCard
        title="Activity step divided by the batch size"
        className="landscape"
        caption={`Rate ${editableText(dt)} / ${batchSize} = ${editableText(dt / batchSize)}; ◀: published means. PC’s gradients without biases, geometric mean over seeds.`}
        onDownload={() => onExport(dividedRatiosRow)}
      >
        <LiveFigure
          row={dividedRatiosRow}
          before={<p className="empty">var(dW₂)/var(dW₃) over the weight steps, one curve a width.</p>}
        />
      </FigureCard>
      <FigureCard
        title="Activity step as it is"
        className="landscape"
        caption={`Rate ${editableText(dt)}. Where a curve leaves upwards, inference or the run is unstable at this rate and width.`}
        onDownload={() => onExport(wholeRatiosRow)}
      >
        <LiveFigure
          row={wholeRatiosRow}
          before={<p className="empty">var(dW₂)/var(dW₃) with the activity step as it is, one curve a width.</p>}
        />
      </FigureCard>
      <SweepJob />
    </>
  );
}

/** How far the sweep is, how long it will still take, and the button that stops it or takes it up again. */
export function SweepJob() {
  const sweep = useStore((state) => state.activityRates);
  const computing = useStore((state) => state.computing.activityRates);
  const pace = useStore((state) => state.pace.activityRates);
  const now = useClock(computing);
  const left = computing && pace ? timeLeft(pace, now) : null;
  return (
    <div className="card sweep-card">
      <JobBar of="activityRates" name="Sweep over widths and rates" text={sweepText(sweep, computing, left)} />
      <Failure of="activityRates" />
    </div>
  );
}

/** One network as it learns: what BP and PC say of every place in the plane, and the timeline over their curves. */
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
