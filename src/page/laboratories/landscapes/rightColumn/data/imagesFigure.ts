/** The first images of a batch, tile by tile, the class under each. */
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { tilesFigure } from '../../../../figures/imageTiles.ts';
import type { DrawnBatch } from './drawnBatch.ts';

const COLUMNS = 5;
const MOST_ROWS = 4;

type Images = Pick<DrawnBatch, 'facts' | 'x' | 'count' | 'inputs' | 'labels'>;

export function imagesFigure({ facts: { image, classNames }, x, count, inputs, labels }: Images, theme: Theme): Figure {
  const { width, height, channels } = image!;
  const tiles = Array.from({ length: Math.min(count, COLUMNS * MOST_ROWS) }, (_, i) => ({
    pixels: lightnessOf(x.subarray(i * inputs, (i + 1) * inputs), channels),
    text: labels && classNames ? classNames[labels[i]] : '',
  }));
  return tilesFigure({
    tiles,
    width,
    height,
    columns: COLUMNS,
    white: 1,
    hasTexts: labels !== null && classNames !== null,
    theme,
  });
}

/** One number a pixel, from 0 to 1 between the image's darkest and lightest: of a colour image, the mean of its channels. */
function lightnessOf(values: Float64Array, channels: number): Float64Array {
  const pixels = values.length / channels;
  const light = Float64Array.from({ length: pixels }, (_, p) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += values[c * pixels + p];
    return sum;
  });
  const low = light.reduce((least, value) => Math.min(least, value), Infinity);
  const high = light.reduce((most, value) => Math.max(most, value), -Infinity);
  return light.map((value) => (high > low ? (value - low) / (high - low) : 0));
}
