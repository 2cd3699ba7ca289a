/** The work of the simd path, computed tile by tile on a worker or on the calling thread, and the messages between the pool and its workers. */

import type { Stepwise } from '../../math/stepwise.ts';
import type { GradientValues, GradientWork, LandscapeValues, LandscapeWork } from '../work/backend.ts';
import type { Breather } from '../work/breather.ts';
import { gradient } from './gradient.ts';
import { borrowHeap, giveBack } from './heap.ts';
import { landscape } from './landscape.ts';
import type { Range } from './simdTile.ts';

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

export type ToWorker =
  /** Said once to each worker before its first tile of a job. */
  | { kind: 'open'; job: number; work: SimdWork }
  /** Answered in the order of asking. */
  | { kind: 'tile'; job: number; range: Range }
  /** The job is over or cancelled; tiles of it that were asked for end with `stopped`. */
  | { kind: 'close'; job: number };

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'values'; values: SimdValues }
  | { kind: 'stopped' }
  | { kind: 'failed'; error: Error };
