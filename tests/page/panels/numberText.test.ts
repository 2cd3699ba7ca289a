/** Numbers on the page are short, and read back as what they were. */
import { expect, test } from 'vitest';
import { durationInWords, durationText, editableText, numberText, typedNumber } from '../../../src/page/panels/numberText.ts';

test('few digits, a true minus, powers of ten where zeros would have to be counted', () => {
  expect([0.2741, -1.6342, 0, 3.04e-7, 1.25e6, 12].map((value) => numberText(value, 3))).toEqual([
    '0.274',
    '−1.63',
    '0',
    '3.04·10⁻⁷',
    '1.25·10⁶',
    '12.0',
  ]);
});

test('of a small number two digits are left, however few were asked for', () => {
  expect([0.0042, 0.031, 0.00123].map((value) => numberText(value, 2))).toEqual(['0.0042', '0.031', '0.0012']);
});

test('what is not finite is said, not drawn as a number', () => {
  expect([Number.NaN, Number.POSITIVE_INFINITY].map((value) => numberText(value))).toEqual(['not a number', '∞']);
});

test('what the page writes can be typed back', () => {
  for (const value of [0.05, 1e-4, -2.5, 512]) expect(typedNumber(editableText(value))).toBe(value);
  expect(typedNumber('−0,5')).toBe(-0.5);
  expect([typedNumber(''), typedNumber('abc')]).toEqual([Number.NaN, Number.NaN]);
});

test('durations have the unit that reads best', () => {
  expect([0.42, 12.3, 3140].map(durationText)).toEqual(['0.4 ms', '12 ms', '3.1 s']);
});

test('estimates are rounded up to seconds, minutes or hours', () => {
  expect([120, 44_100, 170_000, 6_000_000].map(durationInWords)).toEqual(['1 s', '45 s', '3 min', '2 h']);
});
