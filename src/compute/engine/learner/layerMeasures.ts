/** How large a gradient or the weights are, layer by layer. */
import type { NetworkLayout } from '../work/networkLayout.ts';

export function normOf(values: Float64Array): number {
  let squares = 0;
  for (let p = 0; p < values.length; p++) squares += values[p] ** 2;
  return Math.sqrt(squares);
}

/** The norm of every layer of a flat array, biases included: [L]. */
export const normsByLayer = (flat: Float64Array, { layers, weightOffset }: NetworkLayout): Float64Array =>
  Float64Array.from({ length: layers }, (_, l) => normOf(flat.subarray(weightOffset[l], weightOffset[l + 1])));

/** `1/n sum_p (g_p - mean)^2` of the entries of a flat array's layers, biases left out: [L]. */
export const variancesByLayer = (flat: Float64Array, { layers, weightOffset, shapes }: NetworkLayout): Float64Array =>
  Float64Array.from({ length: layers }, (_, l) => {
    const { columns, hasBias } = shapes[l];
    const layer = flat.subarray(weightOffset[l], weightOffset[l + 1]);
    return varianceOf(hasBias ? layer.filter((_, p) => p % columns < columns - 1) : layer);
  });

function varianceOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / values.length;
}
