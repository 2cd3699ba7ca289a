/** What each field of a view may be, as valibot schemas: the URL's values and scripts' values pass through the same. */
import * as v from 'valibot';
import type { ChoiceRow, NumberRow } from '../../model/controlRows.ts';
import { controls } from '../../model/controls.ts';
import { MOST_POINT_WEIGHTS } from './consistency.ts';
import { type FlatKey, isField } from './flatView.ts';

const finite = v.pipe(v.number(), v.finite());
const iteration = v.pipe(v.number(), v.integer(), v.minValue(0));

const timeSchema = v.union([v.literal('equilibrium'), iteration]);
const startSchema = v.nullable(v.strictObject({ a: finite, b: finite }));

const pointSchema = v.nullable(v.pipe(v.array(finite), v.minLength(1), v.maxLength(MOST_POINT_WEIGHTS)));

/** Plotly's eye: not in the middle of what it looks at. */
const cameraSchema = v.pipe(
  v.strictObject({ x: finite, y: finite, z: finite }),
  v.check(({ x, y, z }) => Math.hypot(x, y, z) > 0),
);

/** Empty, or at least two rates from iteration 0 on. */
const ratesSchema = v.pipe(
  v.array(v.strictObject({ from: iteration, rate: numberSchema(controls.learningRate) })),
  v.check((rates) => rates.length !== 1 && (rates.length === 0 || rates[0].from === 0)),
  v.check((rates) => rates.every(({ from }, i) => i === 0 || from > rates[i - 1].from)),
);

const viewSchemas = {
  time: timeSchema,
  start: startSchema,
  point: pointSchema,
  rates: ratesSchema,
  camera: cameraSchema,
  at: iteration,
};

/** What a key of the flat view may be, whatever the other keys are. */
export function schemaOf(key: FlatKey): v.GenericSchema<unknown, unknown> {
  return isField(key) ? rowSchema(controls[key]) : viewSchemas[key];
}

function rowSchema(row: NumberRow | ChoiceRow): v.GenericSchema<unknown, number | string> {
  return row.kind === 'choice' ? v.picklist(Object.keys(row.options)) : numberSchema(row);
}

function numberSchema({ min, max, integer }: NumberRow): v.GenericSchema<unknown, number> {
  const within = v.pipe(v.number(), v.minValue(min), v.maxValue(max));
  return integer ? v.pipe(within, v.integer()) : within;
}
