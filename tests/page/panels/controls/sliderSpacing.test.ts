/** A slider's thumb and its value are two views of one number. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NumberRow } from '../../../../src/model/controlRows.ts';
import { controls } from '../../../../src/model/controls.ts';
import { positionOf, stepped, valueAt } from '../../../../src/page/panels/controls/sliderSpacing.ts';

const rows = Object.entries(controls).filter((entry): entry is [string, NumberRow] => entry[1].kind === 'number');
const anyRow = fc.constantFrom(...rows.map(([, row]) => row));

test('the ends of a slider are the ends of its range', () => {
  for (const [, row] of rows) {
    expect([valueAt(0, row), valueAt(1, row)]).toEqual([row.min, row.max]);
    expect([positionOf(row.min, row), positionOf(row.max, row)]).toEqual([0, 1]);
  }
});

test('a logarithmic slider stands halfway at the geometric mean', () => {
  expect(positionOf(0.01, controls.scale)).toBeCloseTo(0.5, 12); // 1e-4 to 1
  expect(valueAt(0.5, controls.scale)).toBe(0.01);
});

test('every key press moves, in its direction, and stays in the range', () => {
  fc.assert(
    fc.property(anyRow, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(-10, -1, 1, 10), (row, position, count) => {
      const value = valueAt(position, row);
      const next = stepped(value, count, row);
      expect(next).toBeGreaterThanOrEqual(row.min);
      expect(next).toBeLessThanOrEqual(row.max);
      const atEnd = count > 0 ? value === row.max : value === row.min;
      if (!atEnd) expect(Math.sign(next - value)).toBe(Math.sign(count));
    }),
  );
});

test('one key press on hidden layers is one layer, on a logarithmic width from 1 one unit', () => {
  expect(stepped(1, 1, controls.hidden)).toBe(2);
  expect(stepped(1, 1, controls.width)).toBe(2);
  expect(stepped(0.05, 1, controls.scale)).toBe(0.056);
});

test('the keyboard reaches every width up to 8 by single presses', () => {
  const reached = [1];
  while (reached.at(-1)! < 8) reached.push(stepped(reached.at(-1)!, 1, controls.width));
  expect(reached).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
