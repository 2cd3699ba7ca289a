/** Both landscapes, as planes or as volumes, at the inference time shown: heights, their scales, and the paths up to the playhead. */
import type { LandscapeFrame, Travelled, VolumeFrame } from '../../../../model/landscapes/frames.ts';
import type { LearnerPath, TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import { restingResidual } from '../../../../model/problem/requestAndFrame.ts';
import type { Camera, DrawnLandscape, DrawnPath, Theme } from '../../../figures/figure.ts';
import type { InferenceTime } from '../../../view/view.ts';
import type { HeightScale, HeightScales } from './heightScales.ts';
import { type DrawnVolume, shellRange, type VolumePath } from './volumeFigure.ts';

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

/** The frame's heights that the energy landscape shows at this inference time. */
export function energyHeight(record: ArrayLike<number>, time: InferenceTime): PathHeight {
  return time === 'equilibrium' ? { of: 'equilibratedEnergy' } : { of: 'energyAtStep', recordIndex: nearestRecord(record, time) };
}

/** The two landscapes as they are drawn now: heights at the inference time shown, their scales, and the paths up to the playhead. */
export function drawnLandscapes(shown: Shown, scales: HeightScales): { loss: DrawnLandscape; energy: DrawnLandscape } {
  const { landscape, time, ramp, camera, theme } = shown;
  const energy = energyHeight(landscape.record, time);
  const common = { axis: landscape.axis, axisNames: landscape.axisNames, ramp, camera, theme };
  return {
    loss: {
      ...common,
      ...drawnScale(scales.loss),
      height: landscape.loss,
      heightName: 'loss',
      divergedAt: null,
      holdsWhereDiverged: true,
      paths: paths(shown, { of: 'loss' }, 'bp'),
      start: start(landscape, { of: 'loss' }, 'bp'),
    },
    energy: {
      ...common,
      ...drawnScale(scales.energy),
      height: energy.of === 'energyAtStep' ? landscape.energyAtStep[energy.recordIndex] : landscape.equilibratedEnergy,
      heightName: energy.of === 'energyAtStep' ? 'energy' : 'F*',
      divergedAt: energy.of === 'equilibratedEnergy' ? hatchedAtRest(landscape) : landscape.divergedAt,
      holdsWhereDiverged: energy.of === 'equilibratedEnergy',
      paths: paths(shown, energy, 'pc'),
      start: start(landscape, energy, 'pc'),
    },
  };
}

const drawnScale = ({ range, logarithmic, logarithmicHeights }: HeightScale) => ({ range, logarithmic, logarithmicHeights });

/** `divergedAt` with 0 where F* was not found at rest: these points are hatched under the equilibrium as well. */
function hatchedAtRest(landscape: LandscapeFrame): Int32Array {
  const known = hatched.get(landscape) ?? withRestless(landscape);
  hatched.set(landscape, known);
  return known;
}

function withRestless({ divergedAt, residual }: LandscapeFrame): Int32Array {
  if (!residual.some((left) => left > restingResidual)) return divergedAt;
  return divergedAt.map((step, point) => (residual[point] > restingResidual ? 0 : step));
}

/** Hatched points by frame: figures see by the array that nothing changed. */
const hatched = new WeakMap<LandscapeFrame, Int32Array>();

/** The learner with whose weights the plane of some heights travels, where it does. */
type Companion = 'bp' | 'pc';

function paths({ training, playhead, landscape: { travelled } }: Shown, height: PathHeight, companion: Companion): DrawnPath[] {
  if (!training) return [];
  return (['bp', 'pc'] as const).map((learner) => {
    const path = training[`${learner}Path`];
    const drawn = pathOnSurface(learner, path, height, playhead);
    return travelled ? seenFrom(drawn, path, travelled, companion) : drawn;
  });
}

function start({ start, travelled }: LandscapeFrame, height: PathHeight, companion: Companion): DrawnLandscape['start'] {
  const at = height.of === 'energyAtStep' ? start.energyAtStep[height.recordIndex] : start[height.of];
  const from = travelled?.[companion] ?? { a: 0, b: 0 };
  return { a: start.a - from.a, b: start.b - from.b, height: at };
}

/**
 * The path over a plane that has travelled to a learner's weights: coordinates count from there, and distances are those from the plane through them.
 * Without the weights of its points only the learner itself is drawn, at the middle of its plane.
 */
function seenFrom(drawn: DrawnPath, { weights }: LearnerPath, travelled: Travelled, companion: Companion): DrawnPath {
  const from = travelled[companion];
  const count = drawn.iteration.length;
  if (!weights)
    return {
      ...pointsOf(drawn, drawn.learner === companion ? count - 1 : count, from),
      residual: drawn.learner === companion ? [0] : [],
    };
  const [uu, uv, vv] = travelled.metric;
  const moved = pointsOf(drawn, 0, from);
  const residual = Float64Array.from({ length: count }, (_, k) => {
    const square = squaredDistance(weights, k * from.weights.length, from.weights);
    const [a, b] = [moved.a[k], moved.b[k]];
    const off = square - (a * a * uu + 2 * a * b * uv + b * b * vv);
    return off > ROUNDING * square ? Math.sqrt(off) : 0;
  });
  return { ...moved, residual };
}

/** Squares of distances below this part of the whole are rounding errors. */
const ROUNDING = 1e-12;

/** The points of a path from the k-th on, their coordinates counted from a place. */
function pointsOf(
  { learner, a, b, height, residual, iteration }: DrawnPath,
  first: number,
  from: { a: number; b: number },
): DrawnPath {
  return {
    learner,
    a: Float64Array.from(a, (value) => value - from.a).subarray(first),
    b: Float64Array.from(b, (value) => value - from.b).subarray(first),
    height: Float64Array.from(height).subarray(first),
    residual: Float64Array.from(residual).subarray(first),
    iteration: Int32Array.from(iteration).subarray(first),
  };
}

/** |weights[at ...] - there|^2 */
function squaredDistance(weights: Float64Array, at: number, there: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < there.length; p++) sum += (weights[at + p] - there[p]) ** 2;
  return sum;
}

