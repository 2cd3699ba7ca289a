/** Which learners' paths have left the box of a landscape at the playhead, in words: their arrow heads are not where they stand. */
import type { LandscapeFrame } from '../../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import { learnerName } from '../../../figures/palette.ts';
import { isInside, pointInBox } from '../../../figures/sceneFigure.ts';
import type { InferenceTime } from '../../../view/view.ts';
import { energyHeight, pathOnSurface } from './drawnLandscapes.ts';
import type { HeightScales } from './heightScales.ts';
import { boxAxes } from './landscapeFigure.ts';

interface Shown {
  landscape: LandscapeFrame;
  training: TrainingFrame | null;
  time: InferenceTime;
  playhead: number;
}

/** Null where both are in the box, or where the plane travels with them. */
export function leavingText(which: 'loss' | 'energy', shown: Shown, scales: HeightScales): string | null {
  const { landscape, training, time, playhead } = shown;
  if (!training || landscape.travelled) return null;
  const height = which === 'loss' ? ({ of: 'loss' } as const) : energyHeight(landscape.record, time);
  const axes = boxAxes({ ...landscape, ...scales[which], heightName: which });
  const gone = (['bp', 'pc'] as const).filter((learner) => {
    const { a, b, height: heights } = pathOnSurface(learner, training[`${learner}Path`], height, playhead);
    const last = a.length - 1;
    return last > 0 && !isInside(pointInBox({ axes }, a[last], b[last], heights[last]));
  });
  if (gone.length === 0) return null;
  return `${gone.map((learner) => learnerName[learner]).join(' and ')} ${gone.length > 1 ? 'leave' : 'leaves'} the box at ▸`;
}
