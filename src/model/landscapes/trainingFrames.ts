/** Frames of a training run: curves, paths, restarts, and the checkpoint that a run resumes from. Types only. */
import type { LearnerCheckpoint, LearnerCurves } from '../problem/learnerCurves.ts';
import type { BackendName } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';

/** The path of the first seed's run over the landscape; one entry a recorded iteration. */
export interface LearnerPath {
  iteration: Int32Array;
  /** Coordinates in the plane, and the distance from it. */
  a: Float64Array;
  b: Float64Array;
  residual: Float64Array;
  /** True heights at the unprojected weights, on the landscape's samples; NaN for large networks, where they would take longer than the steps. */
  loss: Float64Array;
  equilibratedEnergy: Float64Array;
  /** [steps of the request's record][points] */
  energyAtStep: Float64Array[];
  /** [points * parameters], or null where a network is too large to keep every point. */
  weights: Float64Array | null;
}

/** Curves of PC from the weights of a plateau of BP; index 0 is iteration `from`. */
export interface RestartedCurves {
  from: number;
  curves: LearnerCurves;
}

/** Replaces the earlier frame of the same request: curves and paths from iteration 0 to `iteration`. */
export interface TrainingFrame extends Provenance {
  kind: 'training';
  /** Weight steps taken so far. */
  iteration: number;
  parameterCount: number;
  /** [seed] */
  bp: LearnerCurves[];
  pc: LearnerCurves[];
  bpPath: LearnerPath;
  pcPath: LearnerPath;
  /** Losses of the start and of the saddle that the problem is built around, on the first batch: [seed]. */
  startLosses: Float64Array;
  saddleLosses: Float64Array;
  /** PC's gradient scale over BP's in this run (1 when matched), and as published. */
  scaleRatio: number;
  publishedRatio: number;
  /** BP with the other convention's gradient scale: [seed]; null where not requested, or where the scales are equal. */
  otherBp: LearnerCurves[] | null;
  /** PC's restarts from the plateaus of the first seed's BP that were found so far; empty where restarts were not requested. */
  restarts: RestartedCurves[];
  /** Large networks' weights are read only every few seconds and at the end: null in between. */
  checkpoint: TrainingCheckpoint | null;
}

/** State from which a run takes its next weight step exactly as an unbroken run would. */
export interface TrainingCheckpoint {
  iteration: number;
  /** Path that the steps were taken on. */
  backend: BackendName;
  /** Time spent computing the run up to here, before earlier checkpoints included. */
  milliseconds: number;
  frame: Pick<TrainingFrame, 'bp' | 'pc' | 'bpPath' | 'pcPath' | 'otherBp' | 'restarts'>;
  /** [learner bp, pc, the other convention's bp][seed]: the parts of a `LearnerCheckpoint`. */
  weights: Float64Array[][];
  optimiser: Float64Array[][];
  halvings: number[][];
  /** Null where no restarts were requested. */
  restarts: RestartsCheckpoint | null;
}

/** BP's gradient norm since the last plateau: its highest, since when it is low, its least, the iteration after that, and the weights there. */
export interface PlateauState {
  highest: number;
  lowSince: number;
  least: number;
  at: number;
  weights: Float64Array | null;
}

/** The search for the next plateau, and the runs from those that were found. */
export interface RestartsCheckpoint {
  plateau: PlateauState;
  runs: LearnerCheckpoint[];
}
