/** A worker that answers when the test says so: what was asked is the claim, frames are the smallest that a request allows. */

import { readArchive } from '../../../src/compute/datasets/files/readFiles.ts';
import type { Calibration, CalibrationRecord } from '../../../src/model/calibration.ts';
import type { ComparisonFrame, SurfacesFrame } from '../../../src/model/comparison/comparisonFrames.ts';
import { computeError } from '../../../src/model/computeError.ts';
import type { ExperimentFrame, ExperimentRequest } from '../../../src/model/experiments.ts';
import type { EscapeFrame } from '../../../src/model/landscapes/escapeFrames.ts';
import type {
  DirectionsFrame,
  InferenceFrame,
  LandscapeFrame,
  Spectrum,
  SpectrumFrame,
  VolumeFrame,
} from '../../../src/model/landscapes/frames.ts';
import type { SaddlesFrame } from '../../../src/model/landscapes/saddlesFrames.ts';
import type { LearnerPath, TrainingFrame } from '../../../src/model/landscapes/trainingFrames.ts';
import type { ActivityRatesFrame, ActivityRun, DecisionFrame } from '../../../src/model/moons/moonsFrames.ts';
import type { LearnerCurves } from '../../../src/model/problem/learnerCurves.ts';
import type { ComputeStatus, DataProgress } from '../../../src/model/service.ts';
import type { Evaluation, TestImageSet, UnsupervisedFrame } from '../../../src/model/unsupervised/unsupervisedFrames.ts';
import type { Compute } from '../../../src/page/store/listenToWorker.ts';
import { learnerCurves } from '../../learnerCurves.ts';

export type Kind = ExperimentRequest['kind'];

export interface Asked<Request extends ExperimentRequest = ExperimentRequest> {
  request: Request;
  frame(frame: ExperimentFrame): void;
  finish(): Promise<void>;
  fail(name: string, message?: string): Promise<void>;
}

export interface ScriptedWorker extends Compute {
  /** Why it refuses every checkpoint that it is given to check; null where it accepts them. */
  refusal: string | null;
  asked: Asked[];
  /** Requests of a kind, oldest first. */
  of<K extends Kind>(kind: K): Asked<Extract<ExperimentRequest, { kind: K }>>[];
  last<K extends Kind>(kind: K): Asked<Extract<ExperimentRequest, { kind: K }>>;
  /** Kinds asked for since the last look, without repetition, in alphabetical order. */
  newKinds(): Kind[];
  /** Kinds whose experiment the page ended. */
  stopped: Kind[];
  restart(reason: string): void;
  /** Says that it is there again, after questions were rejected because it was not. */
  comeBack(): void;
  /** Says that its graphics device was lost. */
  loseDevice(): void;
  /** Says how far it is with loading data. */
  load(progress: DataProgress): void;
  statusCalls: number;
  /** Says that it has measured. */
  measure(calibration: Calibration): void;
  /** What it, or the worker after it, was told of earlier measurements. */
  remembered: CalibrationRecord | null;
}

const turn = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));

