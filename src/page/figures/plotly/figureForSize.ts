/** A figure at the size of its element: plotly's own layout with width and height. */
import type { Figure } from '../figure.ts';

/** A copy of everything but the numbers: plotly writes into the settings that it is given. */
export function figureForSize(figure: Figure, width: number, height: number): Figure {
  const { data, layout } = copyOfSettings(figure);
  Object.assign(layout, { width, height, autosize: false });
  return { data: data.map(withPoints), layout };
}

function copyOfSettings<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value))
    return (typeof value[0] === 'object' && !Array.isArray(value[0]) ? value.map(copyOfSettings) : value) as Value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOfSettings(part)])) as Value;
}

type Trace = Figure['data'][number];

const nowhere = { x: [Number.NaN], y: [Number.NaN] };

/** The trace; a flat and empty one gets a point that is not drawn: plotly makes no drawing without points, and a full redraw begins and ends it. */
export function withPoints(trace: Trace): Trace {
  const { type, x } = trace as { type?: string; x?: ArrayLike<unknown> };
  return type === 'scatter' && x?.length === 0 ? { ...trace, ...nowhere } : trace;
}
