/** Everything that a new worker is told before the first question: where the page's files are, whom its events concern, and the measurements and own data that an earlier worker knew. */
import { proxy } from 'comlink';
import type { OwnChoice } from '../../model/problem/ownData.ts';
import type { DataProgress } from '../../model/service.ts';
import type { RemoteService } from './workerConnection.ts';

export interface WorkerListeners {
  onDeviceLost(listener: () => void): void;
  /** The listener is called when `status` would answer something new. */
  onStatus(listener: () => void): void;
  /** The listener is told how far the worker is with loading a data set. */
  onDataProgress(listener: (progress: DataProgress) => void): void;
}

export interface Introduction extends WorkerListeners {
  introduce(remote: RemoteService): void;
  /** The measurements of this machine, for every worker that is started from now on. */
  rememberCalibration(measured: unknown): void;
  /** The own data, for every worker that is started from now on. */
  rememberFiles(files: File[], choice: OwnChoice): void;
}

export function createIntroduction(): Introduction {
  const deviceLost = createListeners<[]>();
  const status = createListeners<[]>();
  const dataProgress = createListeners<[DataProgress]>();
  let calibration: unknown = null;
  let own: { files: File[]; choice: OwnChoice } | null = null;
  let isTaking = false; // a worker is reading the own data

  function handOver(remote: RemoteService, { files, choice }: NonNullable<typeof own>): void {
    isTaking = true;
    const over = () => {
      isTaking = false;
    };
    remote.takeFiles(files, choice).then(over, over); // never settles where the worker dies
  }

  return {
    introduce(remote) {
      const told = [
        remote.loadFrom(globalThis.document?.baseURI ?? '', proxy(dataProgress.tell)),
        remote.onDeviceLost(proxy(deviceLost.tell)),
        remote.onStatus(proxy(status.tell)),
      ];
      if (calibration) told.push(remote.recallCalibration(calibration));
      for (const answer of told) answer.catch(() => {}); // the connection itself notices a worker that dies
      if (isTaking) own = null; // the worker before died over the own data: experiments without their own data say so
      isTaking = false;
      if (own) handOver(remote, own);
    },
    rememberCalibration(measured) {
      calibration = measured;
    },
    rememberFiles(files, choice) {
      isTaking = false;
      own = { files, choice };
    },
    onDeviceLost: deviceLost.add,
    onStatus: status.add,
    onDataProgress: dataProgress.add,
  };
}

function createListeners<Event extends unknown[]>() {
  const listeners: ((...event: Event) => void)[] = [];
  return {
    add: (listener: (...event: Event) => void) => void listeners.push(listener),
    tell(...event: Event) {
      for (const listener of listeners) listener(...event);
    },
  };
}
