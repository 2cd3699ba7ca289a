/** Which figure a landscape's row draws: the view's own, and contours in the place of surfaces where the browser draws no scenes. */
import { expect, test } from 'vitest';
import type { Controls } from '../../../../../src/model/controls.ts';
import { drawnFigure } from '../../../../../src/page/figures/figureRow.ts';
import { isScene } from '../../../../../src/page/figures/sceneFigure.ts';
import { lossRow } from '../../../../../src/page/laboratories/landscapes/board/landscapeRows.ts';
import type { DrawnState } from '../../../../../src/page/panels/drawnState.ts';
import { defaultView } from '../../../../../src/page/view/defaultView.ts';
import { landscapeFrame, trainingFrame, volumeFrame } from '../../../store/scriptedWorker.ts';

function drawnType(view: Controls['view'], drawsScenes: boolean): string | undefined {
  const frames = { landscape: landscapeFrame(), volume: volumeFrame(), training: trainingFrame(3) };
  const state = { ...defaultView, ...frames, controls: { ...defaultView.controls, view }, drawsScenes } as unknown as DrawnState;
  const figure = drawnFigure(lossRow, state, 'light', 'page')!;
  if (!isScene(figure)) return figure.data[0].type;
  return figure.shells ? 'shells' : 'surface';
}

test.each([
  ['surface', true, 'surface'],
  ['surface', false, 'contour'],
  ['contour', true, 'contour'],
  ['contour', false, 'contour'],
  ['volume', true, 'shells'],
  ['volume', false, 'shells'],
] as const)('the view “%s”, scenes: %s: a %s', (view, drawsScenes, type) => {
  expect(drawnType(view, drawsScenes)).toBe(type);
});

test('the browser is asked only once there is something to draw', () => {
  const state = {
    ...defaultView,
    landscape: null,
    volume: null,
    training: null,
    get drawsScenes(): boolean {
      throw new Error('asked before the first picture');
    },
  } as unknown as DrawnState;
  expect(drawnFigure(lossRow, state, 'light', 'page')).toBeNull();
});
