/** Facts about a data set, for people: its origin and some of its samples. Types only. */
import type { SampleShape } from './dataSets.ts';

export interface DataFacts {
  label: string;
  shape: SampleShape;
  /** Of an image: pixels row by row; of a colour image, one whole channel after another. Null for what is no image. */
  image: { width: number; height: number; channels: 1 | 3 } | null;
  /** How x and y are made, in one sentence. */
  made: string;
  /** Null for what is generated here. */
  source: string | null;
  licence: string | null;
  /** Null where outputs are not classes. */
  classNames: string[] | null;
}
