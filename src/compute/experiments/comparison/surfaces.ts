/** Loss surfaces around the weights of the compared models, all along two random directions that are scaled to each model's rows. */
import type { LossSurface, SurfacesFrame } from '../../../model/comparison/comparisonFrames.ts';
import type { SurfacesRequest } from '../../../model/comparison/experiments.ts';
import { computeError } from '../../../model/computeError.ts';
import type { DrawnProblem } from '../../datasets/drawProblem.ts';
import type { Engine } from '../../engine/engine.ts';
import { batchOf, type Samples } from '../../engine/work/samples.ts';
import { oneSetting } from '../../engine/work/weightSettings.ts';
import { coarseIndices, coordinatesOf, onCoarseGrid, pointsToDo, refinementStrides, scatter, symmetricAxis } from '../grid.ts';
import { type PlaneGeometry, settingsOnPlane } from '../planes/geometry.ts';
import { randomPlane } from '../planes/randomPlane.ts';
import { setUp } from '../setup.ts';

/** Least number of training samples that a loss is averaged over; whole batches are taken. */
const leastSamples = 256;

/** One model's plane, and the loss at the grid points computed so far. */
interface Surface {
  plane: PlaneGeometry;
  loss: Float64Array;
  done: Uint8Array;
  shown: LossSurface;
}

/**
 * Frames from coarse to fine, one a model and grid; no point is computed twice. Throws what `setUp` throws, InvalidRequest where weights are of
 * another network, and the signal's reason when cancelled.
 */
export async function* surfaces(request: SurfacesRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<SurfacesFrame> {
  const began = performance.now();
  const { resolution: n, centres, backend } = request;
  const { layout, drawn } = await setUp(request.problem, signal);
  for (const { model, weights } of centres) checkFits(model, weights, layout.parameterCount);
  const samples = learntSamples(drawn, request.problem.batchSize);
  const work = { layout, samples };
  const axis = symmetricAxis(n, request.domain);
  const all: Surface[] = [];
  for (const { model, weights } of centres) {
    const plane = randomPlane(layout, request.problem.seed, weights, 'each model');
    const { loss } = await engine.losses({ ...work, settings: oneSetting(weights) }, backend, { signal });
    const shown = { model, axis: new Float64Array(), loss: new Float64Array(), centre: loss[0] };
    all.push({ plane, loss: new Float64Array(n * n), done: new Uint8Array(n * n), shown });
  }
  for (const stride of refinementStrides(n)) {
    for (const surface of all) {
      const points = pointsToDo(n, stride, surface.done);
      const settings = settingsOnPlane(surface.plane, coordinatesOf(points, axis));
      const values = await engine.losses({ ...work, settings }, backend, { signal });
      scatter(values.loss, points, surface.loss);
      const coarseAxis = Float64Array.from(coarseIndices(n, stride), (k) => axis[k]);
      surface.shown = { ...surface.shown, axis: coarseAxis, loss: onCoarseGrid(surface.loss, n, stride) };
      yield {
        kind: 'surfaces',
        backend: values.backend,
        milliseconds: performance.now() - began,
        progress: shareDone(all),
        surfaces: all.filter(({ shown }) => shown.loss.length > 0).map(({ shown }) => copyOf(shown)),
        planeDescription: surface.plane.description,
        samples: samples.count,
      };
    }
  }
}

/** The seed's first batches, joined to one. */
function learntSamples(drawn: DrawnProblem, batchSize: number): Samples {
  const batches = drawn.batches('fresh');
  const parts = Array.from({ length: Math.ceil(leastSamples / batchSize) }, (_, k) => batches.batch(k));
  const joined = (of: (batch: (typeof parts)[number]) => Float64Array) =>
    Float64Array.from(parts.flatMap((batch) => [...of(batch)]));
  return batchOf(
    joined(({ x }) => x),
    joined(({ y }) => y),
    parts.length * batchSize,
  );
}

const shareDone = (all: Surface[]): number =>
  all.reduce((sum, { done }) => sum + done.reduce((points, isDone) => points + isDone, 0) / done.length, 0) / all.length;

/** Frames are moved to the page, so each takes arrays of its own. */
const copyOf = (surface: LossSurface): LossSurface => ({ ...surface, axis: surface.axis.slice(), loss: surface.loss.slice() });

function checkFits(model: string, weights: Float64Array, parameterCount: number): void {
  if (weights.length === parameterCount) return;
  throw computeError('InvalidRequest', `invalid weights of ${model}: ${weights.length} numbers (expected ${parameterCount})`);
}
