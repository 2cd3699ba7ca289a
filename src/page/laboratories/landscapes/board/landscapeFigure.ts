/** A landscape in three dimensions: the surface, both learners' paths on their true heights, and where they start. */
import { axisTitle } from '../../../figures/axes.ts';
import type { DrawnLandscape } from '../../../figures/figure.ts';
import { colourOfLearner, learnerName } from '../../../figures/palette.ts';
import type { BoxAxis, SceneFigure, ScenePath } from '../../../figures/sceneFigure.ts';
import { cubeAspect } from '../../../figures/sceneProjection.ts';
import { divergenceHatch } from './landscapeGrid.ts';

export function landscapeFigure(landscape: DrawnLandscape): SceneFigure {
  const { axis, height, heightName, divergedAt, holdsWhereDiverged, start, camera, theme } = landscape;
  const { ramp, range, logarithmic } = landscape;
  const { a, b } = divergenceHatch(axis, divergedAt);
  return {
    axes: boxAxes(landscape),
    aspect: cubeAspect,
    camera,
    surface: {
      name: heightName,
      axis,
      height,
      holes: holdsWhereDiverged ? null : divergedAt,
      colours: { ramp, range, logarithmic },
    },
    shells: null,
    hatching: { x: a, y: b },
    paths: (['bp', 'pc'] as const).map((learner) => path(landscape, learner)),
    start: [start.a, start.b, start.height],
    theme,
  };
}

type Boxed = Pick<DrawnLandscape, 'axis' | 'axisNames' | 'heightName' | 'range' | 'logarithmic' | 'logarithmicHeights'>;

/** The axes of a landscape's box. */
export function boxAxes(landscape: Boxed): SceneFigure['axes'] {
  const { axis, axisNames } = landscape;
  const ends: [number, number] = [axis[0], axis[axis.length - 1]];
  const [first, second] = axisNames.map(axisTitle);
  return [{ title: first, range: ends }, { title: second, range: ends }, heightAxis(landscape)];
}

/** Part of the height axis beyond the range on either side: heights at the ends of the range are not cut. */
const beyond = 0.02;

function heightAxis({ heightName, range: [low, high], logarithmic, logarithmicHeights }: Boxed): BoxAxis {
  if (logarithmicHeights) {
    const factor = (high / low) ** beyond;
    return { title: `${heightName}, log`, range: [low / factor, high * factor], floor: low };
  }
  const floor = logarithmic ? 0 : low; // logarithmic colours start above the lowest heights
  const pad = beyond * (high - floor);
  return { title: heightName, range: [floor - pad, high + pad] };
}

const none = new Float64Array();

function path({ paths, theme }: DrawnLandscape, learner: 'bp' | 'pc'): ScenePath {
  const drawn = paths.find((one) => one.learner === learner);
  return {
    name: learnerName[learner],
    colour: colourOfLearner(learner, theme),
    x: drawn?.a ?? none,
    y: drawn?.b ?? none,
    z: drawn?.height ?? none,
    iteration: drawn?.iteration ?? none,
    residual: drawn?.residual ?? none,
  };
}
