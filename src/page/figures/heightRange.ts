/** The one range of heights that compared surfaces share, so that the same colour and the same height mean the same number on both. */

export interface HeightRange {
  range: [number, number];
  /** Colours are spaced by the logarithm of the height; the heights themselves stay true. */
  logarithmic: boolean;
  /** Says so, where they are; null where nothing needs saying. */
  note: string | null;
}

const decadesBeforeLogarithm = 4;
/** Single points may come as close to zero as they like (a valley's floor does): the span starts above this share of the points. */
const floorShare = 0.05;

/**
 * range = [min, max] over all finite heights of all surfaces; where 5 % of the positive heights and the largest are more than
 * four decades apart (and none is negative), colours are logarithmic and the range starts at that 5 % quantile.
 * Equal or missing heights give a range of width 1 about them.
 */
export function heightRange(...surfaces: ArrayLike<number>[]): HeightRange {
  const heights = finiteHeights(surfaces);
  if (heights.length === 0) return { range: [0, 1], logarithmic: false, note: null };
  const [low, high] = [heights[0], heights[heights.length - 1]];
  if (low === high) return { range: [low - 0.5, high + 0.5], logarithmic: false, note: null };

  const positive = heights.subarray(heights.findIndex((height) => height > 0));
  const floor = positive[Math.floor(floorShare * positive.length)];
  if (low < 0 || !(high / floor > 10 ** decadesBeforeLogarithm)) return { range: [low, high], logarithmic: false, note: null };
  return {
    range: [floor, high],
    logarithmic: true,
    note: `colours logarithmic, ${Math.round(Math.log10(high / floor))} decades`,
  };
}

function finiteHeights(surfaces: ArrayLike<number>[]): Float64Array {
  const finite = new Float64Array(surfaces.reduce((total, surface) => total + surface.length, 0));
  let count = 0;
  for (const surface of surfaces) {
    for (let i = 0; i < surface.length; i++) if (Number.isFinite(surface[i])) finite[count++] = surface[i];
  }
  return finite.subarray(0, count).sort();
}
