/** Pauses in a long computation: the thread is handed back every few milliseconds, and cancelled work ends. */

import type { Stepwise } from '../../math/stepwise.ts';

/** Longest stretch of computing before the thread is handed back, in ms. */
const stretch = 12;

export class Breather {
  private since = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  /** Whether it is time to pause; cheap enough for inner loops. */
  get isDue(): boolean {
    return performance.now() - this.since > stretch;
  }

  /** Hands the thread back for one turn of the event loop. Throws the signal's reason when the work was cancelled meanwhile. */
  async pause(): Promise<void> {
    await nextTurn();
    this.signal.throwIfAborted();
    this.since = performance.now();
  }

  /** Runs all steps, pausing between them where it is time. */
  async run<Result>(steps: Stepwise<Result>): Promise<Result> {
    let step = steps.next();
    while (!step.done) {
      if (this.isDue) await this.pause();
      step = steps.next();
    }
    return step.value;
  }
}

/** The next turn of the event loop, without the 4 ms that a browser holds timers back. */
const nextTurn: () => Promise<void> = 'setImmediate' in globalThis ? nextImmediate : nextMessage;

/** In Node (the build and the tests), where messages would starve timers. */
function nextImmediate(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

let channel: MessageChannel | null = null;
const waiting: (() => void)[] = [];

function nextMessage(): Promise<void> {
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

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
