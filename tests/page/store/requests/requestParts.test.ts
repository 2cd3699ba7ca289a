import { describe, expect, it } from 'vitest';
import { recordedSteps } from '../../../../src/page/view/requestParts.ts';

describe('recorded inference steps', () => {
  it('are all of a short inference', () => expect(recordedSteps(4, 100)).toEqual([0, 1, 2, 3, 4]));
  it('are every few of a long one, and its end', () => {
    expect(recordedSteps(250, 100).slice(0, 3)).toEqual([0, 3, 6]);
    expect(recordedSteps(250, 100).slice(-2)).toEqual([249, 250]);
    expect(recordedSteps(500, 100)).toHaveLength(101);
  });
});
