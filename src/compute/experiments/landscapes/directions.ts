/** Second-order view of PC: how far its weight gradient turns away from BP's along inference and training, and how much of that one Newton step explains. */

import type { DirectionsRequest } from '../../../model/landscapes/experiments.ts';
import type {
  Alignment,
  DirectionsFrame,
  TrainingDirections,
  TrustRegion,
  TrustRegionPoint,
} from '../../../model/landscapes/frames.ts';
import type { Learner } from '../../../model/problem/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import { Breather } from '../../engine/work/breather.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { type Samples, shrinkSamples } from '../../engine/work/samples.ts';
import { oneSetting } from '../../engine/work/weightSettings.ts';
import { requireFullyConnected } from '../requireFullyConnected.ts';
import { setUpAtStart } from '../setup.ts';
import { angleBetween, trustRegionPoint } from './newtonStep.ts';

/** Inference steps at which the gradient is computed, at most. */
const mostSteps = 30;
/**
 * A loss below this part of `1/(2N) sum |y|^2` is rounding error: residuals are known to 1e-16 of the targets a product, of which depth and conditioning make
 * more, and are themselves below 1e-12 of them.
 */
const roundingLoss = 1e-24;
/** Time between two frames, in ms. */
const frameInterval = 300;

/**
 * Frames: first inference at the weights asked for, then one more point of each learner's path at a time. Angles are between mean gradients over
 * the landscape's samples. Throws what `setUp` throws, and the signal's reason when cancelled.
 */
export async function* directions(
  request: DirectionsRequest,
  engine: Engine,
  signal: AbortSignal,
): AsyncGenerator<DirectionsFrame> {
  const began = performance.now();
  const { layout, samples: batch, startWeights } = await setUpAtStart(request, engine, signal);
  requireFullyConnected(layout, 'directions');
  const probe = new GradientProbe(request, layout, shrinkSamples(layout, batch), engine, signal);
  const weights = request.weights ?? startWeights;
  const { steps } = request.inference;

  const { lossGradient, point } = await probe.compare(weights);
  const along: Alignment = { at: recordedSteps(steps), angle: new Float64Array(0) };
  const angles: number[] = [];
  for (const t of along.at) angles.push(angleBetween(lossGradient, await probe.gradient(weights, 'pc', t)));
  along.angle = Float64Array.from(angles);

  const visited = (['bp', 'pc'] as const).map((learner) => ({
    learner,
    path: request.paths?.[learner] ?? null,
    angles: [] as number[],
    points: [] as TrustRegionPoint[],
  }));
  const total = visited.reduce((sum, { path }) => sum + (path?.iteration.length ?? 0), 0);
  let lastFrame = performance.now();
  if (total > 0) yield frame();
  for (const { path, angles, points } of visited) {
    for (let i = 0; i < (path?.iteration.length ?? 0); i++) {
      const there = path!.weights.slice(i * layout.parameterCount, (i + 1) * layout.parameterCount);
      const compared = await probe.compare(there);
      points.push(compared.point);
      angles.push(angleBetween(compared.lossGradient, await probe.gradient(there, 'pc', steps)));
      if (performance.now() - lastFrame < frameInterval) continue;
      yield frame();
      lastFrame = performance.now();
    }
  }
  yield frame();

  function frame(): DirectionsFrame {
    const done = visited.reduce((sum, { points }) => sum + points.length, 0);
    return {
      kind: 'directions',
      backend: probe.backend,
      milliseconds: performance.now() - began,
      progress: total === 0 ? 1 : done / total,
      isLinear: layout.isLinear,
      inference: { at: along.at.slice(), angle: along.angle.slice() },
      here: trustRegionOf(Int32Array.of(0), [point]),
      training:
        request.paths &&
        visited.map(({ learner, path, angles, points }): TrainingDirections => {
          const at = path!.iteration.slice(0, points.length);
          return {
            learner,
            alignment: { at: at.slice(), angle: Float64Array.from(angles) },
            trustRegion: trustRegionOf(at, points),
          };
        }),
    };
  }
}

/** Gradients at one weight setting after another, on the same samples. */
class GradientProbe {
  backend: DirectionsFrame['backend'] = 'reference';
  private readonly breather: Breather;

  constructor(
    private readonly request: DirectionsRequest,
    private readonly layout: NetworkLayout,
    private readonly samples: Samples,
    private readonly engine: Engine,
    private readonly signal: AbortSignal,
  ) {
    this.breather = new Breather(signal);
  }

  async gradient(weights: Float64Array, learner: Learner, steps: number): Promise<Float64Array> {
    const { layout, samples, engine, signal } = this;
    const { dt, stopping = 'fixed' } = this.request.inference;
    const settings = oneSetting(weights);
    const { gradient, backend } = await engine.gradient(
      { layout, samples, settings, learner, dt, steps, stopping },
      this.request.backend,
      { signal },
    );
    this.backend = backend;
    return gradient;
  }

  /**
   * BP's gradient, and the equilibrium beside its approximation. Where the residuals are rounding error, so is all that inference moves: the gradient is set to
   * zero, which has no direction, and there is no Newton step.
   */
  async compare(weights: Float64Array): Promise<{ lossGradient: Float64Array; point: TrustRegionPoint }> {
    const { layout, samples, engine, signal } = this;
    const { dt } = this.request.inference;
    // The equilibrium is float64 whatever the compute path: differences down to 1e-10 are the point.
    const { loss, lossGradient, equilibrium } = await engine.point(
      { layout, samples, weights, dt, steps: 0, stopping: 'fixed', watched: null },
      'reference',
      { signal },
    );
    const targets = 0.5 * samples.weight * samples.y.reduce((sum, entry) => sum + entry * entry, 0);
    if (loss <= roundingLoss * targets) return { lossGradient: lossGradient.fill(0), point: nothingToMove(equilibrium.energy) };
    return { lossGradient, point: await trustRegionPoint(layout, samples, weights, lossGradient, equilibrium, this.breather) };
  }
}

const nothingToMove = (equilibratedEnergy: number): TrustRegionPoint => ({
  angleAtEquilibrium: Number.NaN,
  angleApproximated: Number.NaN,
  shiftError: Number.NaN,
  approximateEnergy: Number.NaN,
  equilibratedEnergy,
});

/** 0 to T, evenly spaced. */
function recordedSteps(steps: number): Int32Array {
  const count = Math.min(steps, mostSteps);
  return Int32Array.from({ length: count + 1 }, (_, i) => Math.round((i * steps) / count));
}

function trustRegionOf(at: Int32Array, points: TrustRegionPoint[]): TrustRegion {
  const each = (key: keyof TrustRegionPoint) => Float64Array.from(points, (point) => point[key]);
  return {
    at,
    angleAtEquilibrium: each('angleAtEquilibrium'),
    angleApproximated: each('angleApproximated'),
    shiftError: each('shiftError'),
    approximateEnergy: each('approximateEnergy'),
    equilibratedEnergy: each('equilibratedEnergy'),
  };
}
