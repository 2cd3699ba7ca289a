/** Waiting that a newer request can end. */

/** The promise, or the signal's reason if that comes first. */
export function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let abort = () => {};
  return new Promise<Result>((resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject);
  }).finally(() => signal.removeEventListener('abort', abort));
}
