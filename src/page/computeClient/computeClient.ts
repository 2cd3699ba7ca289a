/** The page's only line to the worker: the calls of the worker's service, answered by whichever worker lives. */
import { proxy } from 'comlink';
import type { EvaluateAnswer, VariancesAnswer } from '../../model/scripts.ts';
import type { ComputeService } from '../../model/service.ts';
import { type AskWithFiles, askWithFiles } from './filesOnce.ts';
import { createIntroduction, type Introduction, type WorkerListeners } from './introduction.ts';
import { createRestartedWorker, type RestartedWorker } from './restartedWorker.ts';
import type { Watch, WorkerLike } from './workerConnection.ts';

/** Calls that belong to the worker that lives when they are made: after a loss, the page asks in its own way again. */
type BoundCalls = Pick<ComputeService, 'run' | 'stop' | 'forgetCalibration'>;

/** Calls that stand alone: after a loss, they are sent once more to the next worker. */
type RepeatedCalls = Pick<ComputeService, 'checkCheckpoint' | 'status' | 'evaluate' | 'surface' | 'train' | 'hessian'>;

/** Calls with a person's files, which are not sent again once they have ended a worker. */
type FileCalls = Pick<ComputeService, 'readFiles' | 'takeFiles' | 'readArchive'>;

export interface ComputeClient extends BoundCalls, RepeatedCalls, FileCalls, WorkerListeners {
  /** The measurements of this machine, for every worker that is started from now on. */
  rememberCalibration(measured: unknown): void;
  /** The listener is told why a worker had to be replaced, and whether that worker had ever answered. */
  onRestart(listener: (reason: string, hadStarted: boolean) => void): void;
  /** The listener is told that there is a worker again, after questions were rejected because there was none. */
  onReturn(listener: () => void): void;
}

const startWorker = (): WorkerLike => new Worker(new URL('../../compute/worker.ts', import.meta.url), { type: 'module' });

export function createComputeClient(
  start: () => WorkerLike = startWorker,
  watch: Watch = { pingEvery: 2000, silentTicks: 3, loadingTicks: 15 },
): ComputeClient {
  const restartListeners: ((reason: string, hadStarted: boolean) => void)[] = [];
  const returnListeners: (() => void)[] = [];
  const { introduce, rememberFiles, ...introduction } = createIntroduction();
  const worker = createRestartedWorker({
    start,
    watch,
    introduce,
    onRestart(reason, hadStarted) {
      for (const listener of restartListeners) listener(reason, hadStarted);
    },
    onReturn() {
      for (const listener of returnListeners) listener();
    },
  });
  return {
    ...introduction,
    ...boundCalls(worker),
    ...repeatedCalls(worker),
    ...fileCalls(askWithFiles(worker), rememberFiles),
    onRestart: (listener) => void restartListeners.push(listener),
    onReturn: (listener) => void returnListeners.push(listener),
  };
}

const boundCalls = ({ ask }: RestartedWorker): BoundCalls => ({
  run: (request, onFrame) => ask((remote) => remote.run(request, proxy(onFrame))),
  stop: (kind) => void ask((remote) => remote.stop(kind)).catch(() => {}), // a worker that died has stopped
  forgetCalibration: () => void ask((remote) => remote.forgetCalibration()).catch(() => {}), // a worker that died has forgotten
});

const fileCalls = (ask: AskWithFiles, remember: Introduction['rememberFiles']): FileCalls => ({
  readFiles: (files, onProgress) => ask(files, (remote) => remote.readFiles(files, proxy(onProgress))),
  readArchive: (file) => ask([file], (remote) => remote.readArchive(file)),
  async takeFiles(files, choice) {
    const sizes = await ask(files, (remote) => remote.takeFiles(files, choice));
    remember(files, choice);
    return sizes;
  },
});

const repeatedCalls = ({ askAgain }: RestartedWorker): RepeatedCalls => ({
  checkCheckpoint: (request, checkpoint) => askAgain((remote) => remote.checkCheckpoint(request, checkpoint)),
  status: () => askAgain((remote) => remote.status()),
  evaluate: (request) => askAgain<EvaluateAnswer | VariancesAnswer>((remote) => remote.evaluate(request)),
  surface: (request) => askAgain((remote) => remote.surface(request)),
  train: (request) => askAgain((remote) => remote.train(request)),
  hessian: (request) => askAgain((remote) => remote.hessian(request)),
});
