/** What each field of a view may be, as valibot schemas: the URL's values and scripts' values pass through the same. */
import * as v from 'valibot';
import { type Field, type NumberRow, type Parameters, parameters } from '../../model/parameters.ts';
import type { LearningRateChange, Start } from '../../model/requests.ts';
import type { InferenceTime, View } from '../store/pageState.ts';

const finite = v.pipe(v.number(), v.finite());
const iteration = v.pipe(v.number(), v.integer(), v.minValue(0));

export const timeSchema: v.GenericSchema<unknown, InferenceTime> = v.union([v.literal('equilibrium'), iteration]);
export const startSchema: v.GenericSchema<unknown, Start> = v.nullable(v.strictObject({ a: finite, b: finite }));
export const playheadSchema: v.GenericSchema<unknown, number> = iteration;

/** Plotly's eye: not in the middle of what it looks at. */
export const cameraSchema: v.GenericSchema<unknown, View['camera']> = v.pipe(
  v.strictObject({ x: finite, y: finite, z: finite }),
  v.check(({ x, y, z }) => Math.hypot(x, y, z) > 0),
);

/** Empty, or at least two rates from iteration 0 on. */
export const ratesSchema: v.GenericSchema<unknown, LearningRateChange[]> = v.pipe(
  v.array(v.strictObject({ from: iteration, rate: fieldSchema('learningRate') })),
  v.check((rates) => rates.length !== 1 && (rates.length === 0 || rates[0].from === 0)),
  v.check((rates) => rates.every(({ from }, i) => i === 0 || from > rates[i - 1].from)),
);

/** A value of one of the controls. */
export function fieldSchema<F extends Field>(field: F): v.GenericSchema<unknown, Parameters[F]> {
  const row = parameters[field];
  const schema = row.kind === 'choice' ? v.picklist(Object.keys(row.options)) : numberSchema(row);
  return schema as v.GenericSchema<unknown, Parameters[F]>;
}

function numberSchema({ min, max, integer }: NumberRow): v.GenericSchema<unknown, number> {
  const within = v.pipe(v.number(), v.minValue(min), v.maxValue(max));
  return integer ? v.pipe(within, v.integer()) : within;
}
