/** The pace of a long reading: the worker answers between two slices, and the page is told how far the reading is. */
import { Breather } from '../../engine/work/breather.ts';

export class Reading {
  /** `onProgress` is told a share from 0 to 1. */
  constructor(
    private readonly onProgress: (share: number) => void = () => {},
    private readonly breather = new Breather(new AbortController().signal),
  ) {}

  /** Hands the thread back where it is time. `share`: how much is read, from 0 to 1. */
  async pause(share: number): Promise<void> {
    if (!this.breather.isDue) return;
    this.onProgress(share);
    await this.breather.pause();
  }

  /** The part of this reading from one share to another. */
  part(from: number, to: number): Reading {
    return new Reading((share) => this.onProgress(from + (to - from) * share), this.breather);
  }
}
