/** Plotly makes no drawing for a line or marker trace without points, and a full redraw begins and ends it: a point that is nowhere keeps it. */
import type { Figure } from '../figure.ts';

type Trace = Figure['data'][number];

const nowhere = { x: [Number.NaN], y: [Number.NaN] };

/** The same trace, or, if it is flat and empty, one with a point that is not drawn. */
export function withPoints(trace: Trace): Trace {
  const { type, x } = trace as { type?: string; x?: ArrayLike<unknown> };
  return type === 'scatter' && x?.length === 0 ? { ...trace, ...nowhere } : trace;
}
