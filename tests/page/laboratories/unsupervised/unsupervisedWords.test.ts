import { expect, test } from 'vitest';
import { learntText, neighboursText, progressText } from '../../../../src/page/laboratories/unsupervised/unsupervisedWords.ts';
import { unsupervisedFrame } from '../../store/scriptedWorker.ts';

test('k-NN says why it has no number', () => {
  expect(neighboursText(Number.NaN, 2)).toBe('needs 5 latents, has 2');
  expect(neighboursText(0.815, 1000)).toBe('81.5 %');
});

test('how far the run is, and how long it still takes at the pace of its last two frames', () => {
  const pace = {
    asked: 0,
    frames: [
      { at: 1000, progress: 0.25 },
      { at: 2000, progress: 0.5 },
    ],
  };
  expect(progressText(pace, 2000, 'computing')).toBe('50 %, about 2 s left');
  expect(progressText({ asked: 0, frames: [] }, 500, 'computing')).toBe('0 %, estimating');
  expect(progressText(pace, 9000, 'stopped')).toBe('stopped');
  expect(progressText(pace, 9000, 'over')).toBe('done');
});

test('what was learnt, in steps and epochs, and what changed on the way', () => {
  const frame = unsupervisedFrame();
  expect(learntText(frame, 40)).toBe('5 weight steps, 2.0 epochs; 3 test images evaluated after step 4.');
  const settings = [...frame.curves.settings, { from: 3, dt: 0.1, steps: 20, learningRate: 0.001, sparsity: 0.02 }];
  expect(learntText({ ...frame, evaluation: null, curves: { ...frame.curves, settings } }, 40)).toBe(
    '5 weight steps, 2.0 epochs. Changed on the way: from 3 on T = 20, dt = 0.1, learning rate 0.001, κ = 0.02. The address begins with the last of these.',
  );
});
