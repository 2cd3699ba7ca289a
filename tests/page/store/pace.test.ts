/** The estimate of the time left, against jobs whose length is known. */
import { describe, expect, it } from 'vitest';
import { paceFrom, paceWith, progressOf, timeLeft } from '../../../src/page/store/state/pace.ts';

describe('timeLeft', () => {
  const asked = paceFrom(1000);
  const first = paceWith(asked, { at: 3000, progress: 0.1 }); // 1.9 s of setting up, 0.1 s of work
  const second = paceWith(first, { at: 3300, progress: 0.4 }); // 1 s for the whole

  it('is unknown before two frames have come', () => {
    expect([progressOf(asked), progressOf(first)]).toEqual([0, 0.1]);
    expect([timeLeft(asked, 2000), timeLeft(first, 3000)]).toEqual([null, null]);
  });

  it('leaves out the setting up, and runs down between frames', () => {
    expect(progressOf(second)).toBe(0.4);
    expect(timeLeft(second, 3300)).toBeCloseTo(600, 6);
    expect(timeLeft(second, 3500)).toBeCloseTo(400, 6);
  });

  it('is unknown once it has turned out too short', () => {
    expect(timeLeft(second, 3901)).toBeNull();
  });
});
