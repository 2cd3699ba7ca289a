/** The parts of plotly's drawing state that the page reads: plotly has no public way to the camera in motion or to pixel positions. */
import type { PlotlyHTMLElement, Shape } from 'plotly.js';
import type { Camera } from '../figure.ts';

interface PlottedAxis {
  /** Whether the range follows the data. */
  autorange?: boolean | string;
  /** Pixels from the plot area's edge to data. */
  p2d(pixels: number): number;
  d2p(value: number): number;
  /** Pixels from the plot's edge to the plot area. */
  _offset: number;
  _length: number;
}

/** A trace with all of plotly's defaults. */
export interface DrawnTrace {
  type: string;
  uid: string;
  visible: boolean | 'legendonly';
  fill?: string;
  /** Points in it. */
  _length: number;
  _module: TraceModule;
  /** Axes of the subplot that the trace is drawn in; absent in scenes. */
  xaxis?: string;
  yaxis?: string;
}

/** How plotly draws traces of one type. */
export interface TraceModule {
  name: string;
  layerName?: string;
  calc(plot: GraphDiv, trace: DrawnTrace): CalculatedTrace;
  plot(plot: GraphDiv, subplot: Subplot, traces: CalculatedTrace[], layer: unknown, transition?: { duration: number }): void;
  style(plot: GraphDiv): void;
}

/** The values that plotly works out of a trace before drawing; the first point carries what belongs to all. */
export type CalculatedTrace = { trace: DrawnTrace; t?: object }[];

interface Subplot {
  plot: { selectAll(selector: string): unknown };
}

export interface PlottedScene {
  getCamera(): { eye: Camera };
  /** By the traces' uid. */
  traces: Record<string, { update(trace: DrawnTrace): void }>;
  /** Draws the scene as its traces and its part of the layout say. */
  plot(traces: DrawnTrace[], fullLayout: object, layout: object): void;
  /** Called when the WebGL context is lost. */
  recoverContext(): void;
  glplot?: { gl: WebGLRenderingContext; onrender: (() => void) | null; redraw(): void };
}

export type GraphDiv = PlotlyHTMLElement & {
  emit(event: string): void;
  calcdata?: CalculatedTrace[];
  _fullData?: DrawnTrace[];
  _fullLayout?: {
    scene?: { _scene?: PlottedScene; aspectratio: Camera };
    xaxis?: PlottedAxis;
    yaxis?: PlottedAxis;
    shapes?: Partial<Shape>[];
    _plots?: Record<string, Subplot>;
  };
};

export const plottedScene = (plot: GraphDiv): PlottedScene | null => {
  const scene = plot._fullLayout?.scene?._scene;
  return scene?.glplot ? scene : null;
};
