/** The settings of a picture that a person chooses, and the limits of the pictures that a browser can make. */
import type { Theme } from '../figures/figure.ts';
import type { TypefaceName } from './typefaces.ts';

export type Background = 'white' | 'transparent' | 'dark';

export const backgroundColour: Record<Background, string | null> = { white: '#ffffff', transparent: null, dark: '#151b23' };

/** CSS pixels in each unit of width. */
export const pixelsIn = { px: 1, cm: 96 / 2.54, in: 96 } as const;
export type Unit = keyof typeof pixelsIn;

/** The parts of a picture beside the drawing. */
export interface PictureParts {
  title: boolean;
  legend: boolean;
  caption: boolean;
}

export interface PictureSettings {
  /** Width of the picture in `unit`; a PNG has as many pixels, times `scale`, as CSS has in this width. */
  width: number;
  unit: Unit;
  /** 1 to 8. */
  scale: number;
  background: Background;
  parts: PictureParts;
  typeface: TypefaceName;
}

/** Width in CSS pixels. */
export const pixelWidth = ({ width, unit }: Pick<PictureSettings, 'width' | 'unit'>): number => width * pixelsIn[unit];

/** Figures for a picture are made for the theme that its background calls for. */
export const themeOn = (background: Background): Theme => (background === 'dark' ? 'dark' : 'light');

/** CSS pixels across, least and most. */
const narrowest = 200;
const widest = 8000;
const largestSide = 16384; // of a canvas, in Chromium and Firefox

/** The widths that a unit allows, in that unit, to a hundredth. */
export const widthRange = (unit: Unit): { min: number; max: number } => ({
  min: Math.ceil((100 * narrowest) / pixelsIn[unit]) / 100,
  max: Math.floor((100 * widest) / pixelsIn[unit]) / 100,
});

/** Throws an Error that names the setting, its value and what would be right. */
export function checkWidth({ width, unit }: Pick<PictureSettings, 'width' | 'unit'>): void {
  const { min, max } = widthRange(unit);
  const isPossible = width >= min && width <= max && (unit !== 'px' || Number.isInteger(width));
  if (!isPossible) throw new Error(`invalid width: ${width} (expected ${min} to ${max} ${unit === 'px' ? 'pixels' : unit})`);
}

/** Throws as `checkWidth`, and where a canvas cannot have as many pixels. */
export function checkPixels(settings: Pick<PictureSettings, 'width' | 'unit' | 'scale'>, heightPerWidth: number): void {
  checkWidth(settings);
  const { scale } = settings;
  if (!(scale >= 1 && scale <= 8)) throw new Error(`invalid scale: ${scale} (expected 1 to 8)`);
  const longer = Math.max(1, heightPerWidth) * pixelWidth(settings);
  if (longer * scale > largestSide) {
    const fits = Math.floor((largestSide / longer) * 10) / 10;
    throw new Error(
      `image too large: ${Math.round(longer * scale)} pixels along a side (expected at most ${largestSide}: scale ${fits} at this width)`,
    );
  }
}
