/** Addresses to check properties with: such as the page writes, such as are cut, mistyped or made up, and such as mean harm. */
import fc from 'fast-check';
import { flatKeys } from '../../../src/page/view/view.ts';
import { writeQuery } from '../../../src/page/view/writeQuery.ts';
import { anyView } from './anyView.ts';

const strangeNumbers = [
  ...['0', '-0', '1', '2', '3', '+4', '-1', '007', '1.', '.5', '1.5', '64', '65', '4096', '500000', '33554431', '4294967295'],
  ...['1e+2', '1e2', '1E-3', '1e21', '1e+21', '1e-400', '1e400', '9007199254740993', 'Infinity', 'NaN', '0x10', '1_000', '1,5'],
  ...['٣', '1n', 'null', 'undefined', '', ' ', ' 2', '2 ', '1e', 'e5', '--1', '1e+', '0.1,0.2', '1e+21,-0', '0,0,0', '1,2,3,4'],
];
const strangeTexts = [
  'seed',
  'equilibrium',
  'constructor',
  '__proto__',
  '<b>x</b>',
  '%',
  '%zz',
  '\u0000',
  '\ud800',
  '0:0.4',
  '0:1,8:0.4',
  'AAAAAAAA4D8',
  '="',
  '[]',
  '{}',
];
const strangeKeys = [
  '',
  'toString',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'Hidden',
  'hidden ',
  ' hidden',
  'utm_source',
  'point[]',
];

const anyKey = fc.oneof(
  { arbitrary: fc.constantFrom<string[]>(...flatKeys), weight: 8 },
  fc.constantFrom(...strangeKeys),
  fc.string(),
);

/** A value that some field could have, whichever. */
const anyWrittenValue = anyView.chain((view) => fc.constantFrom(...new URLSearchParams(writeQuery(view)).values()));

const anyText = fc.oneof(
  { arbitrary: anyWrittenValue, weight: 3 },
  { arbitrary: fc.constantFrom(...strangeNumbers), weight: 3 },
  fc.constantFrom(...strangeTexts),
  fc.double().map(String),
  fc.integer().map(String),
  fc.string({ unit: 'binary' }),
  fc.integer({ min: 100, max: 5000 }).map((length) => 'x'.repeat(length)),
);

const anyPair = fc.tuple(anyKey, anyText);

/** A field with a value of its own kind. */
const anyFittingPair = anyView.chain((view) => fc.constantFrom(...new URLSearchParams(writeQuery(view)).entries()));

const encoded = (pairs: [string, string][]): string => new URLSearchParams(pairs).toString();
/** As a person types an address. */
const raw = (pairs: [string, string][]): string => pairs.map(([key, text]) => `${key}=${text}`).join('&');

const anyPairs = fc.array(fc.oneof({ arbitrary: anyFittingPair, weight: 2 }, anyPair), { maxLength: 20 });

/** A whole address with one of its characters put in, taken out or exchanged, or with its end cut off. */
const anyDamagedAddress = fc
  .tuple(
    anyView.map(writeQuery),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom('', '&', '=', '+', '-', '9', 'e', '%', ','),
    fc.nat(40),
  )
  .map(([query, part, put, taken]) => {
    const at = Math.floor(part * query.length);
    return query.slice(0, at) + put + query.slice(at + (taken > 30 ? query.length : taken % 3));
  });

export const anyAddress: fc.Arbitrary<string> = fc.oneof(
  anyPairs.map(encoded),
  anyPairs.map(raw),
  anyDamagedAddress,
  anyView.map(writeQuery),
  fc.string(),
);
