/** The figures of the board's two landscapes: surfaces, contours or volumes, as the view says. */

import type { Theme } from '../../../figures/figure.ts';
import { type FigureArrays, type FigureRow, figureRow } from '../../../figures/figureRow.ts';
import type { AnyFigure } from '../../../figures/sceneFigure.ts';
import type { DrawnState } from '../../../panels/drawnState.ts';
import { computationCaption, farthestFromPlane, planeCaption, volumeCaption } from './captions.ts';
import { contourFigure } from './contourFigure.ts';
import { drawnLandscapes, drawnVolumes, sharedShells } from './drawnLandscapes.ts';
import { heightScales } from './heightScales.ts';
import { landscapeFigure } from './landscapeFigure.ts';
import { leavingText } from './leavingText.ts';
import { volumeFigure } from './volumeFigure.ts';

type Which = 'loss' | 'energy';
type Shown = Pick<DrawnState, 'landscape' | 'volume' | 'training' | 'time' | 'playhead' | 'camera' | 'drawsScenes'> & {
  controls: Pick<DrawnState['controls'], 'heights' | 'ramp' | 'view'>;
};

/** A surface is drawn as a contour where the browser draws no scenes. */
const drawsContour = (state: Shown): boolean =>
  state.controls.view === 'contour' || (state.controls.view === 'surface' && !state.drawsScenes);

/** The state that a landscape draws. The loss does not depend on the inference time, and is not drawn anew for another. */
const sliceOf = (which: Which, state: Shown) => {
  const {
    landscape,
    volume,
    training,
    time,
    playhead,
    camera,
    controls: { heights, ramp, view },
  } = state;
  return {
    landscape: view === 'volume' ? null : landscape,
    volume: view === 'volume' ? volume : null,
    training,
    time: which === 'loss' ? ('equilibrium' as const) : time,
    playhead,
    camera,
    heights,
    ramp,
    isContour: landscape !== null && drawsContour(state),
  };
};

function figureOf(
  which: Which,
  { landscape, volume, heights, isContour, ...shown }: ReturnType<typeof sliceOf>,
  theme: Theme,
): AnyFigure | null {
  if (volume) return volumeFigure(drawnVolumes({ volume, ...shown, theme }, sharedShells(volume))[which]);
  if (!landscape) return null;
  const draw = isContour ? contourFigure : landscapeFigure;
  return draw(drawnLandscapes({ landscape, ...shown, theme }, heightScales(landscape, heights))[which]);
}

/** A picture of a landscape says which plane, on what scale, and where the heights were computed. */
function captionOf(which: Which, state: Shown): string[] {
  const {
    landscape,
    volume,
    training,
    time,
    playhead,
    controls: { heights, view },
  } = state;
  if (view === 'volume') return volume ? [volumeCaption(volume)] : [];
  if (!landscape) return [];
  const scales = heightScales(landscape, heights);
  const leaving = drawsContour(state) ? null : leavingText(which, { landscape, training, time, playhead }, scales);
  return [
    planeCaption(landscape, farthestFromPlane(training)),
    ...(leaving === null ? [] : [leaving]),
    ...scales[which].notes,
    computationCaption(landscape),
  ];
}

/** The arrays of a NumPy file; their code is loaded with the first such file. */
const arraysOf = async (shown: Shown): Promise<FigureArrays | null> =>
  (await import('./landscapeArrays.ts')).landscapeArrays(shown);

const rowOf = (which: Which, title: string): FigureRow<Shown, ReturnType<typeof sliceOf>> =>
  figureRow({
    name: which,
    title,
    heightPerWidth: 0.85,
    slice: (state) => sliceOf(which, state),
    of: (slice, theme) => figureOf(which, slice, theme),
    isToBeScene: ({ controls }) => controls.view !== 'contour',
    arrays: arraysOf,
    caption: (state) => captionOf(which, state),
  });

export const lossRow = rowOf('loss', 'Loss landscape');
export const energyRow = rowOf('energy', 'Energy landscape');
