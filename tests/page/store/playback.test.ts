/** The timeline's clock: how far the playhead moves with each picture. */
import { afterEach, expect, test, vi } from 'vitest';
import { advance, createClock } from '../../../src/page/store/playback.ts';

afterEach(() => vi.unstubAllGlobals());

/** What the clock says of pictures that come at these times, in ms after its start. */
function ticksOf(times: number[]): number[] {
  const callbacks: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => callbacks.push(callback));
  vi.stubGlobal('performance', { now: () => 0 });
  const ticks: number[] = [];
  createClock((milliseconds) => {
    ticks.push(milliseconds);
    return { over: false };
  }).start();
  for (const time of times) callbacks.pop()!(time);
  return ticks;
}

test('a browser that takes half a second for a picture keeps the pace', () => {
  expect(ticksOf([500, 1000, 1400])).toEqual([500, 500, 400]);
});

test('a page that was hidden for a minute goes on from where it was', () => {
  expect(ticksOf([16, 60_016, 60_032])).toEqual([16, 1000, 16]);
});

test('the playhead waits at the edge of a run that goes on, and is over at the edge of one that does not', () => {
  const tempo = { playhead: 3, pace: 8, edge: 5, goesOn: true };
  expect(advance(tempo, 125)).toEqual({ playhead: 4, over: false });
  expect(advance(tempo, 1000)).toEqual({ playhead: 5, over: false });
  expect(advance({ ...tempo, goesOn: false }, 1000)).toEqual({ playhead: 5, over: true });
});
