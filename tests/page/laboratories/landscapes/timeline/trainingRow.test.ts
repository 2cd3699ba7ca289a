import { describe, expect, it } from 'vitest';
import type { LearnerCurves } from '../../../../../src/model/problem/learnerCurves.ts';
import { escapeRange, waitingAtSaddle } from '../../../../../src/page/laboratories/landscapes/presets/escapeTime.ts';
import {
  escapesInWords,
  scaleInWords,
  spacesByLogarithm,
} from '../../../../../src/page/laboratories/landscapes/timeline/trainingRow.ts';
import { learnerCurves } from '../../../../learnerCurves.ts';
import { trainingFrame } from '../../../store/scriptedWorker.ts';

/** A run that escapes at this iteration of its `length`, or not at all. */
const run = (escapes: number | null, length = 10): LearnerCurves =>
  learnerCurves(Float64Array.from({ length }, (_, t) => (escapes !== null && t >= escapes ? 0.4 : 1)));

describe('escapeRange', () => {
  it('is the escape time of a single run', () => expect(escapeRange([run(4)])).toBe('4'));
  it('is the median and the range of several', () => expect(escapeRange([run(9), run(2), run(4), run(3)])).toBe('3.5 (2 to 9)'));
  it('says how long those that have not escaped have been seen', () => {
    expect(escapeRange([run(null), run(2), run(4)])).toBe('4 (2 to over 9; 2 of 3 escaped)');
    expect(escapeRange([run(null), run(null), run(4)])).toBe('over 9 (4 to over 9; 1 of 3 escaped)');
    expect(escapeRange([run(null), run(null)])).toBe('over 9 (0 of 2 escaped)');
    expect(escapeRange([run(null)])).toBe('over 9');
  });
  it('takes the median over all runs: half of four escaped, so that the median is not known', () => {
    expect(escapeRange([run(2), run(4), run(null), run(null)])).toBe('over 9 (2 to over 9; 2 of 4 escaped)');
  });
  it('says how many diverged', () => {
    const diverged = { ...run(null, 4), divergedAt: 3 };
    expect(escapeRange([run(2), run(3), diverged])).toBe('3 (2 to over 9; 2 of 3 escaped; 1 diverged)');
    expect(escapeRange([diverged])).toBe('over 3 (diverged)');
  });
});

describe('the line under the curves', () => {
  it.each([320, 96, 50])('names the factor %i under either convention', (factor) => {
    expect(scaleInWords(factor, 'published')).toContain(`${factor} times BP’s`);
    expect(scaleInWords(factor, 'matched')).toContain(`as published PC’s is ${factor} times BP’s`);
  });
  it('says that chains have one scale under both', () => expect(scaleInWords(1, 'published')).toContain('factor 1'));
  it('tells the other convention’s BP by its name', () => {
    const frame = { ...trainingFrame(9), pc: [run(2)], bp: [run(5)], otherBp: [run(null)] };
    expect(escapesInWords(frame)).toBe('Escape: PC 2 · BP 5 · BP as published over 9.');
    expect(escapesInWords({ ...frame, scaleRatio: 96 })).toContain('BP matched over 9');
  });
  it('counts no escape from a start that is not near the saddle', () => {
    const far = { ...trainingFrame(9), pc: [run(2)], bp: [run(5)], startLosses: Float64Array.of(2) };
    expect(escapesInWords(far)).toBe('No escape is counted: the start’s loss, 2.00, is not within 5 % of the saddle’s, 1.00.');
  });
  it('says nothing while nobody has escaped', () => {
    expect(escapesInWords({ ...trainingFrame(9), pc: [run(null)], bp: [run(null)] })).toBe('');
  });
});

describe('learners that wait at the saddle', () => {
  const frame = trainingFrame(9);
  it('are those that have not escaped in every run', () => {
    expect(waitingAtSaddle({ ...frame, pc: [run(2), run(3)], bp: [run(5), run(null)] })).toEqual(['BP']);
    expect(waitingAtSaddle({ ...frame, pc: [run(2)], bp: [run(5)] })).toEqual([]);
  });
  it('are none that are over: diverged, or at their criterion', () => {
    const [diverged, finished] = [
      { ...run(null), divergedAt: 4 },
      { ...run(null), finished: true },
    ];
    expect(waitingAtSaddle({ ...frame, pc: [diverged], bp: [finished] })).toEqual([]);
  });
});

describe('the axis of iterations', () => {
  const auto = { iterationScale: 'auto', iterations: 200, metric: 'loss' } as const;
  const frame = { ...trainingFrame(9), pc: [run(9)], bp: [run(null, 200)] };
  it('is logarithmic by itself where a learner escapes in its first twentieth', () => {
    expect(spacesByLogarithm(auto, frame)).toBe(true);
    expect(spacesByLogarithm({ ...auto, iterations: 100 }, { ...frame, bp: [run(null, 100)] })).toBe(false);
  });
  it('is logarithmic by itself where a learner meets its criterion that early, wherever it started', () => {
    const far = { ...frame, startLosses: Float64Array.of(9) };
    expect(spacesByLogarithm(auto, far)).toBe(false);
    expect(spacesByLogarithm(auto, { ...far, pc: [{ ...run(9), finished: true }] })).toBe(true);
  });
  it('is as chosen, and linear for the few tests of accuracy', () => {
    expect(spacesByLogarithm({ ...auto, iterationScale: 'linear' }, frame)).toBe(false);
    expect(spacesByLogarithm({ ...auto, iterationScale: 'log', iterations: 10 }, { ...frame, pc: [run(null)] })).toBe(true);
    expect(spacesByLogarithm({ ...auto, metric: 'accuracy' }, frame)).toBe(false);
  });
});