export function scriptedWorker(): ScriptedWorker {
  const asked: Asked[] = [];
  const listeners: ((reason: string, hadStarted: boolean) => void)[] = [];
  const returnListeners: (() => void)[] = [];
  const deviceListeners: (() => void)[] = [];
  const statusListeners: (() => void)[] = [];
  const dataListeners: ((progress: DataProgress) => void)[] = [];
  let looked = 0;
  const worker = {
    asked,
    statusCalls: 0,
    stopped: [] as Kind[],
    stop: (kind: Kind) => void worker.stopped.push(kind),
    of: (kind: Kind) => asked.filter(({ request }) => request.kind === kind),
    last: (kind: Kind) => asked.findLast(({ request }) => request.kind === kind),
    newKinds() {
      const kinds = new Set(asked.slice(looked).map(({ request }) => request.kind));
      looked = asked.length;
      return [...kinds].sort();
    },
    restart: (reason: string) => listeners.forEach((listener) => void listener(reason, true)),
    onReturn: (listener: () => void) => void returnListeners.push(listener),
    comeBack: () => returnListeners.forEach((listener) => void listener()),
    onDeviceLost: (listener: () => void) => void deviceListeners.push(listener),
    onStatus: (listener: () => void) => void statusListeners.push(listener),
    measured: [] as Calibration[],
    measure(calibration: Calibration) {
      worker.measured = [calibration];
      statusListeners.forEach((listener) => void listener());
    },
    remembered: null as CalibrationRecord | null,
    rememberCalibration(kept: unknown) {
      worker.remembered = kept as CalibrationRecord;
    },
    forgetCalibration() {
      worker.measured = [];
      statusListeners.forEach((listener) => void listener());
    },
    loseDevice: () => deviceListeners.forEach((listener) => void listener()),
    readFiles: async () => ({
      samples: 0,
      trainingCount: null,
      remarks: [],
      fields: [],
      suggested: { inputs: [], targets: [], oneHot: false, standardise: false },
    }),
    readArchive,
    refusal: null as string | null,
    async checkCheckpoint() {
      if (worker.refusal !== null) throw computeError('InvalidRequest', worker.refusal);
    },
    takeFiles: async () => ({ inputs: 3, outputs: 2, fingerprint: 77, remarks: [] }),
    onDataProgress: (listener: (progress: DataProgress) => void) => void dataListeners.push(listener),
    load: (progress: DataProgress) => dataListeners.forEach((listener) => void listener(progress)),
    onRestart: (listener: (reason: string, hadStarted: boolean) => void) => void listeners.push(listener),
    async status(): Promise<ComputeStatus> {
      worker.statusCalls++;
      return {
        backend: 'reference',
        adapter: null,
        reason: 'no WebGPU here',
        simdReason: null,
        calibration: { machine: 'scripted', calibrations: worker.measured },
      };
    },
    run(request: ExperimentRequest, frame: (frame: ExperimentFrame) => void) {
      return new Promise<void>((resolve, reject) => {
        asked.push({
          request,
          frame,
          finish() {
            resolve();
            return turn();
          },
          fail(name, message = name) {
            reject(Object.assign(new Error(message), { name }));
            return turn();
          },
        });
      });
    },
  };
  return worker as unknown as ScriptedWorker;
}

const provenance = { backend: 'reference', milliseconds: 1, progress: 1 } as const;

const curves = (iterations: number): LearnerCurves =>
  learnerCurves(Float64Array.from({ length: iterations }, (_, t) => 0.5 / (1 + t)));

/** A path whose weights at iteration t are [t, learner]. */
const path = (points: number, learner: number): LearnerPath => {
  const iteration = Int32Array.from({ length: points }, (_, t) => t);
  const heights = new Float64Array(points).fill(0.5);
  return {
    iteration,
    a: Float64Array.from(iteration),
    b: new Float64Array(points).fill(learner),
    residual: new Float64Array(points),
    loss: heights,
    equilibratedEnergy: heights,
    energyAtStep: [heights],
    weights: Float64Array.from([...iteration].flatMap((t) => [t, learner])),
  };
};

export function trainingFrame(iteration: number): TrainingFrame {
  const frame = {
    bp: [curves(iteration)],
    pc: [curves(iteration)],
    otherBp: null,
    restarts: [],
    bpPath: path(iteration + 1, 0),
    pcPath: path(iteration + 1, 1),
  };
  const weights = [[Float64Array.of(iteration, 0)], [Float64Array.of(iteration, 1)]];
  const checkpoint = {
    backend: 'reference' as const,
    milliseconds: 1,
    iteration,
    frame,
    weights,
    optimiser: [[new Float64Array()], [new Float64Array()]],
    halvings: [[0], [0]],
    restarts: null,
  };
  return {
    kind: 'training',
    ...provenance,
    iteration,
    parameterCount: 2,
    ...frame,
    startLosses: Float64Array.of(1),
    saddleLosses: Float64Array.of(1),
    scaleRatio: 1,
    publishedRatio: 1,
    checkpoint,
  };
}

export function landscapeFrame(change: Partial<LandscapeFrame> = {}): LandscapeFrame {
  const flat = new Float64Array(4);
  return {
    kind: 'landscape',
    ...provenance,
    axis: Float64Array.of(-1, 1),
    axisNames: ['w₁', 'w₂'],
    planeDescription: 'two weights',
    captured: null,
    travelled: null,
    loss: flat,
    equilibratedEnergy: flat,
    residual: new Float64Array(4),
    record: [0],
    energyAtStep: [flat],
    divergedAt: new Int32Array(4).fill(-1),
    stableDt: 1,
    agreement: null,
    start: { a: 7, b: 7, loss: 0.5, equilibratedEnergy: 0.5, energyAtStep: Float64Array.of(0.5) },
    ...change,
  };
}

