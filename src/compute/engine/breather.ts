/** Lets a long computation stop for others: it hands the thread back every few milliseconds and ends when it is cancelled. */

/** Longest stretch of computing before the thread is handed back. */
const stretch = 12;

export class Breather {
  private since = performance.now();
  private readonly channel = new MessageChannel();

  constructor(private readonly signal: AbortSignal) {}

  /** Whether it is time to pause; cheap enough for inner loops. */
  get isDue(): boolean {
    return performance.now() - this.since > stretch;
  }

  /** Hands the thread back for one turn of the event loop. Throws the signal's reason when the work was cancelled meanwhile. */
  async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.channel.port1.onmessage = () => resolve();
      this.channel.port2.postMessage(null);
    });
    this.signal.throwIfAborted();
    this.since = performance.now();
  }

  close(): void {
    this.channel.port1.close();
  }
}
