/** Principal components of points: the directions along which they vary most. */
import { withSign } from './eigenpairs.ts';
import { eigenpairsAside } from './eigenpairsAside.ts';
import { dot, normalised } from './innerProduct.ts';

export interface PrincipalComponents {
  /** The point that the components are about. [dimension] */
  centre: Float64Array;
  /** Unit vectors, of falling variance, each with a positive largest entry; zeros where the points do not vary any more. [wanted][dimension] */
  directions: Float64Array[];
  /** Sum of squares of the points' deviations from the centre along each direction. [wanted] */
  squares: Float64Array;
  /** Sum of squared deviations over all directions. */
  total: number;
}

/**
 * The `wanted` eigenvectors of D^T D with the largest eigenvalues, D = points less `centre`, by default their mean [K, dimension]. Where there are no more points
 * than dimensions they follow from those of D D^T, which is smaller. Throws the signal's reason when cancelled.
 */
export async function principalComponents(
  points: Float64Array[],
  wanted: number,
  signal: AbortSignal,
  centre = meanOf(points),
): Promise<PrincipalComponents> {
  const deviations = points.map((point) => point.map((value, p) => value - centre[p]));
  const byPoint = points.length <= centre.length;
  const size = byPoint ? points.length : centre.length;
  const products = byPoint ? innerProducts(deviations) : outerProducts(deviations);
  const { values, vectors } = await eigenpairsAside(products, size, signal);
  const largest = vectors.slice(-wanted).reverse();
  return {
    centre,
    directions: byPoint ? largest.map((mixture) => withSign(normalised(combination(deviations, mixture)))) : largest,
    squares: values.slice(-wanted).reverse(),
    total: values.reduce((sum, value) => sum + value, 0),
  };
}

function meanOf(points: Float64Array[]): Float64Array {
  const mean = new Float64Array(points[0].length);
  for (const point of points) for (let p = 0; p < mean.length; p++) mean[p] += point[p] / points.length;
  return mean;
}

/** D D^T [K * K]. */
function innerProducts(deviations: Float64Array[]): Float64Array {
  const count = deviations.length;
  const products = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      const product = dot(deviations[row], deviations[column]);
      products[row * count + column] = product;
      products[column * count + row] = product;
    }
  }
  return products;
}

/** D^T D [dimension * dimension]. */
function outerProducts(deviations: Float64Array[]): Float64Array {
  const size = deviations[0].length;
  const products = new Float64Array(size * size);
  for (const deviation of deviations)
    for (let p = 0; p < size; p++) for (let q = 0; q < size; q++) products[p * size + q] += deviation[p] * deviation[q];
  return products;
}

/** sum_k mixture_k deviations_k. */
function combination(deviations: Float64Array[], mixture: Float64Array): Float64Array {
  const sum = new Float64Array(deviations[0].length);
  for (const [k, deviation] of deviations.entries()) for (let p = 0; p < sum.length; p++) sum[p] += mixture[k] * deviation[p];
  return sum;
}
