/** A worker that is started at the first question and started again after every death. Where starting has failed too often, only a question after a pause starts another. */
import {
  connectTo,
  type Question,
  type RemoteService,
  type Watch,
  type WorkerConnection,
  type WorkerLike,
  WorkerLost,
} from './workerConnection.ts';

/** After so many deaths without an answered ping between them, no further worker is started at once. */
const MOST_FAILED_STARTS = 3;
/** Milliseconds after which a question is another reason to try: the network may be back. */
const PAUSE_MS = 5000;

/** The rejection of questions while no worker starts. */
export class WorkerAbsent extends Error {
  override readonly name = 'WorkerAbsent';
}

export interface RestartedWorker {
  /** Asks the worker that lives now; rejects with `WorkerLost` if the worker dies before the answer. */
  ask<Answer>(question: Question<Answer>): Promise<Answer>;
  /** Asks, and asks the next worker once more if the first dies: for questions that do not depend on earlier ones. */
  askAgain<Answer>(question: Question<Answer>): Promise<Answer>;
}

interface Beginnings {
  start(): WorkerLike;
  watch: Watch;
  /** Tells a new worker whatever a worker must know before the first question. */
  introduce(remote: RemoteService): void;
  /** Called after a death that another start may follow, before the dead worker's questions are rejected. `hadStarted`: whether the dead worker has ever answered. */
  onRestart(reason: string, hadStarted: boolean): void;
  /** Called when a worker answers after questions were rejected with `WorkerAbsent`. */
  onReturn(): void;
}

export function createRestartedWorker({ start, watch, introduce, onRestart, onReturn }: Beginnings): RestartedWorker {
  let connection: WorkerConnection | null = null;
  let failedStarts = 0; // deaths since the last answered ping
  let lastFailure = { at: Number.NEGATIVE_INFINITY, reason: '' };

  function connect(): WorkerConnection {
    let hasAnswered = false;
    const fresh = connectTo(start(), watch, {
      answered() {
        const wasAbsent = isAbsent();
        hasAnswered = true;
        failedStarts = 0;
        if (wasAbsent) onReturn();
      },
      lost(reason) {
        connection = null;
        failedStarts++;
        lastFailure = { at: performance.now(), reason };
        if (failedStarts <= MOST_FAILED_STARTS) onRestart(reason, hasAnswered);
      },
    });
    introduce(fresh.remote);
    return fresh;
  }

  const isAbsent = () => failedStarts > MOST_FAILED_STARTS;
  const absent = () =>
    new WorkerAbsent(`the compute worker does not start (${lastFailure.reason}); reload the page to try again`);

  async function ask<Answer>(question: Question<Answer>): Promise<Answer> {
    if (!connection && isAbsent() && performance.now() - lastFailure.at < PAUSE_MS) throw absent();
    connection ??= connect();
    return connection.ask(question).catch((error: Error) => {
      throw error instanceof WorkerLost && isAbsent() ? absent() : error;
    });
  }

  return {
    ask,
    askAgain: (question) =>
      ask(question).catch((error: Error) => {
        if (error instanceof WorkerLost) return ask(question);
        throw error;
      }),
  };
}
