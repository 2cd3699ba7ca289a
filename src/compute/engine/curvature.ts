/** Second derivatives with respect to the weights, in float64: of the loss, of the energy after some inference, and of F*. */
import type { SymmetricProduct } from '../math/krylovSpace.ts';
import type { Breather } from './breather.ts';
import type { NetworkLayout } from './network.ts';
import { equilibrate, feedforward } from './referenceInference.ts';
import { type Samples, shrinkSamples } from './samples.ts';
import { type BatchPoint, batchPoint, type Layers, zeroLayers } from './secondDerivatives/batchPoint.ts';
import { equilibriumCurvature } from './secondDerivatives/equilibriumCurvature.ts';
import { lossCurvature } from './secondDerivatives/lossCurvature.ts';
import { stepCurvature } from './secondDerivatives/stepCurvature.ts';
import { gradientRest } from './settling.ts';
import { openTile } from './tile.ts';
import { oneSetting } from './weightSettings.ts';

export type CurvedFunction =
  | { readonly of: 'loss' }
  | { readonly of: 'equilibrium' }
  | { readonly of: 'energy'; readonly step: number; readonly dt: number };

/** A symmetric Hessian [P, P], known by its products. */
export interface Curvature {
  readonly parameterCount: number;
  /** H v [P]. */
  product(direction: Float64Array): Promise<Float64Array>;
  /** The same in steps, for what computes with many products. */
  readonly multiply: SymmetricProduct;
}

/**
 * The Hessian of a function of the weights: exact derivatives for the loss and F*, differences of exact gradients for the energy at a step.
 * Throws `Diverged` where inference diverges, and the breather's reason when cancelled.
 */
export async function openCurvature(
  layout: NetworkLayout,
  samples: Samples,
  weights: Float64Array,
  curved: CurvedFunction,
  breather: Breather,
): Promise<Curvature> {
  const point = batchPoint(layout, shrinkSamples(layout, samples), weights);
  const multiply = await multiplicationBy(point, weights, curved, breather);
  return { parameterCount: layout.parameterCount, multiply, product: (direction) => breather.run(multiply(direction)) };
}

async function multiplicationBy(
  point: BatchPoint,
  weights: Float64Array,
  curved: CurvedFunction,
  breather: Breather,
): Promise<SymmetricProduct> {
  switch (curved.of) {
    case 'loss':
      return breather.run(lossCurvature(point));
    case 'equilibrium':
      return breather.run(equilibriumCurvature(point, await restingActivities(point, weights, breather)));
    case 'energy':
      return stepCurvature(point, weights, curved.step, curved.dt);
  }
}

/** The equilibrium's activities, layer by layer, found as the reference path finds them. */
async function restingActivities(point: BatchPoint, weights: Float64Array, breather: Breather): Promise<Layers> {
  const { layout, samples } = point;
  const tile = openTile(layout, samples, oneSetting(weights), 0, 1, 0);
  await feedforward(tile, breather);
  await equilibrate(tile, gradientRest, breather);
  const { layers } = zeroLayers(point, 0);
  for (const [l, layer] of layers.entries()) {
    const width = layout.widths[l];
    for (let i = 0; i < samples.count; i++) {
      const unit = i * layout.unitCount + layout.unitOffset[l];
      layer.set(tile.activities.subarray(unit, unit + width), i * width);
    }
  }
  return layers;
}

/** All of H [P * P], one product a column, made symmetric. */
export async function hessianMatrix(
  { parameterCount: n, product }: Curvature,
  onProgress?: (part: number) => void,
): Promise<Float64Array> {
  const matrix = new Float64Array(n * n);
  const direction = new Float64Array(n);
  for (let column = 0; column < n; column++) {
    direction[column] = 1;
    matrix.set(await product(direction), column * n);
    direction[column] = 0;
    onProgress?.((column + 1) / n);
  }
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < row; column++) {
      const mean = (matrix[row * n + column] + matrix[column * n + row]) / 2;
      matrix[row * n + column] = mean;
      matrix[column * n + row] = mean;
    }
  }
  return matrix;
}
