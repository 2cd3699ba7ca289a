/** The connection to one worker, from its start to its end: questions go to the worker, pings watch that the worker lives, and every unanswered question is rejected when the worker dies. */
import { type Endpoint, type Remote, releaseProxy, wrap } from 'comlink';
import type { ComputeService } from '../../model/service.ts';

/** The part of a Worker that a connection uses. */
export interface WorkerLike extends Endpoint {
  terminate(): void;
}

export type RemoteService = Remote<ComputeService>;

/** One call of the worker's service, on whichever worker is given. */
export type Question<Answer> = (remote: RemoteService) => Promise<Answer>;

export interface Watch {
  /** Milliseconds between two pings. */
  pingEvery: number;
  /** Pings without an answer after which a worker that has answered before is taken for dead. */
  silentTicks: number;
  /** Pings without an answer after which a worker that has never answered is taken for dead: loading takes longer. */
  loadingTicks: number;
}

/** The rejection of every question that a worker died without answering. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

export interface WorkerLife {
  /** The worker has answered a ping. */
  answered(): void;
  /** The worker is dead, and already terminated; its questions are rejected afterwards. */
  lost(reason: string): void;
}

export interface WorkerConnection {
  readonly remote: RemoteService;
  /** Rejects with `WorkerLost` if the worker dies before the answer. */
  ask<Answer>(question: Question<Answer>): Promise<Answer>;
}

export function connectTo(worker: WorkerLike, watch: Watch, life: WorkerLife): WorkerConnection {
  const remote = wrap<ComputeService>(worker);
  const unanswered = new Set<(error: Error) => void>(); // rejections of the questions that are on their way
  const stopPinging = pingRegularly(remote, watch, life.answered, () => end('it stopped answering'));
  let ended = false;
  worker.addEventListener('error', (event) => end(reasonOf(event)));
  worker.addEventListener('messageerror', () => end('a message could not be read'));

  function end(reason: string): void {
    if (ended) return;
    ended = true;
    stopPinging();
    worker.terminate();
    remote[releaseProxy]();
    life.lost(reason);
    for (const reject of unanswered) reject(new WorkerLost(`the compute worker stopped: ${reason}`));
  }

  return {
    remote,
    ask: (question) =>
      new Promise((resolve, reject) => {
        unanswered.add(reject);
        question(remote)
          .then(resolve, reject)
          .finally(() => unanswered.delete(reject));
      }),
  };
}

/** Pings at once, and then at every tick until the returned function is called; `silent` is called at every tick that finds the worker dead. */
function pingRegularly(
  remote: RemoteService,
  { pingEvery, silentTicks, loadingTicks }: Watch,
  answered: () => void,
  silent: () => void,
): () => void {
  let hasAnswered = false;
  let ticksSinceAnswer = 0;

  function ping(): void {
    remote.ping().then(
      () => {
        hasAnswered = true;
        ticksSinceAnswer = 0;
        answered();
      },
      () => {}, // a ping that fails in a dying worker counts as unanswered
    );
  }

  ping(); // answered as soon as the worker has loaded
  const timer = setInterval(() => {
    if (ticksSinceAnswer >= (hasAnswered ? silentTicks : loadingTicks)) return silent();
    ticksSinceAnswer++;
    ping();
  }, pingEvery);
  return () => clearInterval(timer);
}

function reasonOf(event: Event): string {
  return 'message' in event && event.message ? String(event.message) : 'it could not be loaded or failed';
}
