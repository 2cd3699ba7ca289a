/** The two volumes as they are drawn now, for a chain's three weights: the same shells for both, and the paths up to the playhead. */
import type { VolumeFrame } from '../../../../model/landscapes/frames.ts';
import type { LearnerPath, TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { DrawnLandscape } from '../../../figures/figure.ts';
import type { InferenceTime } from '../../../view/view.ts';
import { nearestRecord } from './drawnLandscapes.ts';
import { pointsUpTo } from './pathOnSurface.ts';
import { type DrawnVolume, shellRange, type VolumePath } from './volumeFigure.ts';

export interface ShownVolume extends Pick<DrawnLandscape, 'ramp' | 'camera' | 'theme'> {
  volume: VolumeFrame;
  training: TrainingFrame | null;
  time: InferenceTime;
  playhead: number;
}

const weights = 3;

/** Both volumes share one range of shells, for which every height is looked at: once a frame. */
export function sharedShells(volume: VolumeFrame): [number, number] {
  const range = shells.get(volume) ?? shellRange(volume.loss, volume.equilibratedEnergy);
  shells.set(volume, range);
  return range;
}

const shells = new WeakMap<VolumeFrame, [number, number]>();

export function drawnVolumes(shown: ShownVolume, range: [number, number]): { loss: DrawnVolume; energy: DrawnVolume } {
  const { volume, training, time, playhead, ramp, camera, theme } = shown;
  const paths: VolumePath[] = training
    ? [pathTo(playhead, 'bp', training.bpPath), pathTo(playhead, 'pc', training.pcPath)].filter((path) => path !== null)
    : [];
  const [x, y, z] = Array.from(training?.bpPath.weights?.subarray(0, weights) ?? [0, 0, 0]);
  const { axis, axisNames } = volume;
  const common = { axis, axisNames, range, paths, start: [x, y, z] as [number, number, number], ramp, camera, theme };
  return {
    loss: { ...common, height: volume.loss, heightName: 'loss' },
    energy:
      time === 'equilibrium'
        ? { ...common, height: volume.equilibratedEnergy, heightName: 'F*' }
        : { ...common, height: volume.energyAtStep[nearestRecord(volume.record, time)], heightName: 'energy' },
  };
}

function pathTo(playhead: number, learner: 'bp' | 'pc', path: LearnerPath): VolumePath | null {
  return path.weights && { learner, weights: path.weights.subarray(0, weights * pointsUpTo(path.iteration, playhead)) };
}
