/** What the simd path is asked, and how one tile after another of it is made: the same code on a worker and on the calling thread. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { GradientValues, GradientWork, LandscapeValues, LandscapeWork } from '../work/backend.ts';
import type { Breather } from '../work/breather.ts';
import { gradient } from './gradient.ts';
import { borrowHeap, giveBack } from './heap.ts';
import { landscape } from './landscape.ts';
import type { Range } from './range.ts';

export type SimdWork = ({ kind: 'landscape' } & LandscapeWork) | ({ kind: 'gradient' } & GradientWork);
export type SimdValues = LandscapeValues | GradientValues;

/** Work in memory of its own: what its tiles have in common is made once. */
export class OpenWork {
  private readonly heap = borrowHeap();
  private readonly tileOf: (range: Range) => Stepwise<SimdValues>;

  /** Throws where its samples and weights do not fit into memory. */
  constructor(work: SimdWork) {
    this.tileOf = work.kind === 'landscape' ? landscape(this.heap, work) : gradient(this.heap, work);
  }

  /** Values of the range alone. One tile at a time. */
  run(range: Range, breather: Breather): Promise<SimdValues> {
    return breather.run(this.tileOf(range));
  }

  close(): void {
    giveBack(this.heap);
  }
}
