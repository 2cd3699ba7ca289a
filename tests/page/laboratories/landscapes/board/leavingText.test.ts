/** The caption says whose path has left the box of a landscape, as far as the playhead has come. */
import { expect, test } from 'vitest';
import { heightScales } from '../../../../../src/page/laboratories/landscapes/board/heightScales.ts';
import { leavingText } from '../../../../../src/page/laboratories/landscapes/board/leavingText.ts';
import { landscapeFrame, trainingFrame } from '../../../store/scriptedWorker.ts';

const landscape = landscapeFrame({ loss: Float64Array.of(1, 2, 3, 4), equilibratedEnergy: Float64Array.of(1, 2, 3, 4) });
const training = trainingFrame(3);
const along = (loss: number[]) => ({
  iteration: Int32Array.of(0, 1, 2),
  a: new Float64Array(3),
  b: new Float64Array(3),
  loss: Float64Array.from(loss),
  equilibratedEnergy: Float64Array.of(3, 3, 3),
});
const run = (bp: number[], pc: number[]) => ({
  ...training,
  bpPath: { ...training.bpPath, ...along(bp) },
  pcPath: { ...training.pcPath, ...along(pc) },
});
const said = (bp: number[], pc: number[], playhead: number, which: 'loss' | 'energy' = 'loss') =>
  leavingText(which, { landscape, training: run(bp, pc), time: 'equilibrium', playhead }, heightScales(landscape, 'auto'));

test('nothing is said while both paths are in the box', () => {
  expect(said([3, 3, 3], [3, 2, 1], 2)).toBeNull();
  expect(said([3, 3, 0.5], [3, 2, 0.5], 1)).toBeNull();
});

test('whoever has left it at the playhead is named', () => {
  expect(said([3, 3, 3], [3, 2, 0.5], 2)).toBe('PC leaves the box at ▸');
  expect(said([3, 3, 0.1], [3, 2, 0.5], 2)).toBe('BP and PC leave the box at ▸');
  expect(said([3, 3, 0.1], [3, 2, 0.5], 2, 'energy')).toBeNull();
});

test('a path that goes on where no number is has left, too', () => {
  expect(said([3, 3, Number.NaN], [3, 2, 1], 2)).toBe('BP leaves the box at ▸');
});
