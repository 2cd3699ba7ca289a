/** A landscape in three dimensions: the surface, both learners' paths on their true heights, and where they start. */
import type { Layout, Scatter3dData, SurfaceData } from 'plotly.js';
import { axisTitle, sceneAxis, sceneTitle } from '../../../figures/axes.ts';
import { type DrawnLandscape, type Figure, startName } from '../../../figures/figure.ts';
import { colourOfLearner, fontFamily, heightRamp, ink, learnerName } from '../../../figures/palette.ts';
import { cubeAspect } from '../../../figures/sceneProjection.ts';
import { divergenceHatch, heightRows } from './landscapeGrid.ts';

/** Traces are always the same six, in the same order, so that plotly updates them in place. */
export function landscapeFigure(landscape: DrawnLandscape): Figure {
  const { start } = landscape;
  return {
    data: [
      surface(landscape),
      hatching(landscape),
      path(landscape, 'bp'),
      path(landscape, 'pc'),
      {
        type: 'scatter3d',
        name: startName,
        mode: 'markers',
        x: [start.a],
        y: [start.b],
        z: [start.height],
        marker: { symbol: 'diamond', size: 6, color: '#ffffff', line: { color: '#000000', width: 2 } },
        showlegend: false,
      } satisfies Partial<Scatter3dData>,
      span(landscape),
    ],
    layout: layout(landscape),
  };
}

function surface(landscape: DrawnLandscape): Partial<SurfaceData> {
  const { axis, range, logarithmic, ramp } = landscape;
  const rows = heightRows(landscape);
  const none = { highlight: false };
  return {
    type: 'surface',
    x: axis,
    y: axis,
    z: rows,
    ...(logarithmic && { surfacecolor: rows.map((row) => row.map((value) => Math.log10(Math.max(value, range[0])))) }),
    cmin: logarithmic ? Math.log10(range[0]) : range[0],
    cmax: logarithmic ? Math.log10(range[1]) : range[1],
    colorscale: heightRamp[ramp],
    showscale: false,
    showlegend: false,
    // Colour means height: only enough shading to see the form.
    lighting: { ambient: 0.86, diffuse: 0.22, specular: 0.02, roughness: 1, fresnel: 0 },
    contours: { x: none, y: none, z: none },
  };
}

/**
 * Two points that are not drawn, at the ends of the range: plotly scales a scene by its data before it draws in float32, and a surface
 * that is flat but for its last digits would be scaled beyond what can be drawn.
 */
function span({ axis, range }: DrawnLandscape): Partial<Scatter3dData> {
  return {
    type: 'scatter3d',
    name: 'range',
    mode: 'none',
    x: [axis[0], axis[0]],
    y: [axis[0], axis[0]],
    z: [...range],
    hoverinfo: 'skip',
    showlegend: false,
  };
}

/** Hatching on the floor, under the region without heights. */
function hatching({ axis, divergedAt, range, theme }: DrawnLandscape): Partial<Scatter3dData> {
  const { a, b } = divergenceHatch(axis, divergedAt);
  return {
    type: 'scatter3d',
    name: 'diverged',
    mode: 'lines',
    x: a,
    y: b,
    z: a.map((value) => (Number.isNaN(value) ? value : range[0])),
    line: { color: ink[theme].quiet, width: 2 },
    showlegend: false,
  };
}

/** Spans of an axis beyond which a diverging path is drawn no farther out: in float32 a scene that holds 1e40 shows nothing at all. */
const farOut = 1e6;

/** Values clamped to the range that an axis with these ends can show. */
function within(values: ArrayLike<number> | undefined, [least, most]: readonly [number, number]): number[] {
  const far = farOut * (most - least);
  return Array.from(values ?? [], (value) => Math.min(Math.max(value, least - far), most + far));
}

function path({ paths, axis, range, theme }: DrawnLandscape, learner: 'bp' | 'pc'): Partial<Scatter3dData> {
  const drawn = paths.find((one) => one.learner === learner);
  const ends = [axis[0], axis[axis.length - 1]] as const;
  return {
    type: 'scatter3d',
    name: learnerName[learner],
    mode: 'lines+markers',
    x: within(drawn?.a, ends),
    y: within(drawn?.b, ends),
    z: within(drawn?.height, range),
    text: Array.from(drawn?.iteration ?? [], (iteration, i) => pointText(iteration, drawn?.residual[i] ?? 0)),
    line: { color: colourOfLearner(learner, theme), width: 6 },
    marker: { color: colourOfLearner(learner, theme), size: 3.5 },
    showlegend: false,
  };
}

/** The hover label of a path's point. */
export const pointText = (iteration: number, residual: number): string =>
  residual > 1e-9 ? `iteration ${iteration}, ${residual.toPrecision(2)} off the plane` : `iteration ${iteration}`;

function layout({ axis, axisNames, heightName, range, logarithmic, camera, theme }: DrawnLandscape): Partial<Layout> {
  const ends: [number, number] = [axis[0], axis[axis.length - 1]];
  const floor = logarithmic ? 0 : range[0]; // logarithmic colours start above the lowest heights
  const pad = 0.02 * (range[1] - floor); // heights at the range's ends are not cut by it
  return {
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    font: { family: fontFamily, size: 12, color: ink[theme].quiet },
    showlegend: false,
    annotations: [sceneTitle(heightName, theme)],
    uirevision: 'landscape',
    scene: {
      dragmode: 'turntable',
      hovermode: false,
      bgcolor: 'rgba(0,0,0,0)',
      aspectmode: 'manual',
      aspectratio: cubeAspect,
      camera: { eye: camera, center: { x: 0, y: 0, z: 0 }, up: { x: 0, y: 0, z: 1 } },
      xaxis: sceneAxis(axisTitle(axisNames[0]), ends, theme),
      yaxis: sceneAxis(axisTitle(axisNames[1]), ends, theme),
      zaxis: sceneAxis('', [floor - pad, range[1] + pad], theme, floor + 0.08 * (range[1] - floor)),
    },
  };
}
