/** Escape times of BP and PC against the initial scale, for several networks, with fitted power laws. */

import { computeError } from '../../../model/computeError.ts';
import type { EscapeFrame, EscapeNetwork, PowerLaw } from '../../../model/landscapes/escapeFrames.ts';
import type { EscapeRequest } from '../../../model/landscapes/experiments.ts';
import type { Network, Problem } from '../../../model/problem/problem.ts';
import type { BatchStream } from '../../datasets/batches/batch.ts';
import type { Engine } from '../../engine/engine.ts';
import { slopeAtZero } from '../../engine/kernels/activation.ts';
import { Breather } from '../../engine/work/breather.ts';
import { layoutOf, type NetworkLayout } from '../../engine/work/networkLayout.ts';
import { powerLawOfSmallest, settledPowerLaw } from '../../math/powerLaw.ts';
import { logarithmicSlope, lossEscapeSlope } from '../../theory/escapeSlope.ts';
import { requireFullyConnected } from '../requireFullyConnected.ts';
import { setUp } from '../setup.ts';
import { EscapeRuns } from './escapeRuns.ts';

/** Time between two frames, and length of one learner's turn on one network, in ms. */
const frameInterval = 500;
const turn = 50;
/** Escape times below this many steps are too coarse for a slope. */
const leastSteps = 20;
/** Most bytes that the weights of all runs may take: each frame carries them. */
const mostBytes = 64 << 20;

interface Group {
  layout: NetworkLayout;
  bp: EscapeRuns;
  pc: EscapeRuns;
}

/**
 * Frames until every run has escaped, diverged or taken `mostSteps`. The learners and networks take turns, so that all curves grow together from
 * their large scales down; no run's numbers depend on that. With `resume`, goes on with the same numbers as an unbroken sweep. Throws what `setUp`
 * throws, InvalidRequest for scales that are not ascending, TooLarge, and the signal's reason when cancelled.
 */
export async function* escapeSweep(request: EscapeRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<EscapeFrame> {
  const began = performance.now();
  check(request);
  const groups: Group[] = [];
  for (const [n, network] of request.networks.entries()) groups.push(await openGroup(request, network, n, signal));
  const runs = groups.flatMap(({ bp, pc }) => [bp, pc]);
  const breather = new Breather(signal);
  let lastFrame = began;

  while (runs.some((each) => each.isRunning)) {
    for (const each of runs) {
      const ends = performance.now() + turn;
      while (each.isRunning && performance.now() < ends) {
        await each.step(engine, request.backend, signal);
        if (breather.isDue) await breather.pause();
      }
      if (performance.now() - lastFrame < frameInterval) continue;
      yield frame();
      lastFrame = performance.now();
    }
  }
  yield frame();

  function frame(): EscapeFrame {
    const left = runs.reduce((sum, each) => sum + each.runningShare, 0);
    return {
      kind: 'escape',
      backend: runs[runs.length - 1].backend,
      milliseconds: performance.now() - began,
      progress: 1 - left / runs.length,
      scales: Float64Array.from(request.scales),
      mostSteps: request.mostSteps,
      networks: groups.map((group) => networkOf(request, group)),
      checkpoint: runs.map((each) => each.checkpoint()),
    };
  }
}

async function openGroup(request: EscapeRequest, network: Network, n: number, signal: AbortSignal): Promise<Group> {
  const layout = layoutOf(network);
  requireFullyConnected(layout, 'escape sweeps');
  const seeds: { saddle: Float64Array; deviation: Float64Array }[] = []; // deviations at scale 1
  const streams: BatchStream[] = []; // one a learner, both the first seed's
  for (let s = 0; s < request.seeds; s++) {
    const problem: Problem = {
      ...request.problem,
      network,
      initial: 'normal',
      scale: 1,
      seed: (request.problem.seed + s) % 2 ** 32,
    };
    const { drawn, saddleWeights } = await setUp(problem, signal);
    seeds.push({ saddle: saddleWeights, deviation: drawn.deviation });
    if (s === 0) streams.push(drawn.batches(request.batches), drawn.batches(request.batches));
  }
  const starts = request.scales.flatMap((scale) =>
    seeds.map(({ saddle, deviation }) => deviation.map((normal, p) => saddle[p] + scale * normal)),
  );
  const [bp, pc] = (['bp', request.learner] as const).map(
    (learner, k) => new EscapeRuns(request, layout, learner, streams[k], starts, request.resume?.[2 * n + k] ?? null),
  );
  return { layout, bp, pc };
}

function networkOf(request: EscapeRequest, { layout, bp, pc }: Group): EscapeNetwork {
  const { scales, seeds } = request;
  const bpCurve = bp.curve(seeds);
  const pcCurve = pc.curve(seeds);
  const bpFit = settledPowerLaw(scales, bpCurve.median, leastSteps);
  const pcFit = powerLawOfSmallest(scales, pcCurve.median);
  return {
    widths: [...layout.widths],
    layers: layout.layers,
    predictedSlope: predicted(request, layout, pcFit),
    bp: { ...bpCurve, fit: bpFit },
    pc: { ...pcCurve, fit: pcFit },
  };
}

/** Around other saddles than the origin neither law is predicted. */
function predicted(
  { problem }: EscapeRequest,
  { layers, network }: NetworkLayout,
  pcFit: PowerLaw | null,
): EscapeNetwork['predictedSlope'] {
  if (problem.saddle.kind !== 'origin') return { bp: null, pc: null };
  // relu has no slope at the origin for Theorem 2 to stand on
  const hasSlope = slopeAtZero(network.activation) === 1;
  return { bp: lossEscapeSlope(layers), pc: pcFit && hasSlope ? logarithmicSlope(pcFit.from, pcFit.to) : null };
}

function check({ scales, networks, seeds }: EscapeRequest): void {
  if (scales.some((scale, i) => !(scale > (scales[i - 1] ?? 0)))) {
    throw computeError('InvalidRequest', `invalid scales: ${scales.join(', ')} (expected ascending numbers above 0)`);
  }
  const parameters = networks.reduce((sum, network) => sum + layoutOf(network).parameterCount, 0);
  const runs = 2 * seeds * scales.length;
  if (8 * runs * parameters > mostBytes) {
    const most = Math.floor(mostBytes / (8 * runs));
    throw computeError(
      'TooLarge',
      `too large: ${parameters} weights in ${networks.length} networks, ${runs} runs of each (expected at most ${most} weights for so many runs)`,
    );
  }
}
