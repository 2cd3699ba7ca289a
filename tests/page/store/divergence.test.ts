/** Divergence in words: who diverged, when, and what would help. */
import { expect, test } from 'vitest';
import type { LearnerCurves } from '../../../src/model/problem/learnerCurves.ts';
import { learnerDivergence } from '../../../src/page/laboratories/landscapes/requests/divergence.ts';

const runs = (...divergedAt: number[]) => divergedAt.map((at) => ({ divergedAt: at })) as LearnerCurves[];

test.each([
  [[-1], [-1], null],
  [[7, 4], [-1, -1], 'BP diverged at iteration 4: its run stops there; try a smaller learning rate'],
  [[-1], [0], 'PC diverged at iteration 0: its run stops there; try a smaller step size'],
  [[3], [9], 'BP diverged at iteration 3 and PC diverged at iteration 9: their runs stop there; try a smaller learning rate'],
  [
    [3],
    [0],
    'BP diverged at iteration 3 and PC diverged at iteration 0: their runs stop there; try a smaller learning rate and a smaller step size',
  ],
])('BP at %j, PC at %j', (bp, pc, text) => {
  expect(learnerDivergence({ bp: runs(...bp), pc: runs(...pc) })).toBe(text);
});
