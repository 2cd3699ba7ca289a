/** Tells the page of its worker: how it stands, that it was started again, that a device was lost, and how far data are loaded. */
import { dataSets } from '../../model/problem/dataSets.ts';
import type { ComputeService, ComputeStatus, DataProgress } from '../../model/service.ts';
import { type NoticeBoard, workerFailed } from './state/noticeBoard.ts';
import type { StateAccess } from './state/pageState.ts';
import type { CalibrationStorage } from './storage/calibrationStorage.ts';

/** The worker's client, as the store uses it. */
export interface Compute
  extends Pick<ComputeService, 'run' | 'stop' | 'status' | 'readFiles' | 'takeFiles' | 'readArchive' | 'checkCheckpoint'> {
  /** Called whenever the worker had to be started again, before its requests are rejected with `WorkerLost`. `hadStarted`: whether the lost worker had ever answered. */
  onRestart(listener: (reason: string, hadStarted: boolean) => void): void;
  /** Called when there is a worker again, after requests were rejected with `WorkerAbsent`. */
  onReturn(listener: () => void): void;
  /** Called when the graphics device was lost. */
  onDeviceLost(listener: () => void): void;
  onStatus(listener: () => void): void;
  rememberCalibration(kept: unknown): void;
  forgetCalibration(): void;
  /** Called while a data set is being loaded. */
  onDataProgress(listener: (progress: DataProgress) => void): void;
}

/**
 * Listens from now on. `calibrations`: where the times measured on this machine are stored; null where nowhere.
 * Returns the function that asks the worker for its status.
 */
export function listenToWorker(
  compute: Compute,
  { write }: StateAccess,
  board: NoticeBoard,
  calibrations: CalibrationStorage | null,
): () => void {
  function askStatus(): void {
    compute.status().then(takeStatus, (error: Error) => {
      if (error.name !== 'WorkerLost') board.report('worker', 'error', workerFailed(error)); // after a loss the status is asked for again
    });
  }

  function takeStatus(status: ComputeStatus): void {
    write({ status });
    board.report('worker', 'error', null);
    compute.rememberCalibration(status.calibration);
    calibrations?.save(status.calibration);
  }

  compute.onRestart((reason, hadStarted) => {
    if (hadStarted) board.notify('information', `The compute worker was restarted (${reason}); nothing is lost`);
    askStatus();
  });
  compute.onDeviceLost(() => {
    board.notify('information', 'The graphics device was lost; what it was computing goes on from its last frame');
    askStatus();
  });
  compute.onStatus(askStatus);
  compute.onDataProgress((progress) => board.report('loading', 'information', loadingText(progress)));

  const measuredBefore = calibrations?.load();
  if (measuredBefore) compute.rememberCalibration(measuredBefore);
  return askStatus;
}

/** How much of a data set is loaded, a tenth at a time, so that it can be read; null when all of it is there. */
function loadingText({ name, loaded, total }: DataProgress): string | null {
  if (loaded >= total) return null;
  const megabytes = (total / 1e6).toFixed(1);
  return `Loading ${dataSets[name].label}: ${10 * Math.floor((10 * loaded) / total)} % of ${megabytes} MB`;
}
