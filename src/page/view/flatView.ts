/** A view as one flat object, under the names that the address and scripts use. */
import { type Controls, controls, type Field } from '../../model/controls.ts';
import type { LearningRateChange, Start } from '../../model/problem/problem.ts';
import { withFieldAlone } from './changes.ts';
import type { InferenceTime, View } from './view.ts';

export interface FlatView extends Controls {
  time: InferenceTime;
  /** Where the learners start in the plane; null for the seed's initial weights. */
  start: Start;
  /** Weights of the saddle “given point”, flat; null where none was given. */
  point: number[] | null;
  /** The run's learning rates from iteration 0 to the current one; empty while one rate has held throughout. */
  rates: LearningRateChange[];
  camera: View['camera'];
  /** Iteration shown. */
  at: number;
}

export type FlatKey = keyof FlatView;

export const fieldNames = Object.keys(controls) as Field[];
export const flatKeys: readonly FlatKey[] = [...fieldNames, 'time', 'start', 'point', 'rates', 'camera', 'at'];

export const isField = (key: FlatKey): key is Field => key in controls;

export function flatView({ controls: values, time, start, point, rateChanges, camera, playhead }: View): FlatView {
  return { ...values, time, start, point, rates: rateChanges, camera, at: playhead };
}

/**
 * `base` with some keys changed, each with the consequences that its control has; fields may still contradict each other.
 * In the table's order, so that an experiment comes first and what it set may then be changed.
 */
export function assembledView(base: View, given: Partial<FlatView>): View {
  const view = fieldNames
    .filter((field) => field in given)
    .reduce((changed, field) => withFieldAlone(changed, field, given[field]!), base);
  return {
    ...view,
    time: given.time ?? view.time,
    start: given.start === undefined ? view.start : given.start,
    point: given.point === undefined ? view.point : given.point,
    rateChanges: given.rates ?? view.rateChanges,
    camera: given.camera ?? view.camera,
    playhead: given.at ?? view.playhead,
  };
}
