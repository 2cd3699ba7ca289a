import { expect, test } from 'vitest';
import { aboveRounding, isRounding } from '../../../../../../src/page/laboratories/landscapes/rightColumn/inference/rounding.ts';

const data = { moments: { inputOutput: 2, output: 2 } };

test('an energy is shown while rounding does not decide its digits', () => {
  expect(aboveRounding('1·10⁻¹³', 1e-13, data)).toBe('1·10⁻¹³');
  expect(isRounding(1e-13, data)).toBe(false);
});

test('a smaller one is withheld, with the reason, beside data of any size', () => {
  const reason = 'Not shown: energies below 4.4·10⁻¹⁶ are what rounding leaves beside these data';
  expect(aboveRounding('3·10⁻¹⁶', 3e-16, data)).toEqual({ word: 'rounding', reason });
  expect(isRounding(3e-16, { moments: { inputOutput: 1, output: 1 } })).toBe(false);
});

test('a cell that is empty anyway stays empty', () => expect(aboveRounding('', 0, data)).toBe(''));
