/** The two landscapes on a plane: the loss, and the energy at every recorded step of inference up to its equilibrium. */

import type { LandscapeRequest } from '../../../model/landscapes/experiments.ts';
import type { LandscapeFrame } from '../../../model/landscapes/frames.ts';
import type { Agreement } from '../../../model/problem/requestAndFrame.ts';
import type { Engine } from '../../engine/engine.ts';
import type { LandscapeValues, LandscapeWork } from '../../engine/work/backend.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { oneSetting, type WeightSettings, writeWeights } from '../../engine/work/weightSettings.ts';
import { secondMoments } from '../../math/secondMoments.ts';
import { activityHessianExtremes } from '../../theory/activityHessian.ts';
import { chainEnergyAtStep } from '../../theory/chainInference.ts';
import { equilibratedEnergies } from '../../theory/equilibratedEnergy.ts';
import { coarseIndices, coordinatesOf, onCoarseGrid, pointsToDo, refinementStrides, scatter, symmetricAxis } from '../grid.ts';
import { type PlaneGeometry, projectOnto, settingsOnPlane, weightsAt } from '../planes/geometry.ts';
import { type SetupOnPlane, setUpOnPlane } from '../setup.ts';
import { type Equilibria, KnownEquilibria } from './knownEquilibria.ts';
import { LossAround, movedTo, whereabouts } from './travellingPlane.ts';

/** Multiply-adds of a whole grid below which it is drawn at once, without coarser grids first. */
const drawnAtOnce = 3e7;
/** Points along each axis on which the closed form is evaluated and compared. */
const comparedAlongAxis = 21;

/** Parameters beyond which the corners' spectra would keep the worker from answering. */
const quickSpectrum = 2e5;

/**
 * Frames from coarse to fine; no point is computed twice, and no known equilibrium is computed again. One frame where the whole grid is quick.
 * Throws what `setUp` throws, and the signal's reason when cancelled.
 */
export async function* landscape(
  request: LandscapeRequest,
  engine: Engine,
  signal: AbortSignal,
  equilibria = new KnownEquilibria(),
): AsyncGenerator<LandscapeFrame> {
  const began = performance.now();
  const setup = await setUpOnPlane(request, engine, signal);
  const { layout, plane, observed: samples } = setup;
  const n = request.resolution;
  const domain = request.domain ?? plane.reach ?? 1;
  const axis = symmetricAxis(n, domain);
  const work = {
    layout,
    samples,
    dt: request.inference.dt,
    stopping: request.inference.stopping ?? 'fixed',
    record: request.record,
  } as const;
  const start = await startOf(setup, work, request, engine, signal);
  const { around } = request;
  const energyPlane = around ? movedTo(plane, around.pc) : plane;
  const stableDt = stableOnSquare(layout, energyPlane, domain);
  const lossAround = around ? new LossAround(plane, around, n) : null;

  const known = equilibria.on({ layout, samples, plane: energyPlane, axis, choice: request.backend });
  const done = new Uint8Array(n * n);
  const strides = gridCost(layout, samples.count, n, request.record) < drawnAtOnce ? [1] : refinementStrides(n);
  const full = strides.length > 1 ? emptyValues(known, request.record.length) : null;
  for (const stride of strides) {
    const points = pointsToDo(n, stride, done);
    const coordinates = coordinatesOf(points, axis);
    const settings = settingsOnPlane(energyPlane, coordinates);
    const withEquilibrium = points.some((point) => Number.isNaN(known.equilibratedEnergy[point]));
    const values = await engine.landscape({ ...work, settings, withEquilibrium }, request.backend, { signal });
    await lossAround?.add(points, coordinates, work, { engine, request, signal });
    if (full) copyPoints(values, points, full);
    if (withEquilibrium) {
      scatter(values.equilibratedEnergy, points, known.equilibratedEnergy);
      scatter(values.residual, points, known.residual);
    }
    const coarseAxis = Float64Array.from(coarseIndices(n, stride), (k) => axis[k]);
    const frame = full
      ? frameOf(full, n, stride)
      : { ...values, equilibratedEnergy: known.equilibratedEnergy.slice(), residual: known.residual.slice() };
    yield {
      kind: 'landscape',
      backend: values.backend,
      milliseconds: performance.now() - began,
      progress: points.length === 0 ? 1 : done.reduce((sum, isDone) => sum + isDone, 0) / (n * n),
      axis: coarseAxis,
      ...whereabouts(plane, request.plane, around),
      ...frame,
      ...(lossAround && { loss: lossAround.onGrid(stride) }),
      record: [...request.record],
      stableDt,
      agreement: agreementWithTheory({ ...setup, plane: energyPlane }, request, coarseAxis, frame),
      start: { ...start, energyAtStep: start.energyAtStep.slice() },
    };
  }
}

function gridCost(layout: NetworkLayout, samples: number, n: number, record: readonly number[]): number {
  const atMost = layout.isLinear ? Math.min(samples, layout.widths[0] + layout.widths[layout.layers]) : samples;
  return 2 * n * n * atMost * layout.passCost * (record[record.length - 1] + 1);
}

