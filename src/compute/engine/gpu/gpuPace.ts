/** How much work goes to the GPU at once: as much as takes some tens of ms there, learned from what earlier work took. */

/** Time that may pass before the GPU is waited for, in ms: half of what a cancelled request may take to end, or less. */
const stretch = 25;
/** Multiply-adds in a ms that a kernel is believed to do before it has been seen: a slow software adapter's pace. */
const firstGuess = 2e5;
/** No adapter is slower than this; a busy machine only answers late, and smaller work would not make it answer sooner. */
const slowest = 1e5;
/** Most that one observation may change a belief. */
const largestChange = 8;
/** Times below this say more about the round trip than about the kernel. */
const tellingTime = 4;

export class GpuPace {
  private readonly workPerMs = new Map<string, number>();

  /** Expected ms for this much work. */
  expected(kernel: string, work: number): number {
    return work / this.rateOf(kernel);
  }

  /** How many elements of this cost make one stretch, at least 1. */
  elementsPerStretch(kernel: string, cost: number): number {
    return Math.max(1, Math.floor((stretch * this.rateOf(kernel)) / cost));
  }

  isLong(expectedMs: number): boolean {
    return expectedMs >= 0.7 * stretch;
  }

  /** Corrects the belief about the kernels that ran together: expected ms against the time that passed. */
  learn(kernels: Iterable<string>, expectedMs: number, elapsedMs: number): void {
    if (Math.max(expectedMs, elapsedMs) < tellingTime) return;
    const factor = Math.min(largestChange, Math.max(1 / largestChange, expectedMs / elapsedMs));
    for (const kernel of kernels) this.workPerMs.set(kernel, Math.max(slowest, this.rateOf(kernel) * factor));
  }

  private rateOf(kernel: string): number {
    return this.workPerMs.get(kernel) ?? firstGuess;
  }
}
