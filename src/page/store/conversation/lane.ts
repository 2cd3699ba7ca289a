/** One experiment's conversation with the worker: the newest request wins, and a lost worker's request is asked again. */
import type { ExperimentFrame } from '../../../model/landscapes/frames.ts';
import type { ExperimentRequest } from '../../../model/requests.ts';
import type { ComputeErrorName } from '../../../model/service.ts';

/** Names of rejections that say the machine failed, not the request: asked again. */
const LOST: readonly string[] = ['DeviceLost', 'WorkerLost'] satisfies (ComputeErrorName | 'WorkerLost')[];
const REPLACED: ComputeErrorName = 'Replaced';
const MOST_REPLAYS = 3;

/** What a frame answers. */
export type Request<Frame extends ExperimentFrame> = Extract<ExperimentRequest, { kind: Frame['kind'] }>;

type Build<Frame extends ExperimentFrame> = () => Request<Frame> | Promise<Request<Frame>>;

export interface LaneListener<Frame extends ExperimentFrame> {
  /** A request has gone out. */
  asked(): void;
  frame(frame: Frame, request: Request<Frame>): void;
  /** The newest request was answered in full, or given up. */
  finished(): void;
  failed(error: Error): void;
}

export interface Lane<Frame extends ExperimentFrame> {
  /**
   * Asks for what `build` describes, which may take it a moment. A patient request waits for the first frame of the one before it, so that a held
   * slider shows something on its way; of several that wait only the newest is sent.
   */
  ask(build: Build<Frame>, patient: boolean): void;
  /** Whether the newest request has brought a frame. */
  answered(): boolean;
  /** Forgets what waits to be asked, and what is being built. */
  rest(): void;
  /** Forgets the newest request too: what it still brings is dropped. */
  abandon(): void;
}

export type Run = (request: ExperimentRequest, onFrame: (frame: ExperimentFrame) => void) => Promise<void>;

export function createLane<Frame extends ExperimentFrame>(run: Run, listener: LaneListener<Frame>): Lane<Frame> {
  let newest = 0; // number of the newest request; older ones' frames are dropped
  let silent = false; // a request is out and has brought no frame
  let hasFrame = false;
  let waiting: Build<Frame> | null = null;
  let building = false; // the newest request has not gone out

  function begin(build: Build<Frame>, replays = 0): void {
    const mine = ++newest;
    const request = build();
    silent = true;
    hasFrame = false;
    listener.asked();
    building = request instanceof Promise;
    if (request instanceof Promise) request.then((built) => mine === newest && send(built, build, replays));
    else send(request, build, replays);
  }

  function send(request: Request<Frame>, build: Build<Frame>, replays: number): void {
    const mine = newest;
    const isNewest = () => mine === newest;
    let replaysSoFar = replays;
    building = false;
    run(request, (frame) => {
      if (!isNewest()) return;
      replaysSoFar = 0;
      silent = false;
      hasFrame = true;
      listener.frame(frame as Frame, request);
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
    answered: () => hasFrame && waiting === null,
    rest() {
      waiting = null;
      if (building) abandon();
    },
    abandon,
  };
}
