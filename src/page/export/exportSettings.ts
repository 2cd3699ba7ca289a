/** The settings of a picture that a person chooses, and the limits of the pictures that a browser can make. */
import type { Theme } from '../figures/figure.ts';

export type Background = 'white' | 'transparent' | 'dark';

export const backgroundColour: Record<Background, string | null> = { white: '#ffffff', transparent: null, dark: '#151b23' };

export interface PictureSettings {
  /** Width of the picture in pixels at scale 1; the file has width x scale. */
  width: number;
  /** 1 to 8. */
  scale: number;
  background: Background;
}

export interface ExportSettings extends PictureSettings {
  /** The page's state: a URL query, kept inside the file. */
  query: string;
}

/** Figures for a picture are made for the theme that its background calls for. */
export const themeOn = (background: Background): Theme => (background === 'dark' ? 'dark' : 'light');

const largestSide = 16384; // of a canvas, in Chromium and Firefox

/** Throws an Error that names the setting, its value and what would be right. */
export function checkSettings({ width, scale }: ExportSettings, heightPerWidth: number): void {
  if (!(Number.isInteger(width) && width >= 200 && width <= 8000))
    throw new Error(`invalid width: ${width} (expected 200 to 8000 pixels)`);
  if (!(scale >= 1 && scale <= 8)) throw new Error(`invalid scale: ${scale} (expected 1 to 8)`);
  const side = Math.max(1, heightPerWidth) * width * scale;
  if (side > largestSide) {
    const fits = Math.floor((largestSide / Math.max(1, heightPerWidth) / width) * 10) / 10;
    throw new Error(
      `image too large: ${Math.round(side)} pixels along a side (expected at most ${largestSide}: scale ${fits} at this width)`,
    );
  }
}
