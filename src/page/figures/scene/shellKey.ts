/** The key of a volume's shells: each shell's colour and height, in the corner of the card. */
import { ink, rampColour } from '../palette.ts';
import type { SceneFigure } from '../sceneFigure.ts';
import { colourPlace } from './heightColour.ts';
import { type Label, tickTexts } from './sceneAxes.ts';

export interface ShellKey {
  labels: Label[];
  /** Middle of each shell's square. */
  swatches: { left: number; top: number; colour: string }[];
}

const row = 16;
const fromRight = 62;
const highest = 14;

/** Side of a square, in pixels. */
export const swatchSize = 10;

/** At the right edge of a card of this width, the highest shell first; empty where the scene has no shells. */
export function shellKey({ shells, theme }: SceneFigure, width: number): ShellKey {
  if (!shells) return { labels: [], swatches: [] };
  const { text, quiet } = ink[theme];
  const colourAt = rampColour(shells.colours.ramp);
  const left = width - fromRight;
  const tops = shells.levels.map((_, i) => highest + row * (shells.levels.length - i));
  const heights = tickTexts(shells.levels).map(
    (words, i): Label => ({ text: words, left: left + 18, top: tops[i], size: 11, colour: quiet, anchor: 'start' }),
  );
  return {
    labels: [{ text: shells.name, left, top: highest, size: 12, colour: text, anchor: 'start' }, ...heights],
    swatches: shells.levels.map((level, i) => ({
      left: left + swatchSize / 2,
      top: tops[i],
      colour: `rgb(${colourAt(colourPlace(shells.colours, level)).map(Math.round).join(',')})`,
    })),
  };
}

/** The key as SVG, without its words. */
export const swatchSource = ({ swatches }: ShellKey): string =>
  swatches
    .map(
      ({ left, top, colour }) =>
        `<rect x="${left - swatchSize / 2}" y="${top - swatchSize / 2}" width="${swatchSize}" height="${swatchSize}" rx="2" fill="${colour}"/>`,
    )
    .join('');
