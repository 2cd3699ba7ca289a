/** The two landscapes as they are drawn now: heights at the inference time shown, one range for both, and the paths up to the playhead. */
import type { LandscapeFrame } from '../../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { Camera, DrawnLandscape, DrawnPath, Theme } from '../../../figures/figure.ts';
import { type HeightRange, heightRange } from '../../../figures/heightRange.ts';
import type { InferenceTime } from '../../../view/view.ts';
import { type PathHeight, pathOnSurface } from './pathOnSurface.ts';

export interface Shown {
  landscape: LandscapeFrame;
  training: TrainingFrame | null;
  time: InferenceTime;
  playhead: number;
  ramp: DrawnLandscape['ramp'];
  camera: Camera;
  theme: Theme;
}

/** Index of the recorded step nearest to `step`. */
export function nearestRecord(record: ArrayLike<number>, step: number): number {
  let nearest = 0;
  for (let i = 1; i < record.length; i++) {
    if (Math.abs(record[i] - step) < Math.abs(record[nearest] - step)) nearest = i;
  }
  return nearest;
}

/** Which of a frame's heights the energy landscape shows at this inference time. */
export function energyHeight(record: ArrayLike<number>, time: InferenceTime): PathHeight {
  return time === 'equilibrium' ? { of: 'equilibratedEnergy' } : { of: 'energyAtStep', recordIndex: nearestRecord(record, time) };
}

/** Loss and energy share one range, taken from the loss and F*: it does not breathe while inference time is scrubbed. */
export function sharedRange(landscape: LandscapeFrame): HeightRange {
  const known = ranges.get(landscape);
  if (known) return known;
  const range = heightRange(landscape.loss, landscape.equilibratedEnergy);
  ranges.set(landscape, range);
  return range;
}

/** The figures and their captions ask for the same range, for which every height is looked at. */
const ranges = new WeakMap<LandscapeFrame, HeightRange>();

export function drawnLandscapes(
  shown: Shown,
  { range, logarithmic }: HeightRange,
): { loss: DrawnLandscape; energy: DrawnLandscape } {
  const { landscape, time, ramp, camera, theme } = shown;
  const energy = energyHeight(landscape.record, time);
  const common = { axis: landscape.axis, axisNames: landscape.axisNames, range, logarithmic, ramp, camera, theme };
  return {
    loss: {
      ...common,
      height: landscape.loss,
      heightName: 'loss',
      divergedAt: null,
      holdsWhereDiverged: true,
      paths: paths(shown, { of: 'loss' }),
      start: start(landscape, { of: 'loss' }),
    },
    energy: {
      ...common,
      height: energy.of === 'energyAtStep' ? landscape.energyAtStep[energy.recordIndex] : landscape.equilibratedEnergy,
      heightName: energy.of === 'energyAtStep' ? 'energy' : 'F*',
      divergedAt: landscape.divergedAt,
      holdsWhereDiverged: energy.of === 'equilibratedEnergy',
      paths: paths(shown, energy),
      start: start(landscape, energy),
    },
  };
}

function paths({ training, playhead }: Shown, height: PathHeight): DrawnPath[] {
  if (!training) return [];
  return [pathOnSurface('bp', training.bpPath, height, playhead), pathOnSurface('pc', training.pcPath, height, playhead)];
}

function start({ start }: LandscapeFrame, height: PathHeight): DrawnLandscape['start'] {
  const at = height.of === 'energyAtStep' ? start.energyAtStep[height.recordIndex] : start[height.of];
  return { a: start.a, b: start.b, height: at };
}
