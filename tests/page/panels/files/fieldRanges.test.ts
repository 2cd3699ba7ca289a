import { expect, test } from 'vitest';
import { rangesText, readRanges } from '../../../../src/page/panels/files/fieldRanges.ts';

test('runs of fields are ranges, counted from 1', () => {
  expect(rangesText([0, 1, 2, 4])).toBe('1-3, 5');
  expect(rangesText([])).toBe('');
});
test('what is written is read again', () => {
  for (const indices of [[0], [0, 1, 2, 4], [9, 0, 1]]) expect(readRanges(rangesText(indices), 10)).toEqual(indices);
  expect(readRanges(' 2 – 3,2 ', 3)).toEqual([1, 2]);
});
test.each(['0', '4', '3-2', 'x', '1-9'])('%s of three fields is refused', (text) =>
  expect(() => readRanges(text, 3)).toThrow(`"${text}" names no fields (expected numbers from 1 to 3, or ranges such as 1-3)`),
);
