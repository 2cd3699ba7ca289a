/** A scene in three dimensions as a plain value: a surface or shells in a box of three axes, paths through the box, and the start. */
import type { Camera, DrawnLandscape, Figure, Theme } from './figure.ts';

export type Point = readonly [x: number, y: number, z: number];

export interface BoxAxis {
  title: string;
  /** Ends of the box. */
  range: [number, number];
  /** Where numbers are spaced by their logarithm: the least that has a place of its own, at which lower ones are drawn. Left out where they are spaced evenly. */
  floor?: number;
}

/** The colours of heights. */
export interface HeightColours {
  ramp: DrawnLandscape['ramp'];
  range: [number, number];
  /** Colours are spaced by the logarithm of the height. */
  logarithmic: boolean;
}

/** Heights over a square grid. */
export interface SceneSurface {
  /** The heights' name: loss, F*. */
  name: string;
  /** Evenly spaced coordinates along both directions, n of them. */
  axis: Float64Array;
  /** [n * n], row = second direction. */
  height: Float64Array;
  /** Points with a value of 0 or more have no height; null where all have one. */
  holes: Int32Array | null;
  colours: HeightColours;
}

/** Surfaces of equal height in a cube. */
export interface SceneShells {
  /** The heights' name. */
  name: string;
  axis: Float64Array;
  /** [n * n * n], the first direction fastest. */
  height: Float64Array;
  /** The heights of the shells. */
  levels: number[];
  colours: HeightColours;
}

export interface ScenePath {
  name: string;
  colour: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  z: ArrayLike<number>;
  iteration: ArrayLike<number>;
  /** Distance of each point from the surface's plane; null in a volume, which holds every path. */
  residual: ArrayLike<number> | null;
}

export interface SceneFigure {
  axes: [BoxAxis, BoxAxis, BoxAxis];
  /** Lengths of the box along its axes, before it is fitted to a card. */
  aspect: Camera;
  camera: Camera;
  surface: SceneSurface | null;
  shells: SceneShells | null;
  /** Lines on the floor, NaN between one and the next: where inference diverged. */
  hatching: { x: number[]; y: number[] };
  paths: ScenePath[];
  start: Point;
  theme: Theme;
}

/** A figure of either kind: flat, which plotly draws, or a scene. */
export type AnyFigure = Figure | SceneFigure;

export const isScene = (figure: AnyFigure): figure is SceneFigure => 'axes' in figure;

/** From numbers to their places in the box along an axis: 0 at one end, 1 at the other; NaN for a number that is not finite on a logarithmic axis. */
export function placesAlong({ range: [low, high], floor }: BoxAxis): (value: number) => number {
  if (floor === undefined) {
    const scale = 1 / (high - low);
    return (value) => (value - low) * scale;
  }
  const [first, lowest] = [Math.log(low), Math.log(floor)];
  const scale = 1 / (Math.log(high) - first);
  return (value) => {
    if (value > floor) return (Math.log(value) - first) * scale;
    return value > -Infinity ? (lowest - first) * scale : Number.NaN;
  };
}

/** A value's place in the box along an axis. */
export const inBox = (axis: BoxAxis, value: number): number => placesAlong(axis)(value);

/** The value at a place in the box along an axis. */
export function valueInBox({ range: [low, high], floor }: BoxAxis, place: number): number {
  return floor === undefined ? low + place * (high - low) : low * (high / low) ** place;
}

/** Points this far outside still belong to the box: a path along its border is not cut. */
export const border = 1e-6;

export const isInside = (point: Point): boolean => point.every((value) => value >= -border && value <= 1 + border);

/** Whether two axes give every number the same place. */
export const isSameAxis = (one: BoxAxis, other: BoxAxis): boolean =>
  one.range.every((end, i) => end === other.range[i]) && one.floor === other.floor;

/** A point's place in the box. */
export const pointInBox = ({ axes }: Pick<SceneFigure, 'axes'>, x: number, y: number, z: number): Point => [
  inBox(axes[0], x),
  inBox(axes[1], y),
  inBox(axes[2], z),
];
