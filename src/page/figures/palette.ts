/** The colours of the figures: Okabe-Ito for what is compared, one perceptually even ramp for heights, and the quiet greys around them. */
import type { DrawnLandscape, Theme } from './figure.ts';

/** Okabe and Ito's palette, distinguishable with any colour vision: one colour a learner, everywhere. */
export const learnerColour = { bp: '#D55E00', pc: '#0072B2' } as const;

/** The learners' hues on a dark page, lightened until text and lines keep a contrast of 4.5 to 1. */
const learnerColourInTheDark = { bp: '#F0883E', pc: '#56B4E9' } as const;

export const learnerName = { bp: 'BP', pc: 'PC' } as const;

export const colourOfLearner = (learner: 'bp' | 'pc', theme: Theme): string =>
  theme === 'dark' ? learnerColourInTheDark[learner] : learnerColour[learner];

/** Categories that no learner stands for (ranks, classes): Okabe and Ito's other hues, darkened to stand on white; and again from the start for more. */
export const categoryColours: Record<Theme, readonly string[]> = {
  light: ['#00795a', '#a8578a', '#a06a00', '#4b5563', '#7a5c99'],
  dark: ['#2fc59b', '#dd9fc3', '#e6b04c', '#b4bcc8', '#b79fd6'],
};

/** One shape a category, beside its colour. */
export const categorySymbols = ['circle', 'square', 'diamond', 'triangle-up', 'x'] as const;

export interface Ink {
  /** Text of titles and legends. */
  text: string;
  /** Text of ticks. */
  quiet: string;
  /** Axis lines. */
  line: string;
  /** Grid lines. */
  grid: string;
  /** Theory's dashed line. */
  theory: string;
  /** The ground behind the figure: hover labels, outlines of markers. */
  paper: string;
}

export const ink: Record<Theme, Ink> = {
  light: { text: '#1f2937', quiet: '#4b5563', line: '#b6bec9', grid: '#e5e8ec', theory: '#000000', paper: '#ffffff' },
  dark: { text: '#e5e7eb', quiet: '#b4bcc8', line: '#5b6675', grid: '#2f3845', theory: '#ffffff', paper: '#151b23' },
};

export const fontFamily = '"Inter Variable", Inter, system-ui, sans-serif';

/** Plotly's colour scale: position from 0 to 1, colour. */
export type ColourScale = [number, string][];

const evenly = (colours: string[]): ColourScale => colours.map((colour, i) => [i / (colours.length - 1), colour]);

/** Low to high. Viridis (van der Walt and Smith, 2015) and the papers' blue to red. */
export const heightRamp: Record<DrawnLandscape['ramp'], ColourScale> = {
  viridis: evenly([
    '#440154',
    '#482475',
    '#414487',
    '#355f8d',
    '#2a788e',
    '#21918c',
    '#22a884',
    '#44bf70',
    '#7ad151',
    '#bddf26',
    '#fde725',
  ]),
  'red-blue': evenly(['#2166ac', '#4393c3', '#92c5de', '#d1e5f0', '#f7f7f7', '#fddbc7', '#f4a582', '#d6604d', '#b2182b']),
};

/** Red, green and blue, 0 to 255. */
export type Rgb = [number, number, number];

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;

/** `part` of the second colour in the first, as CSS has it; channel by channel. */
export function mixed(first: string, second: string, part: number): string {
  const other = rgbOf(second);
  const channels = rgbOf(first).map((channel, i) => Math.round(channel + part * (other[i] - channel)));
  return `rgb(${channels.join(', ')})`;
}

/** Number `place` of `count` shades about a colour: from one nearer the page's, which can still be read on it, to one near the text's. */
export function shadeAbout(colour: string, place: number, count: number, theme: Theme): string {
  const towards = count === 1 ? 0 : (2 * place) / (count - 1) - 1; // -1 to 1
  const { paper, text } = ink[theme];
  return towards < 0 ? mixed(colour, paper, -0.35 * towards) : mixed(colour, text, 0.6 * towards);
}

/** A shade of the learner's colour for layer l of `layers`: the first layer's is nearest the page's. */
export const layerColour = (learner: 'bp' | 'pc', l: number, layers: number, theme: Theme): string =>
  shadeAbout(colourOfLearner(learner, theme), l, layers, theme);

/** A function from a position in [0, 1] (clamped) to the ramp's colour, linear between its stops. */
export function rampColour(ramp: DrawnLandscape['ramp']): (position: number) => Rgb {
  const stops = heightRamp[ramp].map(([, colour]) => rgbOf(colour));
  return (position) => {
    const along = Math.min(Math.max(position, 0), 1) * (stops.length - 1);
    const low = Math.min(Math.floor(along), stops.length - 2);
    return stops[low].map((channel, i) => channel + (along - low) * (stops[low + 1][i] - channel)) as Rgb;
  };
}
