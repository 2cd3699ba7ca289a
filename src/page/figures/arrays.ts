/** The arrays behind a figure, as numpy knows them: every inference step, every visited point, every eigenvalue. */

/** `data` in rows, the last dimension fastest. */
export interface FigureArray {
  shape: number[];
  data: Float64Array | Int32Array | Uint8Array;
}

export type FigureArrays = Record<string, FigureArray>;

export const vector = (data: Float64Array | Int32Array): FigureArray => ({ shape: [data.length], data });

/** Arrays of equal length, one below the other. */
export function stackedRows(rows: Float64Array[], rowShape: number[] = [rows[0]?.length ?? 0]): FigureArray {
  const data = new Float64Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    data.set(row, at);
    at += row.length;
  }
  return { shape: [rows.length, ...rowShape], data };
}
