/** Sends a person's files to the worker, but never again a file that has just ended a worker. */
import type { RestartedWorker } from './restartedWorker.ts';
import { type Question, WorkerLost } from './workerConnection.ts';

/** Rejects with a `BadFile` in words where the worker dies over the files, and at once where it has died over one of them before. */
export type AskWithFiles = <Answer>(files: File[], question: Question<Answer>) => Promise<Answer>;

export function askWithFiles({ ask }: Pick<RestartedWorker, 'ask'>): AskWithFiles {
  const fatal = new Map<string, string>(); // why the worker stopped, by the file that it was reading

  return async (files, question) => {
    const known = files.find((file) => fatal.has(keyOf(file)));
    if (known) throw refusal([known], fatal.get(keyOf(known))!);
    return ask(question).catch((error: Error) => {
      if (!(error instanceof WorkerLost)) throw error;
      for (const file of files) fatal.set(keyOf(file), error.message);
      throw refusal(files, error.message);
    });
  };
}

const keyOf = ({ name, size, lastModified }: File): string => JSON.stringify([name, size, lastModified]);

function refusal(files: File[], reason: string): Error {
  const names = files.map(({ name }) => name).join(', ');
  const error = new Error(
    `${names.slice(0, 200)}: ${reason} while it was read, so it is not read again (expected a smaller file; after a reload it can be tried once more)`,
  );
  error.name = 'BadFile';
  return error;
}
