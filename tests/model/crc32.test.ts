import { expect, it } from 'vitest';
import { crc32 } from '../../src/model/crc32.ts';

const of = (text: string) => crc32(new TextEncoder().encode(text));

it('is the published check value, and nothing for nothing', () => {
  expect(of('123456789')).toBe(0xcbf43926);
  expect(of('')).toBe(0);
});

it('tells any two texts apart that differ in one bit', () => {
  expect(of('weights')).not.toBe(of('veights'));
});
