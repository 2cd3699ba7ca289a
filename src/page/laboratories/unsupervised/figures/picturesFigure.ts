/** The pictures that the network draws: test digits over their reconstructions, images from random latents, or images between two digits. */

import type { Controls } from '../../../../model/controls.ts';
import {
  type Evaluation,
  interpolationSteps,
  latentPairs,
  type TestImageSet,
} from '../../../../model/unsupervised/unsupervisedFrames.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { type Tile, tilesFigure } from '../../../figures/imageTiles.ts';

export interface DrawnPictures {
  images: TestImageSet;
  evaluation: Evaluation;
  pictures: Controls['pictures'];
  /** Place of the reconstructions' step among the evaluation's recorded inference steps. */
  place: number;
  /** The interpolation's two digits, by their place among the reconstructed ones. */
  from: number;
  to: number;
  theme: Theme;
}

/** Pictures in a row of reconstructions and samples; the way between two digits has two images more, and fills the card in rows of four. */
const columns = 5;
const columnsBetween = 4;

export function picturesFigure(drawn: DrawnPictures): Figure {
  const { height, width } = drawn.images;
  const common = { height, width, columns, white: 255, theme: drawn.theme };
  switch (drawn.pictures) {
    case 'reconstructions':
      return tilesFigure({ tiles: reconstructions(drawn), hasTexts: true, ...common });
    case 'samples':
      return tilesFigure({ tiles: tilesOf(drawn.evaluation.samples, drawn).map(withoutText), hasTexts: false, ...common });
    case 'interpolation':
      return tilesFigure({ tiles: interpolation(drawn), hasTexts: true, ...common, columns: columnsBetween });
  }
}

type Pixels = Tile['pixels'];

const withoutText = (pixels: Pixels): Tile => ({ pixels, text: '' });

function tilesOf(shades: Uint8Array, { images: { height, width } }: Pick<DrawnPictures, 'images'>): Pixels[] {
  const size = height * width;
  return Array.from({ length: shades.length / size }, (_, i) => shades.subarray(i * size, (i + 1) * size));
}

function testDigits({ images }: Pick<DrawnPictures, 'images'>): Tile[] {
  const all = tilesOf(images.shades, { images });
  return Array.from(images.digits, (i) => ({ pixels: all[i], text: images.classNames[images.labels[i]] }));
}

/** A row of digits over the row of their reconstructions, and again for the next ones. */
function reconstructions(drawn: DrawnPictures): Tile[] {
  const { evaluation, place } = drawn;
  const time = evaluation.record[place];
  const digits = testDigits(drawn);
  const rebuilt = tilesOf(evaluation.reconstructions[place], drawn).map((pixels) => ({ pixels, text: `t = ${time}` }));
  return Array.from({ length: Math.ceil(digits.length / columns) }, (_, row) => {
    const [first, end] = [row * columns, (row + 1) * columns];
    return [...filled(digits.slice(first, end)), ...filled(rebuilt.slice(first, end))];
  }).flat();
}

/** A row that is short keeps its place. */
const filled = (tiles: Tile[]): Tile[] => [...tiles, ...Array.from({ length: columns - tiles.length }, () => nothing)];

const nothing: Tile = { pixels: { length: 0 }, text: '' };

/** One digit, what is decoded on the way from its latent to the other's, in percent of the way, and the other digit. */
function interpolation(drawn: DrawnPictures): Tile[] {
  const { images, evaluation } = drawn;
  const [from, to] = [drawn.from, drawn.to].map((digit) => Math.min(digit, images.digits.length - 1));
  const pair = latentPairs(images.digits.length).findIndex(([a, b]) => a === Math.min(from, to) && b === Math.max(from, to));
  if (pair < 0) return []; // one digit, given twice
  const pixels = tilesOf(evaluation.interpolations[pair], drawn);
  const way = (from < to ? pixels : pixels.reverse()).map((each, step) => ({
    pixels: each,
    text: `${Math.round((100 * step) / (interpolationSteps - 1))} %`,
  }));
  const digits = testDigits(drawn);
  return [digits[from], ...way, digits[to]];
}
