/** How kept runs' lines are told apart: the learner has the colour, the run a dash and, beyond six, a lighter line. */

export interface KeptStyle {
  /** Lengths of strokes and gaps in pixels, as SVG and plotly take them. */
  dash: string;
  opacity: number;
  /** The line's pattern as text, for keys. */
  glyph: string;
}

const dashes = ['6,3', '2,3', '10,3,2,3', '14,4', '8,3,2,3,2,3', '4,6'];
const glyphs = ['- - -', '·····', '– · –', '— —', '– ··', '-  -'];

export const keptStyle = (style: number): KeptStyle => ({
  dash: dashes[style % dashes.length],
  opacity: style < dashes.length ? 0.9 : 0.5,
  glyph: `${glyphs[style % dashes.length]}${style < dashes.length ? '' : ' (light)'}`,
});
