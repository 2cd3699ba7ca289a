/** The parts of plotly's drawing state that the page reads: plotly has no public way to pixel positions. */
import type { PlotlyHTMLElement, Shape } from 'plotly.js';

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
  /** Axes of the subplot that the trace is drawn in. */
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

export type GraphDiv = PlotlyHTMLElement & {
  emit(event: string): void;
  calcdata?: CalculatedTrace[];
  _fullData?: DrawnTrace[];
  _fullLayout?: {
    xaxis?: PlottedAxis;
    yaxis?: PlottedAxis;
    shapes?: Partial<Shape>[];
    _plots?: Record<string, Subplot>;
  };
};
