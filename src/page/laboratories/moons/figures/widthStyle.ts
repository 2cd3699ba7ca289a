/** One look a width, so that its curve is known again in every figure of two moons: from light to dark about PC's colour, and a shape. */
import type { Theme } from '../../../figures/figure.ts';
import { categorySymbols, colourOfLearner, shadeAbout } from '../../../figures/palette.ts';

type WidthSymbol = (typeof categorySymbols)[number];

/** `place` of `count` widths, ascending. */
export function widthStyle(place: number, count: number, theme: Theme): { colour: string; symbol: WidthSymbol } {
  return {
    colour: shadeAbout(colourOfLearner('pc', theme), place, count, theme),
    symbol: categorySymbols[place % categorySymbols.length],
  };
}
