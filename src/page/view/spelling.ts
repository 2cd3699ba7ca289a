/** How a URL spells values: from text to what a schema judges. Text that cannot be read stays text, which no schema takes. */
import { controls } from '../../model/controls.ts';
import { type FlatKey, isField } from './flatView.ts';
import { decodeFloats } from './floatText.ts';

export function readText(key: FlatKey, text: string): unknown {
  if (isField(key)) return controls[key].kind === 'choice' ? text : readNumber(text);
  return readers[key](text);
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const readNumber = (text: string): unknown => (DECIMAL.test(text) ? Number(text) : text);

const readTime = (text: string): unknown => (text === 'equilibrium' ? text : readNumber(text));

/** `1,2` as an object with these keys. */
const readTuple =
  (...keys: string[]) =>
  (text: string): unknown => {
    const parts = text.split(',');
    return parts.length === keys.length ? Object.fromEntries(keys.map((key, i) => [key, readNumber(parts[i])])) : text;
  };

const readPair = readTuple('a', 'b');

/** `seed` where an experiment's own start was given up for the seed's. */
const readStart = (text: string): unknown => (text === 'seed' ? null : readPair(text));

/** `0:0.4,8:0.1` */
const readRates = (text: string): unknown => text.split(',').map(readRate);

function readRate(pair: string): unknown {
  const [from, rate, ...more] = pair.split(':');
  return rate === undefined || more.length > 0 ? pair : { from: readNumber(from), rate: readNumber(rate) };
}

const readers = {
  time: readTime,
  start: readStart,
  camera: readTuple('x', 'y', 'z'),
  point: (text: string): unknown => decodeFloats(text) ?? text,
  rates: readRates,
  at: readNumber,
};