export function volumeFrame(): VolumeFrame {
  const cube = new Float64Array(8);
  return {
    kind: 'volume',
    ...provenance,
    axis: Float64Array.of(-1, 1),
    axisNames: ['w₁', 'w₂', 'w₃'],
    loss: cube,
    equilibratedEnergy: cube,
    record: [0],
    energyAtStep: [cube],
  };
}

export function inferenceFrame(): InferenceFrame {
  return {
    kind: 'inference',
    ...provenance,
    layerEnergies: [Float64Array.of(0, 0.5)],
    loss: 0.5,
    equilibratedEnergy: 0.4,
    equilibriumIsExact: true,
    equilibriumResidual: 0,
    theoryEnergy: 0.4,
    rescaling: { min: 1, max: 1, eigenvalues: Float64Array.of(1) },
    moments: { inputOutput: 1, output: 1 },
    activities: [],
    predictions: [],
    equilibriumActivities: new Float64Array(),
    equilibriumPredictions: new Float64Array(),
    activityHessian: { min: 1, max: 1 },
    stableDt: 2,
    rate: { measured: 0.9, predicted: 0.9, slowest: 0.9, bound: 0.9 },
    escape: { bp: 4, pc: 2, equilibrium: 1.5 },
    originCurvature: -1,
    divergedAt: -1,
    stepsTaken: 20,
  };
}

export function escapeFrame(change: Partial<EscapeFrame> = {}): EscapeFrame {
  return {
    kind: 'escape',
    ...provenance,
    scales: Float64Array.of(0.01, 0.1),
    mostSteps: 100,
    networks: [],
    checkpoint: [],
    ...change,
  };
}

/** Two iterations of bp and pc, tested twice, with weights that say how far they are. */
export function comparisonFrame(change: Partial<ComparisonFrame> = {}): ComparisonFrame {
  const tests = { iteration: Int32Array.of(0, 2), loss: Float64Array.of(0.5, 0.25), accuracy: Float64Array.of(0.1, 0.8) };
  const runs = (['bp', 'pc'] as const).map((model) => ({
    model,
    curves: { ...curves(2), tests },
    testedAfter: Float64Array.of(0, 3000),
    ownMilliseconds: 3000,
    clamped: 0,
    histograms: [1, 2].map((edge) => [{ edge, density: Float32Array.of(0, 1 / edge, 0) }]),
  }));
  return { kind: 'comparison', ...provenance, runs, layers: [1], epoch: 4, checkpoint: null, ...change };
}

export function surfacesFrame(change: Partial<SurfacesFrame> = {}): SurfacesFrame {
  const axis = Float64Array.of(-1, 0, 1);
  const bowl = { axis, loss: Float64Array.of(2, 1, 2, 1, 0, 1, 2, 1, 2), centre: 0 };
  const surfaces = [{ model: 'bp' as const, ...bowl }];
  return { kind: 'surfaces', ...provenance, surfaces, planeDescription: 'random plane', samples: 256, ...change };
}

export function saddlesFrame(change: Partial<SaddlesFrame> = {}): SaddlesFrame {
  return {
    kind: 'saddles',
    ...provenance,
    of: 'energy',
    starts: 1,
    lost: 0,
    points: [],
    found: { loss: new Float64Array(), energyMin: new Float64Array(), rank: new Int32Array() },
    criticalValues: [Float64Array.of(0.5)],
    ...change,
  };
}

export function directionsFrame(change: Partial<DirectionsFrame> = {}): DirectionsFrame {
  const alignment = { at: Int32Array.of(0, 20), angle: Float64Array.of(40, 2) };
  const one = Float64Array.of(1);
  const trustRegion = {
    at: Int32Array.of(0),
    angleAtEquilibrium: one,
    angleApproximated: one,
    shiftError: one,
    approximateEnergy: one,
    equilibratedEnergy: one,
  };
  return {
    kind: 'directions',
    ...provenance,
    isLinear: true,
    inference: alignment,
    here: trustRegion,
    training: [{ learner: 'bp', alignment, trustRegion }],
    ...change,
  };
}

/** Three test images of one row of two pixels, of the classes a, b and a; the first two are the digits. */
export const testImages: TestImageSet = {
  height: 1,
  width: 2,
  shades: Uint8Array.of(1, 2, 3, 4, 5, 6),
  labels: Int32Array.of(0, 1, 0),
  classNames: ['a', 'b'],
  digits: Int32Array.of(0, 1),
};

