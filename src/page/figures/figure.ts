/** The type of a figure: plotly's data and layout, made by a pure function from typed arrays and a theme. */
import type { Data, Layout } from 'plotly.js';

export interface Figure {
  data: Partial<Data>[];
  layout: Partial<Layout>;
}

/** Name of the trace that marks where the learners start: a pointer may take hold of it. */
export const startName = 'start';

/** The page's two appearances, which figures are given as an argument and never read from the document. */
export type Theme = 'light' | 'dark';

/** A camera shared by both landscapes: plotly's scene eye, in units of the scene's cube. */
export interface Camera {
  x: number;
  y: number;
  z: number;
}

/** A learner's path over a landscape, up to the playhead, at its true heights on that landscape. */
export interface DrawnPath {
  learner: 'bp' | 'pc';
  a: ArrayLike<number>;
  b: ArrayLike<number>;
  height: ArrayLike<number>;
  /** Distance from the plane at each point: shown on hover, and drawn as a projection where it is not zero. */
  residual: ArrayLike<number>;
  iteration: ArrayLike<number>;
}

/** One landscape to draw: heights on a plane, the paths over it and the start. */
export interface DrawnLandscape {
  axis: Float64Array;
  axisNames: [string, string];
  /** [n * n], row = second direction. */
  height: Float64Array;
  heightName: string;
  /** Colour (and z axis) range, the same on surfaces that are compared on one scale. */
  range: [number, number];
  /** Colours are spaced by the logarithm of the height. */
  logarithmic: boolean;
  /** So are the heights, from the low end of the range on: lower ones are drawn at that end. */
  logarithmicHeights: boolean;
  /** Step at which a grid point diverged, -1 elsewhere; null where nothing can diverge. */
  divergedAt: Int32Array | null;
  /** Whether heights hold where inference diverged too, as F*'s closed form does: hatched there, but drawn. */
  holdsWhereDiverged: boolean;
  paths: DrawnPath[];
  start: { a: number; b: number; height: number };
  ramp: 'viridis' | 'red-blue';
  camera: Camera;
  theme: Theme;
}
