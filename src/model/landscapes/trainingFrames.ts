/** What a run of the learners answers with: curves, paths, restarts, and the checkpoint that it goes on from. Types only. */
import type { LearnerCurves } from '../problem/learnerCurves.ts';
import type { BackendName } from '../problem/problem.ts';
import type { Provenance } from '../problem/requestAndFrame.ts';

/** The path of the first seed's run over the landscape; one entry a kept iteration. */
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

/** PC from weights that BP rested at; index 0 of the curves is iteration `from`. */
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
  /** PC's gradient scale over BP's in this run (1 when matched), and as published. */
  scaleRatio: number;
  publishedRatio: number;
  /** BP as the other convention scales it, beside the same PC: [seed]; null where it was not asked for or there is no difference. */
  otherBp: LearnerCurves[] | null;
  /** The first seed's PC from BP's plateaus, as far as they were found; empty where they were not asked for. */
  restarts: RestartedCurves[];
  /** Large networks' weights are read only every few seconds and at the end: null in between. */
  checkpoint: TrainingCheckpoint | null;
}

/** Everything needed to take the next weight step exactly as an unbroken run would. */
export interface TrainingCheckpoint {
  iteration: number;
  /** Path that the steps were taken on. */
  backend: BackendName;
  /** Time spent computing the run up to here, before earlier checkpoints included. */
  milliseconds: number;
  frame: Pick<TrainingFrame, 'bp' | 'pc' | 'bpPath' | 'pcPath' | 'otherBp' | 'restarts'>;
  /** [learner bp, pc, the other convention's bp][seed]: weights, then the optimiser's state. */
  weights: Float64Array[][];
  optimiser: Float64Array[][];
  /** Null where none were asked for. */
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
  runs: { weights: Float64Array; optimiser: Float64Array }[];
}
