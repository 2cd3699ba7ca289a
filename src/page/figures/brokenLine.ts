/** Many polylines as one trace, which plotly draws much faster than one trace each. */

export type Polyline = (readonly [x: number, y: number])[];

/** Their points one after another, NaN after each. */
export function brokenLine(lines: Polyline[]): { x: number[]; y: number[] } {
  const points = lines.flatMap((line) => [...line, [Number.NaN, Number.NaN] as const]);
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}
