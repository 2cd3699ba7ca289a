/** A cache of results that several requests need: each is computed once while any request waits, and remembered for later requests. */
import { untilAborted } from '../../engine/work/breather.ts';

interface Entry<Result> {
  result: Promise<Result>;
  controller: AbortController;
  waiting: number;
  isDone: boolean;
}

export class SharedResults<Result> {
  private readonly entries = new Map<string, Entry<Result>>(); // least recently used first

  /** Remembers at most `most` finished results. */
  constructor(private readonly most: number) {}

  /**
   * The result of `key`, computed if the cache does not hold it. Throws the signal's reason when cancelled; the
   * computation is cancelled once no request waits for its result. Failures are not remembered.
   */
  async get(key: string, signal: AbortSignal, compute: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    const entry = this.entries.get(key) ?? begin(compute);
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.forgetOldest();
    entry.waiting++;
    try {
      const result = await untilAborted(entry.result, signal);
      entry.isDone = true;
      return result;
    } finally {
      entry.waiting--;
      if (!entry.isDone && entry.waiting === 0) this.abandon(key, entry, signal.reason);
    }
  }

  private abandon(key: string, entry: Entry<Result>, reason: unknown): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
    entry.controller.abort(reason);
  }

  private forgetOldest(): void {
    for (const [key, { isDone }] of this.entries) {
      if (this.entries.size <= this.most) return;
      if (isDone) this.entries.delete(key);
    }
  }
}

function begin<Result>(compute: (signal: AbortSignal) => Promise<Result>): Entry<Result> {
  const controller = new AbortController();
  return { result: compute(controller.signal), controller, waiting: 0, isDone: false };
}