function emptyValues(known: Equilibria, steps: number): LandscapeValues {
  const points = known.residual.length;
  return {
    loss: new Float64Array(points),
    ...known,
    energyAtStep: Array.from({ length: steps }, () => new Float64Array(points)),
    divergedAt: new Int32Array(points),
  };
}

/** Writes the values of some grid points into the full grid, except the equilibria. */
function copyPoints(from: LandscapeValues, points: Int32Array, into: LandscapeValues): void {
  scatter(from.loss, points, into.loss);
  scatter(from.divergedAt, points, into.divergedAt);
  for (const [r, energies] of from.energyAtStep.entries()) scatter(energies, points, into.energyAtStep[r]);
}

function frameOf(full: LandscapeValues, n: number, stride: number): LandscapeValues {
  return {
    loss: onCoarseGrid(full.loss, n, stride),
    equilibratedEnergy: onCoarseGrid(full.equilibratedEnergy, n, stride),
    residual: onCoarseGrid(full.residual, n, stride),
    energyAtStep: full.energyAtStep.map((energies) => onCoarseGrid(energies, n, stride)),
    divergedAt: onCoarseGrid(full.divergedAt, n, stride),
  };
}

async function startOf(
  { plane, startWeights }: SetupOnPlane,
  work: Omit<LandscapeWork, 'settings'>,
  request: LandscapeRequest,
  engine: Engine,
  signal: AbortSignal,
): Promise<LandscapeFrame['start']> {
  const { loss, equilibratedEnergy, energyAtStep } = await engine.landscape(
    { ...work, settings: oneSetting(startWeights) },
    request.backend,
    { signal },
  );
  const { a, b } = projectOnto(plane, startWeights);
  return {
    a,
    b,
    loss: loss[0],
    equilibratedEnergy: equilibratedEnergy[0],
    energyAtStep: Float64Array.from(energyAtStep, (energies) => energies[0]),
  };
}

/** `2 / lambda_max` on the whole square: lambda_max of a linear net is convex along a plane, so its largest value is at a corner. */
function stableOnSquare(layout: NetworkLayout, plane: PlaneGeometry, domain: number): number | null {
  if (!layout.isLinear || layout.parameterCount > quickSpectrum) return null;
  const corners = [-domain, domain].flatMap((a) => [-domain, domain].map((b) => weightsAt(plane, a, b)));
  return 2 / Math.max(...corners.map((weights) => activityHessianExtremes(weights, layout.widths).max));
}

/** Largest difference between the simulated landscape and its closed form; null where there is no closed form. */
function agreementWithTheory(
  setup: SetupOnPlane,
  request: LandscapeRequest,
  axis: Float64Array,
  values: LandscapeValues,
): Agreement | null {
  const { layout } = setup;
  if (!layout.isLinear) return null;
  if (layout.isChain && layout.layers === 2 && (request.inference.stopping ?? 'fixed') === 'fixed') {
    return { what: 'Fₜ simulated against F* + (L − F*) ρ²ᵗ', difference: chainDifference(setup, request, axis, values) };
  }
  return { what: 'F* at equilibrium against Theorem 1', difference: equilibriumDifference(setup, axis, values) };
}

/** A coarse part of the grid: its points' flat indices, and their weights [points * parameters]. */
function comparedPoints({ layout, plane }: SetupOnPlane, axis: Float64Array): { points: Int32Array; weights: Float64Array } {
  const stride = Math.max(1, Math.ceil((axis.length - 1) / (comparedAlongAxis - 1)));
  const along = coarseIndices(axis.length, stride);
  const points = Int32Array.from(along.flatMap((row) => along.map((column) => row * axis.length + column)));
  return { points, weights: allWeights(settingsOnPlane(plane, coordinatesOf(points, axis)), layout.parameterCount) };
}

function chainDifference(setup: SetupOnPlane, request: LandscapeRequest, axis: Float64Array, values: LandscapeValues): number {
  const { points, weights } = comparedPoints(setup, axis);
  let difference = 0;
  for (const [k, point] of points.entries()) {
    if (values.divergedAt[point] >= 0) continue;
    for (const [r, step] of request.record.entries()) {
      const theory = chainEnergyAtStep(values.loss[point], weights[2 * k + 1], request.inference.dt, step);
      difference = Math.max(difference, Math.abs(theory - values.energyAtStep[r][point]));
    }
  }
  return difference;
}

function equilibriumDifference(setup: SetupOnPlane, axis: Float64Array, values: LandscapeValues): number {
  const { layout, samples } = setup;
  const { points, weights } = comparedPoints(setup, axis);
  const theory = equilibratedEnergies(weights, layout.widths, secondMoments(samples.x, samples.y, samples.count));
  return points.reduce((largest, point, k) => Math.max(largest, Math.abs(theory[k] - values.equilibratedEnergy[point])), 0);
}

function allWeights(settings: WeightSettings, parameters: number): Float64Array {
  const weights = new Float64Array(settings.count * parameters);
  for (let g = 0; g < settings.count; g++) writeWeights(settings, g, weights, g * parameters);
  return weights;
}
