/** A training run that is kept to be compared with later ones: its curves and the address that made them. */
import type { RestartedCurves } from '../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../model/problem/learnerCurves.ts';
import { escapeMedian, startsNearSaddle } from '../../laboratories/landscapes/presets/escapeTime.ts';
import { writeQuery } from '../../view/writeQuery.ts';
import type { PageState } from '../state/pageState.ts';
import { runName } from './runName.ts';

/** Curves of one learner, [seed]. */
export type RunCurves = Pick<LearnerCurves, 'loss' | 'energy' | 'gradientNorm'>[];

/** Every curve that a run is compared by. */
export interface ComparedRun {
  bp: RunCurves;
  pc: RunCurves;
  /** BP with its gradient scaled by the other convention; null where the run had no such learner. */
  otherBp: RunCurves | null;
  /** PC that began on one of BP's plateaus, at iteration `from`. */
  restarts: { from: number; curves: RunCurves[number] }[];
  /** Time spent computing the run. */
  milliseconds: number;
  /** Whether the learners started near the saddle, so that they could escape; false for runs kept by earlier versions, which do not say. */
  isNearSaddle: boolean;
}

export interface KeptRun extends ComparedRun {
  id: string;
  /** Milliseconds since 1970: runs are listed in this order. */
  keptAt: number;
  name: string;
  /** The page's address when the run was kept, without the question mark. */
  query: string;
  /** Whether the run's curves are drawn. */
  shown: boolean;
  /** Number of the curves' line style, which no other kept run has. */
  style: number;
}

/** A run that is not kept yet. */
export type NewRun = ComparedRun & Pick<KeptRun, 'name' | 'query'>;

/** The run on screen, ready to be kept; null where there is none, and while the run is being computed. */
export function currentRun(state: PageState): NewRun | null {
  const { training, computing } = state;
  if (!training || computing.training) return null;
  const { bp, pc, otherBp, restarts, checkpoint, milliseconds } = training;
  return {
    name: runName(state),
    query: writeQuery(state),
    bp: bp.map(curvesOf),
    pc: pc.map(curvesOf),
    otherBp: otherBp?.map(curvesOf) ?? null,
    restarts: restarts.map(restartOf),
    milliseconds: checkpoint?.milliseconds ?? milliseconds,
    isNearSaddle: startsNearSaddle(training),
  };
}

/** Copies: the frame's arrays may go back to the worker with a checkpoint. */
const curvesOf = ({ loss, energy, gradientNorm }: LearnerCurves) => ({
  loss: loss.slice(),
  energy: energy.slice(),
  gradientNorm: gradientNorm.slice(),
});

const restartOf = ({ from, curves }: RestartedCurves) => ({ from, curves: curvesOf(curves) });

export interface RunSummary {
  /** Mean over seeds of the last recorded loss. */
  finalLoss: number;
  /** Median over seeds of the first iteration whose loss is below half of the first loss: `44`, `over 99`. */
  escapedAt: string;
}

export function summaryOf(curves: RunCurves): RunSummary {
  const last = curves.map(({ loss }) => loss[loss.length - 1]);
  return { finalLoss: last.reduce((sum, loss) => sum + loss, 0) / last.length, escapedAt: escapeMedian(curves) };
}
