/** All three weights of a chain with two hidden units at once: nested surfaces of equal height, and the paths among them. */
import { axisTitle } from '../../../figures/axes.ts';
import type { Camera, DrawnLandscape, Theme } from '../../../figures/figure.ts';
import { quantile } from '../../../figures/heightRange.ts';
import { colourOfLearner, learnerName } from '../../../figures/palette.ts';
import type { SceneFigure, ScenePath } from '../../../figures/sceneFigure.ts';
import { niceTicks } from '../../../figures/ticks.ts';

export interface VolumePath {
  learner: 'bp' | 'pc';
  /** [points * 3], as `LearnerPath.weights` holds them for a chain with two hidden units, cut at the playhead. */
  weights: ArrayLike<number>;
  /** The weight step of each point. */
  iteration: ArrayLike<number>;
}

export interface DrawnVolume {
  axis: Float64Array;
  axisNames: [string, string, string];
  /** [n * n * n], index = (k n + j) n + i with i along the first weight. */
  height: Float64Array;
  heightName: string;
  /** Heights of the outermost shells, the same on volumes that are compared: see `shellRange`. */
  range: [number, number];
  paths: VolumePath[];
  start: [number, number, number];
  ramp: DrawnLandscape['ramp'];
  camera: Camera;
  theme: Theme;
}

/** Few enough to see the paths between them. */
const mostShells = 4;

/** From a shell to the next, times a power of ten. */
const shellSteps = [1, 1.5, 2, 2.5, 3, 4, 5, 10];

/** Heights that hold the middle 84 % of all volumes' points: the few enormous corners would hide the rest. */
export const shellRange = (...volumes: ArrayLike<number>[]): [number, number] => [
  Math.min(...volumes.map((heights) => quantile(heights, 0.08))),
  Math.max(...volumes.map((heights) => quantile(heights, 0.92))),
];

export function volumeFigure({ axis, axisNames, height, heightName, range, ramp, ...volume }: DrawnVolume): SceneFigure {
  const ends: [number, number] = [axis[0], axis[axis.length - 1]];
  return {
    axes: axisNames.map((name) => ({ title: axisTitle(name), range: ends })) as SceneFigure['axes'],
    aspect: { x: 1, y: 1, z: 1 },
    camera: volume.camera,
    surface: null,
    shells: {
      name: heightName,
      axis,
      height,
      levels: niceTicks(...range, mostShells, shellSteps),
      colours: { ramp, range, logarithmic: false },
    },
    hatching: { x: [], y: [] },
    paths: (['bp', 'pc'] as const).map((learner) => path(volume, learner)),
    start: volume.start,
    theme: volume.theme,
  };
}

function path({ paths, theme }: Pick<DrawnVolume, 'paths' | 'theme'>, learner: 'bp' | 'pc'): ScenePath {
  const drawn = paths.find((each) => each.learner === learner);
  const weights = drawn?.weights ?? [];
  const along = (direction: number) =>
    Float64Array.from({ length: Math.floor(weights.length / 3) }, (_, i) => weights[3 * i + direction]);
  return {
    name: learnerName[learner],
    colour: colourOfLearner(learner, theme),
    x: along(0),
    y: along(1),
    z: along(2),
    iteration: drawn?.iteration ?? [],
    residual: null,
  };
}
