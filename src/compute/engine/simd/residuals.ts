/** The residuals that a feedforward pass leaves on the simd path. */
import type { SimdTile } from './simdTile.ts';

/** y - f(x) of every sample that the tile has room for: [samples * d_y] */
export function residualsOf({ heap, blocks, network: { layout, firstRow } }: SimdTile): Float64Array {
  const dy = layout.widths[layout.layers];
  const residuals = new Float64Array(blocks.reduce((sum, { count }) => sum + count, 0) * dy);
  for (const { deviations, lanes, first, count } of blocks) {
    const rows = heap.floats(deviations + 4 * firstRow[layout.layers] * lanes, dy * lanes);
    for (let i = 0; i < count; i++) for (let j = 0; j < dy; j++) residuals[(first + i) * dy + j] = rows[j * lanes + i];
  }
  return residuals;
}

/** `1/N sum_i r_i r_i^T`: [d_y * d_y] */
export function residualMoments(tile: SimdTile): Float64Array {
  const { widths, layers } = tile.network.layout;
  const dy = widths[layers];
  const moments = new Float64Array(dy * dy);
  const residuals = residualsOf(tile);
  for (let at = 0; at < residuals.length; at += dy) {
    for (let j = 0; j < dy; j++) {
      for (let k = 0; k < dy; k++) moments[j * dy + k] += tile.samples.weight * residuals[at + j] * residuals[at + k];
    }
  }
  return moments;
}
