/** A request is built anew where a value that it was built from has changed, and only there. */
import { expect, test } from 'vitest';
import type { SpectrumRequest } from '../../../../src/model/landscapes/experiments.ts';
import { requestBuilder } from '../../../../src/page/store/conversation/requestBuilder.ts';
import { initialState } from '../../../../src/page/store/initialState.ts';
import type { Asking } from '../../../../src/page/store/state/kindRow.ts';

const page: Asking = { ...initialState, memory: {} as Asking['memory'], isAnswered: () => false };

function counting() {
  let builds = 0;
  const build = requestBuilder<'spectrum'>(({ time, isAnswered }) => {
    builds++;
    return isAnswered('training') ? ({ kind: 'spectrum', time } as SpectrumRequest) : null;
  });
  return { build, builds: () => builds };
}

test('the same object answers while the values that were read are the same', () => {
  const { build, builds } = counting();
  const answered = { ...page, isAnswered: () => true };
  const request = build(answered);
  expect(build({ ...answered, playhead: 7, speed: 2 })).toBe(request);
  expect(builds()).toBe(1);
});

test('another value that was read makes another request', () => {
  const { build } = counting();
  const answered = { ...page, isAnswered: () => true };
  build(answered);
  expect(build({ ...answered, time: 3 })).toMatchObject({ time: 3 });
});

test('a request that waited is built once it need not wait', () => {
  const { build, builds } = counting();
  expect(build(page)).toBeNull();
  expect(build(page)).toBeNull();
  expect(builds()).toBe(1);
  expect(build({ ...page, isAnswered: () => true })).toMatchObject({ kind: 'spectrum' });
});
