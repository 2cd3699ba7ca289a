/** What the pool and its workers say to each other. Types only. */
import type { Range } from './range.ts';
import type { SimdValues, SimdWork } from './simdWork.ts';

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
