/** The worker's interface: every call that the page may make. Types only. */
import type { CalibrationRecord } from './calibration.ts';
import type { ExperimentFrame, ExperimentRequest, Kind } from './experiments.ts';
import type { TrainingRequest } from './landscapes/experiments.ts';
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

/** The machine's compute paths, for the status badge and `saddlescope.ready`. */
export interface ComputeStatus {
  /** The path that automatic choice takes for large work. */
  backend: BackendName;
  /** Adapter's description, null without WebGPU. */
  adapter: string | null;
  /** Why `backend` is not webgpu, or null. */
  reason: string | null;
  /** Why the simd path is not used where webgpu is not, or not on every core; or null. */
  simdReason: string | null;
  /** Measured times for each kind of large landscape; empty before the first measurement, and without a graphics device. */
  calibration: CalibrationRecord;
}

/** Loading progress of a data set, in bytes; `loaded` equals `total` at the end. */
export interface DataProgress {
  name: DataName;
  loaded: number;
  total: number;
}

export interface ComputeService {
  status(): Promise<ComputeStatus>;
  /** Answers at once: says that the worker is alive. */
  ping(): true;
  /** Sets the page's base address and the listener for loading progress; called before the first request. */
  loadFrom(base: string, onProgress: (progress: DataProgress) => void): void;
  /** Sets the listener for a lost graphics device, busy or idle. Requests in progress on the device reject with `DeviceLost`; the next request opens a new device. */
  onDeviceLost(listener: () => void): void;
  /** Sets the listener for changes of `status`. */
  onStatus(listener: () => void): void;
  /** Hands in the calibration that an earlier visit stored; called before the first request. */
  recallCalibration(stored: unknown): void;
  /** Discards the calibration; the next large landscape of each kind measures again. */
  forgetCalibration(): void;
  /** Runs an experiment, sending each frame; a newer run of the same kind replaces an older one, which rejects with `Replaced`. */
  run(request: ExperimentRequest, onFrame: (frame: ExperimentFrame) => void | Promise<void>): Promise<void>;
  /** Stops the experiment of this kind; its run rejects with `Replaced`. */
  stop(kind: Kind): void;
  /** Previews the fields of these files; `onProgress` is told how much is read, from 0 to 1. Rejects with `BadFile`. */
  readFiles(files: File[], onProgress: (share: number) => void): Promise<FilePreview>;
  /** Makes the chosen fields of these files the own data. Rejects with `BadFile`, and leaves the earlier own data in place. */
  takeFiles(files: File[], choice: OwnChoice): Promise<OwnSizes>;
  /** Resolves where a run of this request can go on from the checkpoint, which comes from a file or from the browser's storage. Rejects with `InvalidRequest`, which names the first field that does not fit. */
  checkCheckpoint(request: TrainingRequest, checkpoint: unknown): Promise<void>;
  /** The arrays in a file that `numpy.savez` could have written, flat, by name. Rejects with `BadFile`. */
  readArchive(file: File): Promise<Record<string, ArrayBufferView>>;
  evaluate(request: EvaluateRequest | VariancesRequest): Promise<EvaluateAnswer | VariancesAnswer>;
  surface(request: SurfaceRequest): Promise<SurfaceAnswer>;
  train(request: TrainRequest): Promise<TrainAnswer>;
  hessian(request: HessianRequest): Promise<HessianAnswer>;
}
