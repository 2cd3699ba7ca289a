/** The timeline over the training curves: the run's clock, its progress, its checkpoint, and the runs kept for comparison. */

import { useEffect, useRef, useState } from 'react';
import { controls } from '../../../../model/controls.ts';
import { BareSelect } from '../../../panels/controls/FieldControls.tsx';
import { Timeline } from '../../../panels/controls/Timeline.tsx';
import { FigureCard, LearnerKeys, LiveFigure } from '../../../panels/FigureCard.tsx';
import { openCheckpoint, saveCheckpoint } from '../../../panels/files/checkpointFiles.ts';
import { KeepIcon, OpenIcon, SaveIcon } from '../../../panels/icons.tsx';
import { Failure, JobBar, useClock } from '../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../panels/laboratory.ts';
import { durationInWords } from '../../../panels/numberText.ts';
import { keepCurrentRun } from '../../../store/runs/keptRuns.ts';
import { type Pace, progressOf, timeLeft } from '../../../store/state/pace.ts';
import { useStore } from '../../../store/store.ts';
import { learnersOf, startsNearSaddle, waitingAtSaddle } from '../presets/escapeTime.ts';
import { isByLayer } from './layerNormFigure.ts';
import { RunKey } from './RunKey.tsx';
import { escapesInWords, scaleInWords, trainingRow } from './trainingRow.ts';

/** The timeline over the training curves. */
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
            <BareSelect field="iterationScale" />
            <KeepRun />
          </Timeline>
          <TrainingJob />
          <RunKey />
          <Failure of="training" />
        </>
      }
      caption={
        <>
          <MoreIterations />
          <ScaleNote />
        </>
      }
      onDownload={() => onExport(trainingRow)}
    >
      <LiveFigure
        row={trainingRow}
        before={<p className="empty">Both learners’ curves appear here with their first step: press Run.</p>}
      />
    </FigureCard>
  );
}

/** The sentences under the curves, a component of their own since they change with every frame. */
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

/** At the end of a run in which a learner has not left the saddle: which one, and the way to twice as many iterations. */
function MoreIterations() {
  const training = useStore((state) => state.training);
  const isAtEnd = useStore(({ playhead, controls, computing }) => playhead >= controls.iterations && !computing.training);
  const iterations = useStore((state) => state.controls.iterations);
  const { extend } = useStore.getState();
  const more = Math.min(iterations, controls.iterations.max - iterations);
  if (!training || training.progress < 1 || !isAtEnd || more === 0 || !startsNearSaddle(training)) return null;
  const waiting = waitingAtSaddle(training);
  if (waiting.length === 0) return null;
  return (
    <>
      {training.bp.length > 1
        ? `Some runs of ${waiting.join(' and ')} have not escaped.`
        : `${waiting.join(' and ')} ${waiting.length === 1 ? 'has' : 'have'} not escaped.`}{' '}
      <button type="button" className="button bare" onClick={() => extend(more)}>
        Run {more.toLocaleString('en')} more iterations
      </button>{' '}
    </>
  );
}

/** A shorter run gets no progress bar, since the bar would only flicker. */
const moments = 3000; // ms
/** The bar of one run stays for the next, unless the next run is shorter than this: a bar that came and went would move the curves. */
const instant = 1000; // ms

/** A run that takes longer than a few moments: how far it is, how long it will still take, and the button that stops it or takes it up again. */
export function TrainingJob() {
  const pace = useStore((state) => state.pace.training);
  const computing = useStore((state) => state.computing.training);
  const stopped = useStore((state) => !state.computing.training && !!state.training && state.training.progress < 1);
  const mayEndSooner = useStore((state) => state.controls.data === 'matrix-completion');
  const now = useClock(computing);
  const isLong = useIsLong(pace, computing);
  if (stopped) return <JobBar of="training" name="Training progress" text="stopped" />;
  if (!pace || !isLong) return null;
  if (!computing) return <JobBar of="training" name="Training progress" text={`computed in ${durationInWords(tookOf(pace))}`} />;
  const left = timeLeft(pace, now);
  // A learner that stops at its criterion leaves its share of the time to the others, so that the rest of the run goes faster.
  const estimate = left === null ? 'estimating' : `${mayEndSooner ? 'at most' : 'about'} ${durationInWords(left)} left`;
  return <JobBar of="training" name="Training progress" text={`${Math.floor(100 * progressOf(pace))} %, ${estimate}`} />;
}

function useIsLong(pace: Pace | null, computing: boolean): boolean {
  const [isLong, setLong] = useState(false);
  const asked = pace?.asked;
  useEffect(() => {
    if (!computing || asked === undefined) return;
    const timer = setTimeout(() => setLong(true), moments);
    return () => clearTimeout(timer);
  }, [computing, asked]);
  const wasInstant = !computing && pace !== null && tookOf(pace) < instant;
  useEffect(() => {
    if (wasInstant) setLong(false);
  }, [wasInstant]);
  return isLong;
}

/** Milliseconds from the request to its newest frame. */
const tookOf = ({ asked, frames }: Pace): number => (frames.at(-1)?.at ?? asked) - asked;

/** Buttons that keep the run for comparison with later ones, save its checkpoint as a file, and open such a file. */
export function CheckpointButtons() {
  const chooser = useRef<HTMLInputElement>(null);
  const hasRun = useStore(({ training }) => training !== null && training.iteration > 0);
  return (
    <span className="pair">
      <button
        type="button"
        className="button bare icon"
        disabled={!hasRun}
        aria-label="Save checkpoint"
        title="Save a checkpoint: a file from which this run goes on, to the same numbers"
        onClick={() => void saveCheckpoint()}
      >
        <SaveIcon />
      </button>
      <button
        type="button"
        className="button bare icon"
        aria-label="Open checkpoint"
        title="Open a checkpoint and go on from it (or drop its file on the page)"
        onClick={() => chooser.current?.click()}
      >
        <OpenIcon />
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="Checkpoint file"
        accept=".npz"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void openCheckpoint(file);
          event.currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </span>
  );
}

/** Keeps the current run for comparison with later ones. */
export function KeepRun() {
  const isReady = useStore(({ training, computing }) => training !== null && !computing.training);
  return (
    <button
      type="button"
      className="button bare"
      disabled={!isReady}
      aria-label="Keep run"
      title={isReady ? 'Keep these curves to compare later runs with' : 'The run can be kept once it is computed'}
      onClick={keepCurrentRun}
    >
      <KeepIcon />
      Keep run
    </button>
  );
}
