/** One experiment's exchange with the worker: the newest request wins, and a lost worker's request is asked again. */

import type { ComputeErrorName } from '../../../model/computeError.ts';
import type { ExperimentFrame, ExperimentRequest, FrameOf, Kind, RequestOf } from '../../../model/experiments.ts';

/** Names of rejections that say the machine failed, not the request: asked again. */
const LOST: readonly string[] = ['DeviceLost', 'WorkerLost'] satisfies (ComputeErrorName | 'WorkerLost')[];
const REPLACED: ComputeErrorName = 'Replaced';
const MOST_REPLAYS = 3;

/** Builds the request at the moment when it goes out; null where nothing is to be asked any more. */
type Build<K extends Kind> = () => RequestOf<K> | Promise<RequestOf<K>> | null;

export interface ExchangeListener<K extends Kind> {
  /** A request has gone out. */
  asked(): void;
  frame(frame: FrameOf<K>, request: RequestOf<K>): void;
  /** The newest request was answered in full, or given up. */
  finished(): void;
  failed(error: Error): void;
}

export interface Exchange<K extends Kind> {
  /**
   * Asks for what `build` describes, which may take `build` a moment. A patient request waits for the first frame of the one before it, so that
   * a held slider shows something on its way; of several that wait only the newest is sent.
   */
  ask(build: Build<K>, patient: boolean): void;
  /** Whether the newest request has brought a frame. */
  isAnswered(): boolean;
  /** Forgets the request that waits to go out, and the one that is being built. */
  rest(): void;
  /** Forgets the newest request too: frames that it still brings are dropped. */
  abandon(): void;
}

export type Run = (request: ExperimentRequest, onFrame: (frame: ExperimentFrame) => void) => Promise<void>;

export function createExchange<K extends Kind>(run: Run, listener: ExchangeListener<K>): Exchange<K> {
  let newest = 0; // number of the newest request; older ones' frames are dropped
  let silent = false; // a request is out and has brought no frame
  let hasFrame = false;
  let waiting: Build<K> | null = null;
  let building = false; // the newest request has not gone out

  function begin(build: Build<K>, replays = 0): void {
    const request = build();
    if (request === null) return;
    const mine = ++newest;
    silent = true;
    hasFrame = false;
    listener.asked();
    building = request instanceof Promise;
    if (request instanceof Promise) request.then((built) => mine === newest && send(built, build, replays));
    else send(request, build, replays);
  }

  function send(request: RequestOf<K>, build: Build<K>, replays: number): void {
    const mine = newest;
    const isNewest = () => mine === newest;
    let replaysSoFar = replays;
    building = false;
    run(request, (frame) => {
      if (!isNewest()) return;
      replaysSoFar = 0;
      silent = false;
      hasFrame = true;
      listener.frame(frame as FrameOf<K>, request);
      if (isNewest()) sendWaiting();
    }).then(
      () => isNewest() && end(() => {}),
      (error: Error) => {
        if (!isNewest()) return;
        if (!LOST.includes(error.name)) return end(() => error.name !== REPLACED && listener.failed(error));
        if (replaysSoFar >= MOST_REPLAYS) return end(() => listener.failed(error));
        begin(build, replaysSoFar + 1);
      },
    );
  }

  function end(tell: () => void): void {
    silent = false;
    tell();
    listener.finished();
    sendWaiting();
  }

  function sendWaiting(): void {
    const next = waiting;
    waiting = null;
    if (next) begin(next);
  }

  function abandon(): void {
    newest++;
    waiting = null;
    silent = false;
    hasFrame = false;
    building = false;
    listener.finished();
  }

  return {
    ask(build, patient) {
      waiting = patient && silent ? build : null;
      if (!waiting) begin(build);
    },
    isAnswered: () => hasFrame && waiting === null,
    rest() {
      waiting = null;
      if (building) abandon();
    },
    abandon,
  };
}
