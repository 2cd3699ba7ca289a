/** The script's `surface`: loss and energies on the script's grid, with the script's data. */

import { computeError } from '../../../model/computeError.ts';
import type { Matrix } from '../../../model/problem/problem.ts';
import type { SurfaceAnswer, SurfaceRequest } from '../../../model/scripts.ts';
import type { Engine } from '../../engine/engine.ts';
import { layoutOf, type NetworkLayout } from '../../engine/work/networkLayout.ts';
import type { WeightPlane } from '../../engine/work/weightSettings.ts';
import { norm, normalised } from '../../math/innerProduct.ts';
import { checkDirections } from '../planes/geometry.ts';
import { finiteAnswer } from './finiteAnswer.ts';
import { flattenWeights, samplesOf } from './matrices.ts';

/** Bytes that an answer may take. */
const answerLimit = 2 ** 28;

/**
 * Throws TooLarge for an answer that does not fit, naming the largest grid that does, and where a number overflows; InvalidRequest for two directions that span
 * no plane. Energies at recorded steps are NaN from a point's divergence on.
 */
export function surface(request: SurfaceRequest, engine: Engine, signal: AbortSignal): Promise<SurfaceAnswer> {
  const { plane, x, y } = request;
  const weights = 'center' in plane ? [...plane.center, ...plane.u, ...plane.v] : [column(plane.otherWeights)];
  const sizes = { 'plane.axis': [column(plane.axis)], weights, x: [x], y: [y] };
  return finiteAnswer(sizes, () => surfaceOf(request, engine, signal), ['energyAtStep', 'divergedAt']);
}

const column = (data: readonly number[]): Matrix => ({ shape: [data.length, 1], data: [...data] });

async function surfaceOf(request: SurfaceRequest, engine: Engine, signal: AbortSignal): Promise<SurfaceAnswer> {
  const layout = layoutOf(request.network);
  const samples = samplesOf(request.x, request.y);
  const { axis } = request.plane;
  const { dt, record } = request.inference;
  checkSize(axis.length, record.length);
  const settings = settingsOn(planeOfScript(layout, request.plane), axis);
  const values = await engine.landscape({ layout, samples, settings, dt, stopping: 'fixed', record }, request.backend ?? 'auto', {
    signal,
  });
  const rows = (flat: Float64Array | Int32Array) =>
    axis.map((_, row) => flat.subarray(row * axis.length, (row + 1) * axis.length));
  return {
    backend: values.backend,
    loss: rows(values.loss),
    equilibratedEnergy: rows(values.equilibratedEnergy),
    residual: rows(values.residual),
    energyAtStep: { dt, steps: Object.fromEntries(record.map((step, r) => [String(step), rows(values.energyAtStep[r])])) },
    divergedAt: rows(values.divergedAt),
  };
}

function checkSize(n: number, steps: number): void {
  const bytes = 8 * n * n * (steps + 2);
  if (bytes <= answerLimit) return;
  const largest = Math.floor(Math.sqrt(answerLimit / (8 * (steps + 2))));
  throw computeError(
    'TooLarge',
    `grid too large: ${n} x ${n} with ${steps} recorded steps takes ${Math.round(bytes / 2 ** 20)} MiB (largest that fits: ${largest} x ${largest})`,
  );
}

type Plane = Pick<WeightPlane, 'kind' | 'origin' | 'directions'>;

/** A chain's first two weights with the others fixed, or any centre and two directions. */
function planeOfScript(layout: NetworkLayout, plane: SurfaceRequest['plane']): Plane {
  if ('center' in plane) {
    const [u, v] = [flattenWeights(layout, plane.u), flattenWeights(layout, plane.v)];
    checkDirections(u, v, ['plane.u', 'plane.v']);
    return { kind: 'plane', origin: flattenWeights(layout, plane.center), directions: [u, v] };
  }
  const unit = (index: number) => Float64Array.from({ length: layout.layers }, (_, p) => (p === index ? 1 : 0));
  return { kind: 'plane', origin: Float64Array.from([0, 0, ...plane.otherWeights]), directions: [unit(0), unit(1)] };
}

/** The lengths of directions that float32 paths take as they are. */
const [SHORTEST, LONGEST] = [1e-15, 1e15];

/** The grid on the plane, column along the first direction, row along the second. The length of a direction beyond float32 moves to the coordinates. */
function settingsOn({ directions, ...plane }: Plane, axis: readonly number[]): WeightPlane {
  const lengths = directions.map(norm).map((length) => (length >= SHORTEST && length <= LONGEST ? 1 : length));
  const [u, v] = lengths;
  return {
    ...plane,
    directions: directions.map((direction, k) => (lengths[k] === 1 ? direction : normalised(direction))),
    count: axis.length ** 2,
    coordinates: Float64Array.from(axis.flatMap((b) => axis.flatMap((a) => [a * u, b * v]))),
  };
}
