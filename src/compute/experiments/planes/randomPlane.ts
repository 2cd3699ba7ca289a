/** A random plane whose directions are as large as the weights they move. */
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { norm } from '../../math/innerProduct.ts';
import { normalStream } from '../../math/random.ts';
import { areParallel, type PlaneGeometry } from './geometry.ts';

/** Mixed into the seed, so that the directions do not repeat the normals of the initial weights. */
const directionSeed = 0x9e3779b9;

/** Two Gaussian directions, filter-normalised. Parallel directions are drawn again: in a chain, whose rows are single weights, they occur. */
export function randomPlane(layout: NetworkLayout, seed: number, origin: Float64Array, around: string): PlaneGeometry {
  const normals = normalStream((seed ^ directionSeed) >>> 0);
  const drawn = () => normaliseFilters(layout, normals.fill(new Float64Array(layout.parameterCount), 0, 1), origin);
  const first = drawn();
  let second = drawn();
  while (areParallel(first, second)) second = drawn();
  return {
    origin,
    directions: [first, second],
    names: ['u', 'v'],
    description: `random plane around ${around}, ${scaling(layout, origin)}`,
  };
}

/** In words: the norm that the rows of the directions were scaled to. */
function scaling(layout: NetworkLayout, origin: Float64Array): string {
  const zeros = rowNorms(layout, origin).filter((length) => length === 0).length;
  if (zeros === 0) return 'rows as long as the centre’s';
  return origin.some((weight) => weight !== 0)
    ? 'rows as long as the centre’s, or 1 where that is zero'
    : 'rows of unit norm, since the origin’s are zero';
}

function rowNorms(layout: NetworkLayout, weights: Float64Array): number[] {
  return layout.shapes.flatMap(({ rows, columns }, l) =>
    Array.from({ length: rows }, (_, row) => {
      const from = layout.weightOffset[l] + row * columns;
      return norm(weights.subarray(from, from + columns));
    }),
  );
}

/**
 * Filter normalisation: each row of W_l, of a convolution a filter with its bias, in the direction scaled to the norm of the same row of the centre
 * (Li et al., Visualizing the Loss Landscape of Neural Nets, 2018); a row of zeros in the centre gives a row of unit norm.
 */
export function normaliseFilters(layout: NetworkLayout, direction: Float64Array, centre: Float64Array): Float64Array {
  const normalised = direction.slice();
  for (let l = 1; l <= layout.layers; l++) {
    const { columns } = layout.shapes[l - 1];
    for (let row = layout.weightOffset[l - 1]; row < layout.weightOffset[l]; row += columns) {
      const wanted = norm(centre.subarray(row, row + columns)) || 1;
      const scale = wanted / (norm(direction.subarray(row, row + columns)) || 1);
      for (let k = row; k < row + columns; k++) normalised[k] *= scale;
    }
  }
  return normalised;
}
