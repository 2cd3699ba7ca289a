/**
 * A convolution of 3 x 3 and its max-pool of 2 x 2, written as loops: the oracle of tfjs's tensors. phi never falls (referenceTakes.ts sees to
 * that), so that the pool may come before it: `pool(phi(a)) = phi(pool(a))`. Of equal outputs, the pool takes the first.
 */
import { type Block, TAPS } from '../../../model/problem/layerShapes.ts';
import type { Tile } from './tile.ts';

/** The pooled `a_l` of one item, written to the item's errors, and the places that they came from, written to `winners`. */
export function convolve(tile: Tile, item: number, l: number): void {
  if (tile.holdsWinners) convolveWhereHeld(tile, item, l);
  else convolveAndPool(tile, item, l);
}

function convolveWhereHeld(tile: Tile, item: number, l: number): void {
  overWinners(tile, item, l, (unit, filter, _, place) => {
    tile.errors[unit] = outputAt(tile, item, l, filter, place);
  });
}

function convolveAndPool(tile: Tile, item: number, l: number): void {
  const { layout, errors, winners } = tile;
  const { block, columns } = layout.shapes[l - 1];
  const { width, channels, pooledHeight, pooledWidth } = block!;
  let unit = item * layout.unitCount + layout.unitOffset[l];
  let filter = firstWeight(tile, item, l);
  for (let channel = 0; channel < channels; channel++, filter += columns) {
    for (let row = 0; row < pooledHeight; row++) {
      for (let column = 0; column < pooledWidth; column++, unit++) {
        const corner = 2 * row * width + 2 * column;
        winners![unit] = corner;
        errors[unit] = outputAt(tile, item, l, filter, corner);
        for (const place of [corner + 1, corner + width, corner + width + 1]) {
          const a = outputAt(tile, item, l, filter, place);
          if (!(a > errors[unit])) continue;
          errors[unit] = a;
          winners![unit] = place;
        }
      }
    }
  }
}

/** J^T signal: the signals of the block above layer l, sent back to layer l through the places that the pool last chose. For one item, written to `felt` [n_l]. */
export function feelConvolution(tile: Tile, item: number, l: number, felt: Float64Array): void {
  const { weights, signals } = tile;
  felt.fill(0);
  overWinners(tile, item, l + 1, (unit, filter, block, place) => {
    overTaps(block, place, (tap, input) => {
      felt[input] += signals[unit] * weights[filter + tap];
    });
  });
}

/** `-weight signal z_{l-1}^T`, summed over the places where the pool took a filter's output; the bias reads a 1. */
export function addConvolution(tile: Tile, into: Float64Array, item: number, l: number): void {
  const { layout, activities, signals, samples } = tile;
  const below = item * layout.unitCount + layout.unitOffset[l - 1];
  overWinners(tile, item, l, (unit, filter, block, place) => {
    const signal = samples.weight * signals[unit];
    overTaps(block, place, (tap, input) => {
      into[filter + tap] -= signal * activities[below + input];
    });
    into[filter + block.inputs * TAPS] -= signal;
  });
}

function outputAt({ layout, weights, activities }: Tile, item: number, l: number, filter: number, place: number): number {
  const block = layout.shapes[l - 1].block!;
  const below = item * layout.unitCount + layout.unitOffset[l - 1];
  let sum = weights[filter + block.inputs * TAPS];
  overTaps(block, place, (tap, input) => {
    sum += weights[filter + tap] * activities[below + input];
  });
  return sum;
}

const firstWeight = ({ layout, samples }: Tile, item: number, l: number): number =>
  Math.floor(item / samples.count) * layout.parameterCount + layout.weightOffset[l - 1];

/** Visits every unit of block l, with the first weight of its filter and the place that its value came from. */
function overWinners(
  tile: Tile,
  item: number,
  l: number,
  visit: (unit: number, filter: number, block: Block, place: number) => void,
): void {
  const { layout, winners } = tile;
  const { block, columns } = layout.shapes[l - 1];
  const pooled = block!.pooledHeight * block!.pooledWidth;
  const first = item * layout.unitCount + layout.unitOffset[l];
  const filter = firstWeight(tile, item, l);
  for (let k = 0; k < layout.widths[l]; k++)
    visit(first + k, filter + Math.floor(k / pooled) * columns, block!, winners![first + k]);
}

/** Visits the weights of a filter that lie within the image when the filter is centred on a place, and the inputs under them. */
function overTaps({ height, width, inputs }: Block, place: number, visit: (tap: number, input: number) => void): void {
  const row = Math.floor(place / width);
  const column = place % width;
  for (let channel = 0; channel < inputs; channel++) {
    for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, height - 1); y++) {
      for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, width - 1); x++) {
        visit(channel * TAPS + 3 * (y - row + 1) + (x - column + 1), (channel * height + y) * width + x);
      }
    }
  }
}
