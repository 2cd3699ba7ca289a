/** The weight settings of a tile, and what finds their values. Types only. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { LandscapeValues } from '../work/backend.ts';

/** Weight settings [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Writes what it finds of the settings in a range into values of that range alone. */
export type FillIn = (range: Range, values: LandscapeValues) => Stepwise<void>;
