/** What every layer predicts for the next, and how far the activities are from it. */
import { activate } from '../activation.ts';
import type { Tile } from '../tile.ts';

/**
 * `g_l = phi(W_l z_{l-1})`, `e_l = z_l - g_l` for all layers, items [from, to). The output layer is linear.
 * With `feedforward`, hidden activities are set to their predictions first (`z_l = g_l`, so `e_l = 0` but at the output).
 */
export function predict(tile: Tile, from: number, to: number, feedforward: boolean): void {
  const { layout, weights, activities, predictions, errors, samples } = tile;
  const { layers, widths, weightOffset, unitOffset, unitCount, parameterCount, network } = layout;
  for (let item = from; item < to; item++) {
    const base = item * unitCount;
    const theta = Math.floor(item / samples.count) * parameterCount;
    for (let l = 1; l <= layers; l++) {
      const activation = l === layers ? 'linear' : network.activation;
      const fanIn = widths[l - 1];
      const input = base + unitOffset[l - 1];
      const output = base + unitOffset[l];
      let w = theta + weightOffset[l - 1];
      for (let j = 0; j < widths[l]; j++) {
        let sum = 0;
        for (let k = 0; k < fanIn; k++) sum += weights[w + k] * activities[input + k];
        w += fanIn;
        const g = activate(activation, sum);
        predictions[output + j] = g;
        if (feedforward && l < layers) activities[output + j] = g;
        errors[output + j] = activities[output + j] - g;
      }
    }
  }
}
