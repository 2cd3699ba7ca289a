/** The first images of a batch, tile by tile in one heat map, the class under each. */
import type { Annotation, Data } from 'plotly.js';
import type { Figure, Theme } from '../figure.ts';
import { flatLayout } from '../flatLayout.ts';
import { type ColourScale, ink } from '../palette.ts';
import type { DrawnBatch } from './drawnBatch.ts';

const COLUMNS = 5;
const MOST_ROWS = 4;
/** Parts of an image's side that are left free beside it and below it. */
const GAP = { right: 0.12, below: 0.34 };

/** Black and white as they are published, in either theme. */
const shades: ColourScale = [
  [0, '#000000'],
  [1, '#ffffff'],
];

type Images = Pick<DrawnBatch, 'facts' | 'x' | 'count' | 'inputs' | 'labels'>;

export function imagesFigure(batch: Images, theme: Theme): Figure {
  const tiles = tilesOf(batch);
  const heatmap = {
    type: 'heatmap',
    name: 'images',
    z: tiles.rows,
    zsmooth: false,
    colorscale: shades,
    showscale: false,
    hoverinfo: 'skip',
  } as unknown as Partial<Data>;
  return {
    data: [heatmap],
    layout: {
      margin: { l: 8, r: 8, t: 8, b: 8 },
      ...flatLayout(theme),
      annotations: tiles.labels.map((label) => annotation(label, theme)),
      xaxis: { visible: false, fixedrange: true, range: [-0.5, tiles.width - 0.5], constrain: 'domain' },
      yaxis: {
        visible: false,
        fixedrange: true,
        range: [tiles.height - 0.5, -0.5], // the first row is on top
        scaleanchor: 'x',
        constrain: 'domain',
      },
    },
  };
}

interface Tiles {
  /** Pixel rows from the top, NaN between the images. */
  rows: Float64Array[];
  width: number;
  height: number;
  /** In pixels: middle of each image, lower edge of each image. */
  labels: { x: number; y: number; text: string }[];
}

function tilesOf({ facts: { image, classNames }, x, count, inputs, labels }: Images): Tiles {
  const { width, height, channels } = image!;
  const shown = Math.min(count, COLUMNS * MOST_ROWS);
  const pitch = { x: width + Math.ceil(GAP.right * width), y: height + (labels ? Math.ceil(GAP.below * height) : 1) };
  const size = { x: Math.min(shown, COLUMNS) * pitch.x, y: Math.ceil(shown / COLUMNS) * pitch.y };
  const rows = Array.from({ length: size.y }, () => new Float64Array(size.x).fill(Number.NaN));
  const texts: Tiles['labels'] = [];
  for (let i = 0; i < shown; i++) {
    const [left, top] = [(i % COLUMNS) * pitch.x, Math.floor(i / COLUMNS) * pitch.y];
    const lightness = lightnessOf(x.subarray(i * inputs, (i + 1) * inputs), channels);
    for (let row = 0; row < height; row++) rows[top + row].set(lightness.subarray(row * width, (row + 1) * width), left);
    if (labels && classNames) texts.push({ x: left + (width - 1) / 2, y: top + height - 0.5, text: classNames[labels[i]] });
  }
  return { rows, width: size.x, height: size.y, labels: texts };
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

const annotation = ({ x, y, text }: Tiles['labels'][number], theme: Theme): Partial<Annotation> => ({
  x,
  y,
  text,
  showarrow: false,
  yanchor: 'top',
  borderpad: 0,
  font: { size: 11, color: ink[theme].text },
});
