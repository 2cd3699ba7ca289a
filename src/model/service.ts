/** The worker's interface: every call that the page may make. Types only. */
import type { CalibrationRecord } from './calibration.ts';
import type { ExperimentFrame, ExperimentRequest, Kind } from './experiments.ts';
import type { DataName } from './problem/dataSets.ts';
import type { FilePreview, OwnChoice, OwnSizes } from './problem/ownData.ts';
import type { BackendName } from './problem/problem.ts';
import type {
  EvaluateAnswer,
  EvaluateRequest,
  HessianAnswer,
  HessianRequest,
  SurfaceAnswer,
  SurfaceRequest,
  TrainAnswer,
  TrainRequest,
  VariancesAnswer,
  VariancesRequest,
} from './scripts.ts';

/** What the machine offers, for the status badge and `saddlescope.ready`. */
export interface ComputeStatus {
  /** The path that automatic choice takes for large work. */
  backend: BackendName;
  /** Adapter's description, null without WebGPU. */
  adapter: string | null;
  /** Why `backend` is not webgpu, or null. */
  reason: string | null;
  /** Why the simd path is not used where webgpu is not, or not on every core; or null. */
  simdReason: string | null;
  /** Which way of computing was measured to be the fastest, for each kind of large landscape; empty before, and where no graphics device is used. */
  calibration: CalibrationRecord;
}

/** How much of a data set has been loaded, in bytes; as much as its total when there is no more to come. */
export interface DataProgress {
  name: DataName;
  loaded: number;
  total: number;
}

export interface ComputeService {
  status(): Promise<ComputeStatus>;
  /** Answers at once: says that the worker is alive. */
  ping(): true;
  /** Where the page's files are (its base address), and who is told how far loading them is. Said before anything is asked. */
  loadFrom(base: string, onProgress: (progress: DataProgress) => void): void;
  /** Whom to tell that the graphics device was lost, busy or idle. What it was busy with rejects with `DeviceLost`; what is asked next opens a new one. */
  onDeviceLost(listener: () => void): void;
  /** Whom to tell that `status` would now answer something else. */
  onStatus(listener: () => void): void;
  /** What was measured on an earlier visit. Said before anything is asked. */
  recallCalibration(kept: unknown): void;
  /** Measures anew, at the next large landscapes of each kind. */
  forgetCalibration(): void;
  /** Runs an experiment, sending each frame; a newer run of the same kind replaces an older one, which rejects with `Replaced`. */
  run(request: ExperimentRequest, onFrame: (frame: ExperimentFrame) => void | Promise<void>): Promise<void>;
  /** Stops the experiment of this kind; its run rejects with `Replaced`. */
  stop(kind: Kind): void;
  /** What these files hold. Rejects with `BadFile`. */
  readFiles(files: File[]): Promise<FilePreview>;
  /** Makes what is chosen of these files the own data, from now on. Rejects with `BadFile`; the data before then stay. */
  takeFiles(files: File[], choice: OwnChoice): Promise<OwnSizes>;
  /** The arrays in a file that `numpy.savez` could have written, flat, by name. Rejects with `BadFile`. */
  readArchive(file: File): Promise<Record<string, ArrayBufferView>>;
  evaluate(request: EvaluateRequest | VariancesRequest): Promise<EvaluateAnswer | VariancesAnswer>;
  surface(request: SurfaceRequest): Promise<SurfaceAnswer>;
  train(request: TrainRequest): Promise<TrainAnswer>;
  hessian(request: HessianRequest): Promise<HessianAnswer>;
}
