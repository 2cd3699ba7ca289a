/** What the pool and its workers say to each other. Types only. */
import type { Range, SimdValues, SimdWork } from './work.ts';

export type ToWorker =
  /** Said once to each worker before its first tile of a job. */
  | { kind: 'open'; job: number; work: SimdWork }
  | { kind: 'tile'; job: number; range: Range }
  /** The job is over or cancelled; a tile of it that is under way ends with `stopped`. */
  | { kind: 'close'; job: number };

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'values'; values: SimdValues }
  | { kind: 'stopped' }
  | { kind: 'failed'; error: Error };
