/** A worker that is started at the first question and started again after every death, until starting has failed too often. */
import {
  connectTo,
  type Question,
  type RemoteService,
  type Watch,
  type WorkerConnection,
  type WorkerLike,
  WorkerLost,
} from './workerConnection.ts';

/** After so many deaths without an answered ping between them, no further worker is started. */
const MOST_FAILED_STARTS = 3;

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
  /** Called after a death that another start may follow, before the dead worker's questions are rejected. */
  onRestart(reason: string): void;
}

export function createRestartedWorker({ start, watch, introduce, onRestart }: Beginnings): RestartedWorker {
  let connection: WorkerConnection | null = null;
  let failedStarts = 0; // deaths since the last answered ping

  function connect(): WorkerConnection {
    const fresh = connectTo(start(), watch, {
      answered() {
        failedStarts = 0;
      },
      lost(reason) {
        connection = null;
        failedStarts++;
        if (failedStarts <= MOST_FAILED_STARTS) onRestart(reason);
      },
    });
    introduce(fresh.remote);
    return fresh;
  }

  async function ask<Answer>(question: Question<Answer>): Promise<Answer> {
    if (!connection && failedStarts > MOST_FAILED_STARTS)
      throw new Error('the compute worker does not start; reload the page to try again');
    connection ??= connect();
    return connection.ask(question);
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
