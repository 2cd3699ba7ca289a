/** Second derivatives with respect to the weights, in float64: of the loss, of the energy after some inference, and of F*. */
import { computeError } from '../../../model/computeError.ts';
import { dot, norm } from '../../math/innerProduct.ts';
import type { SymmetricProduct } from '../../math/krylovSpace.ts';
import { normalStream } from '../../math/random.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { hasKink } from '../kernels/activation.ts';
import { openTile } from '../kernels/tile.ts';
import { equilibrate } from '../reference/referenceEquilibrium.ts';
import { feedforward } from '../reference/referenceInference.ts';
import { takes } from '../reference/referenceTakes.ts';
import type { Breather } from '../work/breather.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { type Samples, shrinkSamples } from '../work/samples.ts';
import { oneSetting } from '../work/weightSettings.ts';
import { addOutputs, type BatchPoint, batchPoint, type Layers, shapeOf, zeroLayers } from './batchPoint.ts';
import { differencedCurvature } from './differencedCurvature.ts';
import { equilibriumCurvature } from './equilibriumCurvature.ts';
import { lossCurvature, stepCurvature } from './stepCurvature.ts';

export type CurvedFunction =
  | { readonly of: 'loss' }
  | { readonly of: 'equilibrium' }
  | { readonly of: 'energy'; readonly step: number; readonly dt: number };

/** A symmetric Hessian [P, P], known by its products. */
export interface Curvature {
  readonly parameterCount: number;
  /** H v [P]. */
  product(direction: Float64Array): Promise<Float64Array>;
  /** `product` in steps, for algorithms that need many products. */
  readonly multiply: SymmetricProduct;
  /** Part of the Hessian's size by which a product may be off: no eigenvalue is known better. */
  readonly precision: number;
}

/**
 * The Hessian of a function of the weights: exact derivatives for the loss and F*, differences of exact gradients for the energy at a step
 * and for networks that are not standard. Throws `Diverged` where inference diverges or there is no Hessian, TooLarge beyond 2^23 parameters, InvalidRequest for the energy at
 * a step of networks that are not standard, a RangeError where the network contradicts itself, and the breather's reason when cancelled.
 */
export async function openCurvature(
  layout: NetworkLayout,
  samples: Samples,
  weights: Float64Array,
  curved: CurvedFunction,
  breather: Breather,
): Promise<Curvature> {
  checkSize(layout.parameterCount);
  const reason = takes({ layout, samples });
  if (reason) throw new RangeError(`invalid ${reason}`);
  const known = layout.isStandard
    ? await knownFromWithin(batchPoint(layout, shrinkSamples(layout, samples), weights), weights, curved, breather)
    : await knownByGradients(layout, samples, weights, curved, breather);
  return { parameterCount: layout.parameterCount, ...known, product: (direction) => breather.run(known.multiply(direction)) };
}

/** Parameters of which Lanczos keeps the 16 vectors that it needs in 1 GiB. */
const mostParameters = 2 ** 23;

function checkSize(count: number): void {
  if (count > mostParameters)
    throw computeError(
      'TooLarge',
      `network too large for second derivatives: ${count} parameters (largest that fits: ${mostParameters})`,
    );
}

type Products = Pick<Curvature, 'multiply' | 'precision'>;

/** Exact products; of F* where a unit rests at its kink, differences: how the kink holds it is not in the second derivatives on either side. */
async function knownFromWithin(
  point: BatchPoint,
  weights: Float64Array,
  curved: CurvedFunction,
  breather: Breather,
): Promise<Products> {
  const { layout, samples } = point;
  const resting = curved.of === 'equilibrium' ? await restingActivities(point, weights, breather) : null;
  if (resting && (await restsAtKink(point, resting, breather)))
    return knownByGradients(layout, samples, weights, curved, breather);
  return { multiply: await multiplicationBy(point, weights, curved, resting, breather), precision: 1e-10 };
}

/** Part of the terms of a preactivation by which rounding may keep it from 0 at a kink. */
const atKink = 1e-9;

/** Whether the preactivation of some unit rests where phi has a kink. */
async function restsAtKink(point: BatchPoint, resting: Layers, breather: Breather): Promise<boolean> {
  const { layout, samples, weights } = point;
  if (!hasKink[layout.network.activation]) return false;
  for (let l = 2; l < layout.layers; l++) {
    const sums = new Float64Array(samples.count * layout.widths[l]);
    const sizes = sums.slice();
    await breather.run(addOutputs(resting[l - 1], weights[l], shapeOf(point, l), sums));
    await breather.run(addOutputs(resting[l - 1].map(Math.abs), weights[l].map(Math.abs), shapeOf(point, l), sizes));
    if (sums.some((a, u) => sizes[u] > 0 && Math.abs(a) <= atKink * sizes[u])) return true;
  }
  return false;
}

/** Throws `Diverged` where the products are no symmetric matrix's: on kinks, where there is no Hessian. */
async function knownByGradients(
  layout: NetworkLayout,
  samples: Samples,
  weights: Float64Array,
  { of }: CurvedFunction,
  breather: Breather,
): Promise<Products> {
  if (of === 'energy')
    throw computeError(
      'InvalidRequest',
      'Hessians of the energy at a step are computed for fully connected networks without biases alone',
    );
  const multiply = await breather.run(differencedCurvature(layout, samples, weights, of));
  const defect = await breather.run(asymmetryOf(multiply, layout.parameterCount));
  if (defect > mostAsymmetry)
    throw computeError(
      'Diverged',
      `no Hessian here: its products are ${(100 * defect).toPrecision(2)} % from symmetric (expected weights that lie on no kink of relu)`,
    );
  return { multiply, precision: 1e-5 };
}

/** Part of a product by which two directions may disagree before there is no Hessian. */
const mostAsymmetry = 1e-3;

/** `|u^T H v - v^T H u| / (|H u| |v|)` of two random directions. */
function* asymmetryOf(multiply: SymmetricProduct, count: number): Stepwise<number> {
  const normals = normalStream(1);
  const [u, v] = [0, 1].map(() => normals.fill(new Float64Array(count), 0, 1));
  const [Hu, Hv] = [yield* multiply(u), yield* multiply(v)];
  return Math.abs(dot(u, Hv) - dot(v, Hu)) / (norm(Hu) * norm(v) || 1);
}

async function multiplicationBy(
  point: BatchPoint,
  weights: Float64Array,
  curved: CurvedFunction,
  resting: Layers | null,
  breather: Breather,
): Promise<SymmetricProduct> {
  switch (curved.of) {
    case 'loss':
      return breather.run(lossCurvature(point));
    case 'equilibrium':
      return breather.run(equilibriumCurvature(point, resting ?? (await restingActivities(point, weights, breather))));
    case 'energy':
      return stepCurvature(point, weights, curved.step, curved.dt);
  }
}

/** The equilibrium's activities, layer by layer, found as the reference path finds them. */
async function restingActivities(point: BatchPoint, weights: Float64Array, breather: Breather): Promise<Layers> {
  const { layout, samples } = point;
  const tile = openTile(layout, samples, oneSetting(weights), 0, 1, 0);
  await feedforward(tile, breather);
  await breather.run(equilibrate(tile));
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