/** Reconstructed at steps 0, 5 and 10; on the way from a to b the first pixel counts the steps. */
export function evaluation(change: Partial<Evaluation> = {}): Evaluation {
  return {
    iteration: 4,
    images: 3,
    milliseconds: 1200,
    record: [0, 5, 10],
    reconstructions: [Uint8Array.of(0, 0, 0, 0), Uint8Array.of(10, 20, 30, 40), Uint8Array.of(11, 21, 31, 41)],
    samples: Uint8Array.of(7, 8, 9, 9),
    interpolations: [Uint8Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? k / 2 : 0))],
    components: { first: Float64Array.of(-1, 2, -3), second: Float64Array.of(0, 1, -1), shares: [0.5, 0.25] },
    buffered: 256,
    ...change,
  };
}

export function unsupervisedFrame(change: Partial<UnsupervisedFrame> = {}): UnsupervisedFrame {
  return {
    kind: 'unsupervised',
    ...provenance,
    iteration: 5,
    trainingCount: 100,
    parameterCount: 9,
    curves: {
      energy: Float64Array.of(9, 7, 5, 4, 3),
      settings: [{ from: 0, dt: 0.05, steps: 10, learningRate: 0.001, sparsity: 0 }],
      evaluations: {
        iteration: Int32Array.of(1, 4),
        images: Int32Array.of(2, 3),
        layerEnergies: [Float64Array.of(1, 0.5), Float64Array.of(6, 4)],
        probe: Float64Array.of(0.5, 0.75),
        neighbours: Float64Array.of(Number.NaN, 0.625),
      },
    },
    divergedAt: -1,
    images: testImages,
    evaluation: evaluation(),
    checkpoint: null,
    ...change,
  };
}

/** At the origin: flat for the loss, one downhill direction for F*. */
export function spectrumFrame(change: Partial<SpectrumFrame> = {}): SpectrumFrame {
  const spectrum = (...values: number[]): Spectrum => ({
    eigenvalues: Float64Array.from(values),
    min: values[0],
    max: values[values.length - 1],
    density: null,
  });
  const [loss, energy] = [spectrum(0, 0), spectrum(-1, 0)];
  return {
    kind: 'spectrum',
    ...provenance,
    at: 'the origin',
    time: 'equilibrium',
    parameterCount: 2,
    blocks: [0, 1, 2],
    method: 'dense',
    loss,
    energy,
    lossMatrix: new Float64Array(4),
    energyMatrix: Float64Array.of(0, 0, 0, -1),
    theory: { name: 'Theorem 2, the origin', loss, energy, lossDifference: 0, energyDifference: 0 },
    curvatureBound: -1,
    ...change,
  };
}

export function activityRun(change: Partial<ActivityRun> = {}): ActivityRun {
  const over = { width: 16, rate: 0.03, seed: 0, accuracy: 0.9, divergedAt: -1, backend: 'reference' } as const;
  return { ...over, varianceRatio: Float64Array.of(0.01, 0.03), ...change };
}

export function activityRatesFrame(runs: ActivityRun[], change: Partial<ActivityRatesFrame> = {}): ActivityRatesFrame {
  return { kind: 'activityRates', ...provenance, runs, total: runs.length, workers: 1, ...change };
}

/** Two places beside each other, and one point; PC's probabilities are BP's turned round. */
export function decisionFrame(iteration: number, change: Partial<DecisionFrame> = {}): DecisionFrame {
  const looks = Array.from({ length: iteration + 1 }, (_, step) => step);
  const curvesOf = (values: number[]) => ({
    probability: looks.map(() => Float32Array.from(values)),
    activities: looks.map((step) => Float32Array.of(0, 0, step, 1, 0)),
    predictions: looks.map((step) => Float32Array.of(0, 0, step, 0.6, 0.4)),
    loss: Float64Array.from({ length: iteration }, () => 0.7),
    accuracy: Float64Array.from(looks, (step) => 0.5 + step / 100),
    divergedAt: -1,
  });
  return {
    kind: 'decision',
    ...provenance,
    iteration,
    widths: [2, 1, 2],
    across: Float64Array.of(0, 1),
    up: Float64Array.of(0),
    bp: curvesOf([0.25, 0.75]),
    pc: curvesOf([0.75, 0.25]),
    points: { x: Float64Array.of(0, 0, 1, 0.5), labels: Int32Array.of(0, 1) },
    point: 1,
    ...change,
  };
}
