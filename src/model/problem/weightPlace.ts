/** A weight by its place: layer, row and column, counted from 1 as in the papers; and what becomes of the place in another network. */
import { layerShapes } from './layerShapes.ts';
import type { Network } from './problem.ts';

export interface WeightPlace {
  readonly layer: number;
  readonly row: number;
  readonly column: number;
  /** Weight layers of the network that the place was chosen in; null for the network at hand. */
  readonly of: number | null;
}

const SPELLING = /^(\d{1,8})(?:\/(\d{1,8}))?\.(\d{1,8})\.(\d{1,8})$/;

/** `3.1.2` is row 1, column 2 of layer 3; `2/3.1.2` is that of layer 2 in a network of three layers. Null for other text, and for numbers below 1. */
export function readPlace(text: string): WeightPlace | null {
  const [, layer, of, row, column] = SPELLING.exec(text) ?? [];
  if (layer === undefined) return null;
  const place = { layer: Number(layer), row: Number(row), column: Number(column), of: of === undefined ? null : Number(of) };
  const isPossible = Math.min(place.layer, place.row, place.column) >= 1 && place.layer <= (place.of ?? place.layer);
  return isPossible ? place : null;
}

export const writePlace = ({ layer, row, column, of }: WeightPlace): string =>
  `${layer}${of === null ? '' : `/${of}`}.${row}.${column}`;

/** The place of a weight in the flat list of all weights. */
export function placeAt(network: Network, index: number): WeightPlace {
  let before = 0; // weights of the layers already passed
  for (const [l, { rows, columns }] of layerShapes(network).entries()) {
    const within = index - before;
    if (within < rows * columns)
      return { layer: l + 1, row: Math.floor(within / columns) + 1, column: (within % columns) + 1, of: null };
    before += rows * columns;
  }
  throw new RangeError(`invalid weight: ${index} (expected 0 to ${before - 1})`);
}

/** The weight with the place's role in this network; null where the network has no such weight. */
export function placeHere(network: Network, text: string): WeightPlace | null {
  const place = readPlace(text);
  return place && placeIn(network, place);
}

/** Index in the flat list of the weight with the place's role in this network; null where the network has no such weight. */
export function indexOfPlace(network: Network, text: string): number | null {
  const here = placeHere(network, text);
  if (!here) return null;
  const shapes = layerShapes(network);
  const before = shapes.slice(0, here.layer - 1).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  return before + (here.row - 1) * shapes[here.layer - 1].columns + here.column - 1;
}

/**
 * The place in `after` of the same role that the place has in `before`. Where `after` has no such weight, the place is kept with the number of layers
 * that it belongs to, so that a network that has the weight again shows it.
 */
export function followedPlace(text: string, before: Network, after: Network): string {
  const place = readPlace(text);
  if (!place) return text;
  const own = { ...place, of: place.of ?? before.widths.length - 1 };
  const layers = after.widths.length - 1;
  const layer = layerOfRole(own.layer, own.of, layers);
  return writePlace(placeIn(after, own) ?? (layer === null ? own : { ...own, layer, of: layers }));
}

/** The place as one of this network's own; null where the network has no such weight. */
function placeIn(network: Network, { layer, of, row, column }: WeightPlace): WeightPlace | null {
  const shapes = layerShapes(network);
  const here = layerOfRole(layer, of ?? shapes.length, shapes.length);
  const shape = here === null ? undefined : shapes[here - 1];
  if (here === null || !shape || row > shape.rows || column > shape.columns) return null;
  return { layer: here, row, column, of: null };
}

/** The layer among `layers` of the same role as `layer` among `of`: the first, the last, or as far from the nearer end; null where there is none. */
function layerOfRole(layer: number, of: number, layers: number): number | null {
  if (layer === of) return layers;
  if (layer === 1) return 1;
  const isNearerToTheStart = layer - 1 <= of - layer;
  const here = isNearerToTheStart ? layer : layers - (of - layer);
  return here > 1 && here < layers ? here : null;
}
