/** The timeline over the training curves. */
import { useStore } from '../../store/store.ts';
import { BareSelect } from '../controls/ParameterControls.tsx';
import type { ExportChoice } from '../dialogs/exportChoice.ts';
import { Failure } from '../Failure.tsx';
import { FigureCard } from '../FigureCard.tsx';
import { LiveFigure } from '../LiveFigure.tsx';
import { RunKey } from './RunKey.tsx';
import { Timeline } from './Timeline.tsx';
import { useTrainingFigure } from './trainingFigures.ts';

export function TrainingPanel({ onExport }: { onExport(choice: ExportChoice): void }) {
  const figure = useTrainingFigure();
  const hasTheory = useStore(({ training, parameters }) => parameters.metric === 'energy' && !!training?.pc[0].theoryEnergy);
  const seeds = useStore((state) => state.parameters.seeds);
  return (
    <FigureCard
      title="Training"
      subtitle={
        <span className="legend">
          <span>
            <span className="dot bp" />
            BP
          </span>
          <span>
            <span className="dot pc" />
            PC
          </span>
          {hasTheory && (
            <span title="Theorem 1: where the energy at PC’s weights comes to rest">
              <span className="dash" />
              F* in theory
            </span>
          )}
          {seeds > 1 && <span>mean ± sd of {seeds} seeds</span>}
        </span>
      }
      className="timeline"
      tools={
        <>
          <BareSelect field="metric" />
          <BareSelect field="curveScale" />
        </>
      }
      above={
        <>
          <Timeline />
          <RunKey />
          <Failure of="training" />
        </>
      }
      onDownload={() => onExport('training')}
    >
      <LiveFigure
        label="Training"
        figure={figure}
        before={<p className="empty">Both learners’ curves appear here with their first step: press Run.</p>}
      />
    </FigureCard>
  );
}
