/** The energy, layer by layer, of every weight setting. */
import type { Tile } from '../tile.ts';

/** `1/(2N) sum_i |e_l|^2` for l = 1..L: written to `into` [settings * L], settings [from, to). */
export function layerEnergies(tile: Tile, into: Float64Array, from = 0, to = tile.settings): void {
  const { layout, errors, samples } = tile;
  const { layers, unitOffset, unitCount } = layout;
  for (let s = from; s < to; s++) {
    for (let l = 1; l <= layers; l++) {
      let sum = 0;
      for (let i = 0; i < samples.count; i++) {
        const base = (s * samples.count + i) * unitCount;
        for (let u = base + unitOffset[l]; u < base + unitOffset[l + 1]; u++) sum += errors[u] * errors[u];
      }
      into[s * layers + l - 1] = 0.5 * samples.weight * sum;
    }
  }
}
