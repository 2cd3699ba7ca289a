/** All three weights of a chain with two hidden units at once: nested surfaces of equal height, and the paths among them. */
import type { IsosurfaceData, Layout, Scatter3dData } from 'plotly.js';
import { axisTitle, sceneAxis, sceneTitle } from '../../../figures/axes.ts';
import { type Camera, type DrawnLandscape, type Figure, startName, type Theme } from '../../../figures/figure.ts';
import { quantile } from '../../../figures/heightRange.ts';
import { colourOfLearner, fontFamily, heightRamp, ink, learnerName } from '../../../figures/palette.ts';

export interface VolumePath {
  learner: 'bp' | 'pc';
  /** [points * 3], as `LearnerPath.weights` holds them for a chain with two hidden units, cut at the playhead. */
  weights: ArrayLike<number>;
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

const shells = 5;

/** Heights that hold the middle 84 % of all volumes' points: the few enormous corners would hide the rest. */
export const shellRange = (...volumes: ArrayLike<number>[]): [number, number] => [
  Math.min(...volumes.map((heights) => quantile(heights, 0.08))),
  Math.max(...volumes.map((heights) => quantile(heights, 0.92))),
];

export function volumeFigure(volume: DrawnVolume): Figure {
  return {
    data: [isosurfaces(volume), path(volume, 'bp'), path(volume, 'pc'), startMarker(volume)],
    layout: layout(volume),
  };
}

function isosurfaces({ axis, height, heightName, range, ramp, theme }: DrawnVolume): Partial<IsosurfaceData> {
  return {
    type: 'isosurface',
    ...placesOf(axis),
    value: height,
    isomin: range[0],
    isomax: range[1],
    cmin: range[0],
    cmax: range[1],
    surface: { count: shells, fill: 1 },
    caps: { x: { show: false }, y: { show: false }, z: { show: false } },
    opacity: 0.4,
    colorscale: heightRamp[ramp],
    lighting: { ambient: 0.85, diffuse: 0.3, specular: 0.02 },
    colorbar: {
      title: { text: heightName, side: 'top', font: { size: 12, color: ink[theme].text } },
      orientation: 'h',
      x: 0.98,
      xanchor: 'right',
      y: 0.99,
      yanchor: 'top',
      len: 0.4,
      thickness: 8,
      outlinewidth: 0,
      nticks: 4,
      tickfont: { size: 11, color: ink[theme].quiet },
    },
    showlegend: false,
  };
}

type Places = Record<'x' | 'y' | 'z', Float64Array>;

/** Places by their axis: the same axis gives the same places, so that plotly sees at once that the shells did not change. */
const remembered = new WeakMap<Float64Array, Places>();

function placesOf(axis: Float64Array): Places {
  const n = axis.length;
  const along = (stride: number) => Float64Array.from({ length: n ** 3 }, (_, at) => axis[Math.floor(at / stride) % n]);
  const places = remembered.get(axis) ?? { x: along(1), y: along(n), z: along(n * n) };
  remembered.set(axis, places);
  return places;
}

function path({ paths, theme }: DrawnVolume, learner: 'bp' | 'pc'): Partial<Scatter3dData> {
  const weights = Array.from(paths.find((each) => each.learner === learner)?.weights ?? []);
  const along = (direction: number) => weights.filter((_, i) => i % 3 === direction);
  return {
    type: 'scatter3d',
    name: learnerName[learner],
    mode: 'lines+markers',
    x: along(0),
    y: along(1),
    z: along(2),
    line: { color: colourOfLearner(learner, theme), width: 6 },
    marker: { color: colourOfLearner(learner, theme), size: 3.5 },
    showlegend: false,
  };
}

const startMarker = ({ start }: DrawnVolume): Partial<Scatter3dData> => ({
  type: 'scatter3d',
  name: startName,
  mode: 'markers',
  x: [start[0]],
  y: [start[1]],
  z: [start[2]],
  marker: { symbol: 'diamond', size: 6, color: '#ffffff', line: { color: '#000000', width: 2 } },
  showlegend: false,
});

function layout({ axis, axisNames, camera, theme }: DrawnVolume): Partial<Layout> {
  const ends: [number, number] = [axis[0], axis[axis.length - 1]];
  const [first, second, third] = axisNames.map(axisTitle);
  return {
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    font: { family: fontFamily, size: 12, color: ink[theme].quiet },
    showlegend: false,
    annotations: [sceneTitle(third, theme)],
    uirevision: 'volume',
    scene: {
      dragmode: 'turntable',
      hovermode: false,
      bgcolor: 'rgba(0,0,0,0)',
      aspectmode: 'manual',
      aspectratio: { x: 1, y: 1, z: 1 },
      camera: { eye: camera, center: { x: 0, y: 0, z: 0 }, up: { x: 0, y: 0, z: 1 } },
      xaxis: sceneAxis(first, ends, theme),
      yaxis: sceneAxis(second, ends, theme),
      zaxis: sceneAxis('', ends, theme, ends[0] + 0.08 * (ends[1] - ends[0])),
    },
  };
}
