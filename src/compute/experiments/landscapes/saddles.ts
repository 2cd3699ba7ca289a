/** Searches for critical points of a deep linear network's loss, or of F*, from many starts, and classifies each by its Hessians. */

import { computeError } from '../../../model/computeError.ts';
import type { SaddlesRequest } from '../../../model/landscapes/experiments.ts';
import type { CriticalPoint, SaddlesFrame } from '../../../model/landscapes/saddlesFrames.ts';
import type { Descended } from '../../../model/problem/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import { Breather } from '../../engine/work/breather.ts';
import { layoutOf, type NetworkLayout } from '../../engine/work/networkLayout.ts';
import { type Samples, shrinkSamples } from '../../engine/work/samples.ts';
import { parameterCount } from '../../math/flatLayers.ts';
import { secondMoments } from '../../math/secondMoments.ts';
import { stationaryPoint } from '../../math/stationaryPoint.ts';
import { criticalValues, criticalValuesOfRank } from '../../theory/criticalValues.ts';
import { requireFullyConnected } from '../requireFullyConnected.ts';
import { setUp } from '../setup.ts';
import { criticalPointAt, foundSlope, type Survey, withPoint } from './criticalPoints.ts';
import { linearTerrain } from './linearTerrain.ts';
import { saddleStart } from './saddleStarts.ts';

/** Time between two frames, in ms. */
const frameInterval = 250;
/** Largest number of parameters: Hessians are dense, and computed at every step. */
export const mostParameters = 150;
const mostSteps = 120;
/** |theta| beyond which a search has gone to infinity, in units of sqrt(P). */
const farthest = 10;

/**
 * Frames until all starts were followed to their end; with `resume`, goes on after its starts to the same list as an unbroken search. Throws
 * InvalidRequest for a network that is not linear, TooLarge for one of more than 150 parameters, what `setUp` throws, and the signal's
 * reason when cancelled.
 */
export async function* saddles(request: SaddlesRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<SaddlesFrame> {
  refuseUnsuited(request.problem.network);
  const { layout, samples } = await setUp(request.problem, signal);
  yield* searchFrom(request, { layout, samples, seed: request.problem.seed }, engine, signal);
}

/** The network, samples and seed of a search. */
export interface Ground {
  layout: NetworkLayout;
  samples: Samples;
  seed: number;
}

/** The search on any samples, apart from a request's problem. */
export async function* searchFrom(
  { of, starts, resume }: Pick<SaddlesRequest, 'of' | 'starts' | 'resume'>,
  { layout, samples, seed }: Ground,
  engine: Engine,
  signal: AbortSignal,
): AsyncGenerator<SaddlesFrame> {
  const began = performance.now();
  const survey = surveyOf(layout, samples, engine, signal);
  const scale = survey.theory.total / 2;
  const patience = { enough: foundSlope * scale, mostSteps, farthest: farthest * Math.sqrt(layout.parameterCount) };
  let points: readonly CriticalPoint[] = resume?.points ?? [];
  const found = { loss: [...(resume?.found.loss ?? [])], energyMin: [...(resume?.found.energyMin ?? [])] };
  const ranks = [...(resume?.found.rank ?? [])];
  let lost = resume?.lost ?? 0;
  let start = resume?.starts ?? 0;
  let lastFrame = began;
  for (; start < starts; start++) {
    if (performance.now() - lastFrame > frameInterval) {
      yield frame();
      lastFrame = performance.now();
    }
    const from = saddleStart(layout.widths, survey.theory.directions, seed, start);
    const end = await stationaryPoint(survey[of], from, patience);
    if (end.how !== 'rest') {
      lost++;
      continue;
    }
    const point = await criticalPointAt(survey, start, end.point);
    points = withPoint(points, point, scale);
    found.loss.push(point.loss);
    found.energyMin.push(point.energyMin);
    ranks.push(point.rank);
  }
  yield frame();

  function frame(): SaddlesFrame {
    return {
      kind: 'saddles',
      backend: 'reference',
      milliseconds: performance.now() - began,
      progress: Math.min(1, start / starts),
      of,
      starts: start,
      lost,
      points: points.map((point) => ({ ...point, weights: point.weights.slice() })), // a frame's arrays move to the page
      found: {
        loss: Float64Array.from(found.loss),
        energyMin: Float64Array.from(found.energyMin),
        rank: Int32Array.from(ranks),
      },
      criticalValues: Array.from({ length: Math.min(survey.theory.explained.length, ...layout.widths) + 1 }, (_, rank) =>
        criticalValuesOfRank(survey.theory, rank),
      ),
    };
  }
}

function surveyOf(layout: NetworkLayout, samples: Samples, engine: Engine, signal: AbortSignal): Survey {
  const breather = new Breather(signal);
  const fewer = shrinkSamples(layout, samples);
  const terrainOf = (of: Descended) => linearTerrain(of, layout, fewer, engine, breather, signal);
  return {
    widths: layout.widths,
    loss: terrainOf('loss'),
    energy: terrainOf('energy'),
    theory: criticalValues(secondMoments(samples.x, samples.y, samples.count)),
  };
}

function refuseUnsuited(network: SaddlesRequest['problem']['network']): void {
  const { activation, widths } = network;
  requireFullyConnected(layoutOf(network), 'saddle searches');
  if (activation !== 'linear') {
    throw computeError(
      'InvalidRequest',
      `invalid activation for a saddle search: ${activation} (expected linear, whose critical values are known)`,
    );
  }
  const parameters = parameterCount(widths);
  if (parameters <= mostParameters) return;
  const hidden = widths.length - 2;
  const narrowed = (width: number) => [widths[0], ...new Array<number>(hidden).fill(width), widths[hidden + 1]];
  let width = Math.max(...widths.slice(1, -1)) - 1;
  while (width > 0 && parameterCount(narrowed(width)) > mostParameters) width--;
  const remedy = width > 0 ? `the widest that fits is ${narrowed(width).join('-')}` : 'take fewer layers';
  throw computeError(
    'TooLarge',
    `too many parameters for a saddle search: ${parameters} (expected at most ${mostParameters}; ${remedy})`,
  );
}
