import { expect, test } from 'vitest';
import type { Frames } from '../../../../src/model/experiments.ts';
import { newestProvenance } from '../../../../src/page/panels/header/newestProvenance.ts';
import { comparisonFrame, surfacesFrame, unsupervisedFrame } from '../../store/scriptedWorker.ts';

const frames = { comparison: comparisonFrame(), surfaces: surfacesFrame(), unsupervised: unsupervisedFrame() };
const none = { landscape: null, training: null, surfaces: null, comparison: null } as Frames;

test('the badge names the path and the time of the open laboratory, and never of another', () => {
  const named = (laboratory: 'landscapes' | 'comparison' | 'unsupervised', known: Partial<Frames>) =>
    newestProvenance({ ...none, ...known, controls: { laboratory } });
  expect(named('comparison', frames)).toBe(frames.surfaces);
  expect(named('comparison', { comparison: frames.comparison })).toBe(frames.comparison);
  expect(named('unsupervised', frames)).toBe(frames.unsupervised);
  expect(named('landscapes', frames)).toBeNull();
});