/** Which landscape's heights a path takes: the loss, the equilibrated energy, or the energy at a recorded inference step. */
export type PathHeight = { of: 'loss' } | { of: 'equilibratedEnergy' } | { of: 'energyAtStep'; recordIndex: number };

/** The path's points with iteration <= playhead, at their true heights. All arrays have one entry a recorded iteration. */
export function pathOnSurface(learner: 'bp' | 'pc', path: LearnerPath, height: PathHeight, playhead: number): DrawnPath {
  const heights = height.of === 'energyAtStep' ? path.energyAtStep[height.recordIndex] : path[height.of];
  const count = pointsUpTo(path.iteration, playhead);
  return {
    learner,
    a: path.a.subarray(0, count),
    b: path.b.subarray(0, count),
    height: heights.subarray(0, count),
    residual: path.residual.subarray(0, count),
    iteration: path.iteration.subarray(0, count),
  };
}

/** How many entries of the ascending `iteration` are <= playhead. */
export function pointsUpTo(iteration: ArrayLike<number>, playhead: number): number {
  let low = 0;
  let high = iteration.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (iteration[middle] <= playhead) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface ShownVolume extends Pick<DrawnLandscape, 'ramp' | 'camera' | 'theme'> {
  volume: VolumeFrame;
  training: TrainingFrame | null;
  time: InferenceTime;
  playhead: number;
}

const weights = 3;

/** The one range of shells of both volumes, computed once a frame since it takes a pass over all heights. */
export function sharedShells(volume: VolumeFrame): [number, number] {
  const range = shells.get(volume) ?? shellRange(volume.loss, volume.equilibratedEnergy);
  shells.set(volume, range);
  return range;
}

const shells = new WeakMap<VolumeFrame, [number, number]>();

/** The two volumes as they are drawn now, for a chain's three weights: the same shells for both, and the paths up to the playhead. */
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
  const count = pointsUpTo(path.iteration, playhead);
  return (
    path.weights && { learner, weights: path.weights.subarray(0, weights * count), iteration: path.iteration.subarray(0, count) }
  );
}
