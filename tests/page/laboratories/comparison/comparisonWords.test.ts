import { expect, test } from 'vitest';
import { surfacesCaption } from '../../../../src/page/laboratories/comparison/comparisonWords.ts';
import { surfacesFrame } from '../../store/scriptedWorker.ts';

test('the caption of the surfaces says which plane, how many samples, and on which path, without a time', () => {
  const frame = { ...surfacesFrame(), backend: 'simd' as const, milliseconds: 1234 };
  const caption = surfacesCaption(frame, 'auto');
  expect(caption).toMatch(new RegExp(`^${frame.planeDescription}; ${frame.samples} training samples.* · SIMD$`));
  expect(caption).not.toMatch(/1\.2 s|1234/);
});
