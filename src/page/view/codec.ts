/** How a field of the view is spelled and judged: from the address's text to a value, back, and what a complaint says of a wrong value. */
import * as v from 'valibot';
import type { ChoiceRow, NumberRow } from '../../model/controlRows.ts';
import type { Controls } from '../../model/controls.ts';
import type { Preset } from '../../model/preset.ts';

export interface Codec<Value> {
  /** Which values the field may have, whatever the other fields are; the address's values and scripts' values both pass through. */
  readonly schema: v.GenericSchema<unknown, Value>;
  /** From the address's text to a value for the schema. Text that cannot be read stays text, which the schema refuses. */
  read(text: string): unknown;
  /** The address's text for a value; null where the address leaves the field out. `preset`: of the experiment on screen. */
  write(value: Value, preset: Preset): string | null;
  /** A notice's words for a value. */
  inWords(value: Value): string;
  /** Which values would be right, in words: the second half of a complaint. */
  expected(controls: Controls): string;
}

/** A control's codec, read off the control's row. */
export function controlCodec(row: NumberRow | ChoiceRow): Codec<number | string> {
  return {
    schema: row.kind === 'choice' ? v.picklist(Object.keys(row.options)) : numberSchema(row),
    read: row.kind === 'choice' ? (text) => text : readNumber,
    write: row.kind === 'choice' ? String : (value) => writeNumber(value as number),
    inWords: String,
    expected: () => expectedOf(row),
  };
}

/** `a whole number from 1 to 64`, `a number from 0.0001 to 1`, `one of linear, tanh, relu, leaky_relu`. */
function expectedOf(row: NumberRow | ChoiceRow): string {
  if (row.kind === 'choice') return `one of ${Object.keys(row.options).join(', ')}`;
  return `${row.integer ? 'a whole number' : 'a number'} from ${row.min} to ${row.max}`;
}

export function numberSchema({ min, max, integer }: NumberRow): v.GenericSchema<unknown, number> {
  const within = v.pipe(v.number(), v.minValue(min), v.maxValue(max));
  return integer ? v.pipe(within, v.integer()) : within;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number; other text, as `Infinity` and `0x10` are, comes back as text. A query reads a plus sign as a space. */
export function readNumber(text: string): number | string {
  const decimal = text.replaceAll(' ', '+');
  return DECIMAL.test(decimal) ? Number(decimal) : text;
}

/** The decimal number that `readNumber` reads as this one, without a plus sign: `1e21`. */
export const writeNumber = (value: number): string => String(value).replace('+', '');
