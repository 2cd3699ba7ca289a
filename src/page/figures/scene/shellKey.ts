/** The key of a volume's shells: each shell's colour and height, in the corner of the card. */
import { ink, rampColour } from '../palette.ts';
import type { SceneFigure } from '../sceneFigure.ts';
import { colourPlace } from './heightColour.ts';
import { tickTexts } from './sceneAxes.ts';

const row = 16;
const top = 14;

/** As SVG, at the right edge of a card of this width; empty where the scene has no shells. */
export function shellKey({ shells, theme }: SceneFigure, width: number): string {
  if (!shells) return '';
  const { text, quiet } = ink[theme];
  const colourAt = rampColour(shells.colours.ramp);
  const heights = tickTexts(shells.levels);
  const rows = shells.levels.map((level, i) => {
    const y = top + row * (shells.levels.length - i);
    const fill = `rgb(${colourAt(colourPlace(shells.colours, level)).map(Math.round).join(',')})`;
    return `<rect x="${width - 62}" y="${y - 5}" width="12" height="10" rx="2" fill="${fill}"/><text x="${width - 44}" y="${y}" font-size="11" fill="${quiet}" dominant-baseline="central">${heights[i]}</text>`;
  });
  return `<text x="${width - 62}" y="${top}" font-size="12" fill="${text}" dominant-baseline="central">${shells.name}</text>${rows.join('')}`;
}
