/** The sheet as it is drawn: heights by their place in the box, between grid points too, so that lines end on the sheet and a pointer meets it on a logarithmic axis as well. */
import { type HeightField, heightAt } from '../planePointer.ts';
import { placesAlong, type SceneFigure, type SceneSurface } from '../sceneFigure.ts';

type Sheet = Pick<SceneFigure, 'axes'> & { surface: SceneSurface };

/** Places by the heights' array: a figure is made at every step of a run. */
const remembered = new WeakMap<Float64Array, { axis: string; places: Float64Array }>();

/** The grid's heights as places in the box, 0 to 1. */
export function sheetInBox({ surface: { axis, height, holes }, axes }: Sheet): HeightField {
  const name = [...axes[2].range, axes[2].floor].join();
  const known = remembered.get(height);
  if (known?.axis === name) return { axis, height: known.places, holes };
  const places = height.map(placesAlong(axes[2]));
  remembered.set(height, { axis: name, places });
  return { axis, height: places, holes };
}

/** The sheet's place in the box above or below a point of the plane; NaN where it has none. */
export const sheetPlaceAt = (sheet: Sheet, x: number, y: number): number => heightAt(sheetInBox(sheet), x, y);
