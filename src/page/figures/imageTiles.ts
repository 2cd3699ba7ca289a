/** Images side by side in one heat map, row by row, with a text under each. */
import type { Annotation, Data } from 'plotly.js';
import { flatLayout } from './axes.ts';
import type { Figure, Theme } from './figure.ts';
import { type ColourScale, ink } from './palette.ts';

export interface Tile {
  /** Row by row; 0 is black. */
  pixels: ArrayLike<number>;
  /** The text under the image. */
  text: string;
}

interface DrawnTiles {
  tiles: Tile[];
  /** Size of every image, in pixels. */
  height: number;
  width: number;
  columns: number;
  /** The pixel that is white. */
  white: number;
  /** Whether there is room for the texts. */
  hasTexts: boolean;
  theme: Theme;
}

/** Parts of an image's side that are left free beside it and below it. */
const GAP = { right: 0.12, below: 0.34 };

/** Black and white as they are published, in either theme. */
const shades: ColourScale = [
  [0, '#000000'],
  [1, '#ffffff'],
];

export function tilesFigure(drawn: DrawnTiles): Figure {
  const { rows, width, height, labels } = placed(drawn);
  const heatmap = {
    type: 'heatmap',
    name: 'images',
    z: rows,
    zmin: 0,
    zmax: drawn.white,
    zsmooth: false,
    colorscale: shades,
    showscale: false,
    hoverinfo: 'skip',
  } as unknown as Partial<Data>;
  return {
    data: [heatmap],
    layout: {
      margin: { l: 8, r: 8, t: 8, b: 8 },
      ...flatLayout(drawn.theme),
      annotations: labels.map((label) => annotation(label, drawn.theme)),
      xaxis: { visible: false, fixedrange: true, range: [-0.5, width - 0.5], constrain: 'domain' },
      yaxis: {
        visible: false,
        fixedrange: true,
        range: [height - 0.5, -0.5], // the first row is on top
        scaleanchor: 'x',
        constrain: 'domain',
      },
    },
  };
}

interface Placed {
  /** Pixel rows from the top, NaN between the images. */
  rows: Float64Array[];
  width: number;
  height: number;
  /** In pixels: middle of each image, lower edge of each image. */
  labels: { x: number; y: number; text: string }[];
}

function placed({ tiles, height, width, columns, hasTexts }: DrawnTiles): Placed {
  const pitch = { x: width + Math.ceil(GAP.right * width), y: height + (hasTexts ? Math.ceil(GAP.below * height) : 1) };
  const size = { x: Math.min(tiles.length, columns) * pitch.x, y: Math.ceil(tiles.length / columns) * pitch.y };
  const rows = Array.from({ length: size.y }, () => new Float64Array(size.x).fill(Number.NaN));
  const labels: Placed['labels'] = [];
  for (const [i, { pixels, text }] of tiles.entries()) {
    const [left, top] = [(i % columns) * pitch.x, Math.floor(i / columns) * pitch.y];
    for (let p = 0; p < height * width; p++) rows[top + Math.floor(p / width)][left + (p % width)] = pixels[p];
    if (hasTexts) labels.push({ x: left + (width - 1) / 2, y: top + height - 0.5, text });
  }
  return { rows, width: size.x, height: size.y, labels };
}

const annotation = ({ x, y, text }: Placed['labels'][number], theme: Theme): Partial<Annotation> => ({
  x,
  y,
  text,
  showarrow: false,
  yanchor: 'top',
  borderpad: 0,
  font: { size: 11, color: ink[theme].text },
});
