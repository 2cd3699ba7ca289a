/** One look a width, so that its curve is known again in every figure of two moons: from light to dark about PC's colour, and a shape. */
import type { Theme } from '../figure.ts';
import { categorySymbols, colourOfLearner, ink, mixed } from '../palette.ts';

type WidthSymbol = (typeof categorySymbols)[number];

/** `place` of `count` widths, ascending. */
export function widthStyle(place: number, count: number, theme: Theme): { colour: string; symbol: WidthSymbol } {
  const towards = count === 1 ? 0 : (2 * place) / (count - 1) - 1; // -1 to 1
  const { paper, text } = ink[theme];
  return {
    colour: mixed(colourOfLearner('pc', theme), towards < 0 ? paper : text, 0.6 * Math.abs(towards)),
    symbol: categorySymbols[place % categorySymbols.length],
  };
}
