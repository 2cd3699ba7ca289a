/** A batch of weight settings, described instead of stored where it lies in a plane. */

/** G weight vectors one after another. */
export interface WeightList {
  readonly kind: 'list';
  readonly count: number;
  /** [G * parameters] */
  readonly weights: Float64Array;
}

/** theta_g = origin + sum_k coordinates[g, k] directions[k]. */
export interface WeightPlane {
  readonly kind: 'plane';
  readonly count: number;
  readonly origin: Float64Array;
  readonly directions: readonly Float64Array[];
  /** [G * directions] */
  readonly coordinates: Float64Array;
}

export type WeightSettings = WeightList | WeightPlane;

export function oneSetting(weights: Float64Array): WeightList {
  return { kind: 'list', count: 1, weights };
}

/** Writes setting `index` into `into`, starting at `offset`. */
export function writeWeights(settings: WeightSettings, index: number, into: Float64Array | Float32Array, offset: number): void {
  if (settings.kind === 'list') {
    const size = settings.weights.length / settings.count;
    into.set(settings.weights.subarray(index * size, (index + 1) * size), offset);
    return;
  }
  const { origin, directions, coordinates } = settings;
  into.set(origin, offset);
  for (let k = 0; k < directions.length; k++) {
    const coordinate = coordinates[index * directions.length + k];
    if (coordinate === 0) continue;
    const direction = directions[k];
    for (let p = 0; p < direction.length; p++) into[offset + p] += coordinate * direction[p];
  }
}
