/** Requests are compared part by part. */
import { describe, expect, it } from 'vitest';
import { sameValue } from '../../../../src/page/store/conversation/sameValue.ts';

const request = () => ({ kind: 'inference', weights: Float64Array.of(1, Number.NaN), record: [0, 20], start: null });

describe('two requests are the same', () => {
  it('where every part is, typed arrays and NaN included', () => expect(sameValue(request(), request())).toBe(true));
  it('whatever the order of their keys', () => expect(sameValue({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true));
});

describe('two requests differ', () => {
  it.each([
    ['in one weight', { ...request(), weights: Float64Array.of(1, 2) }],
    ['in the length of a list', { ...request(), record: [0, 20, 40] }],
    ['in null and a value', { ...request(), start: { a: 0, b: 0 } }],
    ['in a part that one of them lacks', { ...request(), sample: undefined }],
  ])('%s', (_where, other) => {
    expect(sameValue(request(), other)).toBe(false);
    expect(sameValue(other, request())).toBe(false);
  });
});
