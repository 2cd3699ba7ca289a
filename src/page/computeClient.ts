/** The page's only line to the worker: starts it at the first request, watches that it lives, and starts it again when it does not. */
import { type Endpoint, proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { OwnChoice } from '../model/problem/ownData.ts';
import type { EvaluateAnswer, VariancesAnswer } from '../model/scripts.ts';
import type { ComputeService, DataProgress } from '../model/service.ts';

/** What the client needs of a worker. */
export interface WorkerLike extends Endpoint {
  terminate(): void;
}

export interface ComputeClient
  extends Pick<
    ComputeService,
    'readFiles' | 'takeFiles' | 'readArchive' | 'run' | 'stop' | 'status' | 'evaluate' | 'surface' | 'train' | 'hessian'
  > {
  /** What was measured of this machine, for every worker that is started from now on. */
  rememberCalibration(kept: unknown): void;
  forgetCalibration(): void;
  onRestart(listener: (reason: string) => void): void;
  onDeviceLost(listener: () => void): void;
  onStatus(listener: () => void): void;
  /** Told how far the worker is with loading data. */
  onDataProgress(listener: (progress: DataProgress) => void): void;
}

interface Watch {
  /** Time between two pings. */
  pingEvery: number;
  /** Ticks without an answer after which a worker that has answered before is taken for dead. */
  silentTicks: number;
  /** The same while it is still loading. */
  loadingTicks: number;
}

/** A worker that dies this often without ever answering is not started again by itself. */
const MOST_FAILED_STARTS = 3;

/** A rejection of everything that was asked of a worker that died. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

interface Connection {
  worker: WorkerLike;
  remote: Remote<ComputeService>;
  /** Rejections of the calls that are on their way. */
  pending: Set<(error: Error) => void>;
  watch: ReturnType<typeof setInterval>;
}

const startWorker = (): WorkerLike => new Worker(new URL('../compute/worker.ts', import.meta.url), { type: 'module' });

export function createComputeClient(
  start: () => WorkerLike = startWorker,
  watch: Watch = { pingEvery: 2000, silentTicks: 3, loadingTicks: 15 },
): ComputeClient {
  const listeners: ((reason: string) => void)[] = [];
  const deviceListeners: (() => void)[] = [];
  const statusListeners: (() => void)[] = [];
  const dataListeners: ((progress: DataProgress) => void)[] = [];
  let connection: Connection | null = null;
  let failedStarts = 0;
  let calibration: unknown = null;
  let own: { files: File[]; choice: OwnChoice } | null = null; // own data, which every new worker is given again

  function connect(): Connection {
    if (connection) return connection;
    const worker = start();
    const remote = wrap<ComputeService>(worker);
    const fresh: Connection = { worker, remote, pending: new Set(), watch: watchOver(remote, (reason) => lose(fresh, reason)) };
    worker.addEventListener('error', (event) => lose(fresh, reasonOf(event)));
    worker.addEventListener('messageerror', () => lose(fresh, 'a message could not be read'));
    connection = fresh;
    introduce(remote);
    return fresh;
  }

  /** What every worker is told before it is asked anything. */
  function introduce(remote: Remote<ComputeService>): void {
    const tell = (progress: DataProgress) => {
      for (const listener of dataListeners) listener(progress);
    };
    const tellLost = () => {
      for (const listener of deviceListeners) listener();
    };
    remote.loadFrom(globalThis.document?.baseURI ?? '', proxy(tell)).catch(() => {}); // a worker that dies is noticed elsewhere
    remote.onDeviceLost(proxy(tellLost)).catch(() => {});
    const tellStatus = () => {
      for (const listener of statusListeners) listener();
    };
    remote.onStatus(proxy(tellStatus)).catch(() => {});
    if (calibration) remote.recallCalibration(calibration).catch(() => {});
    if (own) remote.takeFiles(own.files, own.choice).catch(() => {}); // the experiments that miss them say so
  }

  function watchOver(remote: Remote<ComputeService>, lost: (reason: string) => void) {
    let alive = false;
    let unanswered = 0; // ticks since the last pong
    function ping(): void {
      remote.ping().then(
        () => {
          alive = true;
          unanswered = 0;
          failedStarts = 0;
        },
        () => {}, // a call that fails in a dying worker is counted as unanswered
      );
    }
    ping(); // answered as soon as the worker has loaded
    return setInterval(() => {
      if (unanswered >= (alive ? watch.silentTicks : watch.loadingTicks)) return lost('it stopped answering');
      unanswered++;
      ping();
    }, watch.pingEvery);
  }

  function lose(lost: Connection, reason: string): void {
    if (connection !== lost) return;
    connection = null;
    failedStarts++;
    clearInterval(lost.watch);
    lost.worker.terminate();
    lost.remote[releaseProxy]();
    if (failedStarts <= MOST_FAILED_STARTS) for (const listener of listeners) listener(reason);
    for (const reject of lost.pending) reject(new WorkerLost(`the compute worker stopped: ${reason}`));
  }

  /** Asks the worker that lives now; rejects with `WorkerLost` if it dies before it answers. */
  function call<Answer>(ask: (remote: Remote<ComputeService>) => Promise<Answer>): Promise<Answer> {
    if (!connection && failedStarts > MOST_FAILED_STARTS) {
      return Promise.reject(new Error('the compute worker does not start; reload the page to try again'));
    }
    const { remote, pending } = connect();
    return new Promise((resolve, reject) => {
      pending.add(reject);
      ask(remote)
        .then(resolve, reject)
        .finally(() => pending.delete(reject));
    });
  }

  /** A call that stands alone is sent once more to the worker that comes after. */
  const callAgain = <Answer>(ask: (remote: Remote<ComputeService>) => Promise<Answer>): Promise<Answer> =>
    call(ask).catch((error: Error) => {
      if (error instanceof WorkerLost) return call(ask);
      throw error;
    });

  return {
    run: (request, onFrame) => call((remote) => remote.run(request, proxy(onFrame))),
    rememberCalibration(kept) {
      calibration = kept;
    },
    forgetCalibration: () => void call((remote) => remote.forgetCalibration()).catch(() => {}), // one that died has forgotten
    stop: (kind) => void call((remote) => remote.stop(kind)).catch(() => {}), // a worker that died has stopped
    readFiles: (files) => callAgain((remote) => remote.readFiles(files)),
    async takeFiles(files, choice) {
      const sizes = await callAgain((remote) => remote.takeFiles(files, choice));
      own = { files, choice };
      return sizes;
    },
    readArchive: (file) => callAgain((remote) => remote.readArchive(file)),
    status: () => callAgain((remote) => remote.status()),
    evaluate: (request) => callAgain<EvaluateAnswer | VariancesAnswer>((remote) => remote.evaluate(request)),
    surface: (request) => callAgain((remote) => remote.surface(request)),
    train: (request) => callAgain((remote) => remote.train(request)),
    hessian: (request) => callAgain((remote) => remote.hessian(request)),
    onRestart: (listener) => void listeners.push(listener),
    onDeviceLost: (listener) => void deviceListeners.push(listener),
    onStatus: (listener) => void statusListeners.push(listener),
    onDataProgress: (listener) => void dataListeners.push(listener),
  };
}

function reasonOf(event: Event): string {
  return 'message' in event && event.message ? String(event.message) : 'it could not be loaded or failed';
}
