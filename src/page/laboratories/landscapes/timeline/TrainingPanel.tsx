/** The timeline over the training curves. */

import { BareSelect } from '../../../panels/controls/FieldControls.tsx';
import { Timeline } from '../../../panels/controls/Timeline.tsx';
import { FigureCard, LearnerKeys } from '../../../panels/FigureCard.tsx';
import { Failure } from '../../../panels/JobStatus.tsx';
import { LiveFigure } from '../../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../../panels/laboratory.ts';
import { useStore } from '../../../store/store.ts';
import { learnersOf } from '../presets/escapeRange.ts';
import { isByLayer } from './layerNormFigure.ts';
import { CheckpointButtons, KeepRun } from './RunButtons.tsx';
import { RunKey } from './RunKey.tsx';
import { escapesInWords, scaleInWords } from './scaleInWords.ts';
import { TrainingJob } from './TrainingJob.tsx';
import { trainingRow } from './trainingRow.ts';

export function TrainingPanel({ onExport }: PanelProps) {
  const hasTheory = useStore(({ training, controls }) => controls.metric === 'energy' && !!training?.pc[0].theoryEnergy);
  const seeds = useStore((state) => state.controls.seeds);
  const isScaled = useStore(({ training }) => training !== null && training.publishedRatio !== 1);
  const byLayer = useStore(({ controls }) => isByLayer(controls.metric)); // then both learners alone are drawn, without a band
  const otherName = useStore(({ training }) => training?.otherBp && learnersOf(training)[2].name);
  const restarted = useStore(({ training }) => training !== null && training.restarts.length > 0);
  return (
    <FigureCard
      title="Training"
      subtitle={
        <span className="legend">
          <LearnerKeys />
          {hasTheory && (
            <span title="Theorem 1: where the energy at PC’s weights comes to rest">
              <span className="dash" />
              F* in theory
            </span>
          )}
          {otherName && !byLayer && (
            <span title="BP as the other convention scales its gradient, over the same PC">
              <span className="dash bp" />
              {otherName}
            </span>
          )}
          {restarted && !byLayer && (
            <span title="PC started again from where BP rested, on the same target">
              <span className="dash restarted" />
              PC from BP’s plateaus
            </span>
          )}
          {seeds > 1 && (
            <span>
              {byLayer ? 'mean' : 'mean ± sd'} of {seeds} seeds
            </span>
          )}
        </span>
      }
      className="timeline"
      tools={
        <>
          {isScaled && <BareSelect field="compare" />}
          <BareSelect field="metric" />
          <BareSelect field="curveScale" />
          <CheckpointButtons />
        </>
      }
      above={
        <>
          <Timeline>
            <KeepRun />
          </Timeline>
          <TrainingJob />
          <RunKey />
          <Failure of="training" />
        </>
      }
      caption={<ScaleNote />}
      onDownload={() => onExport(trainingRow)}
    >
      <LiveFigure
        row={trainingRow}
        before={<p className="empty">Both learners’ curves appear here with their first step: press Run.</p>}
      />
    </FigureCard>
  );
}

/** Apart from the panel: it changes with every frame. */
function ScaleNote() {
  const training = useStore((state) => state.training);
  const convention = useStore((state) => state.controls.convention);
  if (!training || training.iteration === 0) return null;
  return (
    <>
      {scaleInWords(training.publishedRatio, convention)} {escapesInWords(training)}
    </>
  );
}
