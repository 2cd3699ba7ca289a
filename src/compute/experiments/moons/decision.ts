/** One network on two moons as it learns: class probabilities of BP and PC over the plane, and one point's activities, at every weight step. */

import { computeError } from '../../../model/computeError.ts';
import type { DecisionRequest } from '../../../model/moons/experiments.ts';
import type { DecisionFrame } from '../../../model/moons/moonsFrames.ts';
import { isLargeStep } from '../../../model/problem/cost.ts';
import type { SampleSet } from '../../datasets/batches/batch.ts';
import { dataSetOf } from '../../datasets/dataSources.ts';
import type { Engine } from '../../engine/engine.ts';
import { DecisionRecord, type Places } from './decisionRecord.ts';
import { MoonsLearner } from './moonsLearner.ts';

/** Time between two frames, in ms. */
const frameInterval = 200;
/** The shown part of the plane, with a margin around the points. */
const across = { from: -2, to: 3 };
const up = { from: -2, to: 2.5 };
/** Grid points along x_1 and x_2; for a large network so few that the grid costs no more than a weight step. */
const fine = [61, 55];
const coarse = [31, 28];

/**
 * Frames until both learners have taken every step or diverged. Throws InvalidRequest where the data have other than two inputs and two classes, or
 * not that point, what opening a learner throws, and the signal's reason when cancelled.
 */
export async function* decision(request: DecisionRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<DecisionFrame> {
  const began = performance.now();
  const { problem, inference, iterations, point } = request;
  const train = checked(await dataSetOf(problem, signal), point);
  const places = placesOf(isLargeStep(problem.network, problem.batchSize, inference.steps) ? coarse : fine);
  const chosen = { x: Float64Array.from(rowOf(train.x, point)), y: Float64Array.from(rowOf(train.y, point)) };
  const records: DecisionRecord[] = [];
  let lastFrame = Number.NEGATIVE_INFINITY;
  try {
    for (const learner of ['bp', 'pc'] as const) {
      const opened = await MoonsLearner.open({ ...request, learner }, engine, signal);
      records.push(new DecisionRecord(opened, places, chosen, signal));
    }
    for (const record of records) await record.evaluate();
    for (let iteration = 0; iteration < iterations; iteration++) {
      if (performance.now() - lastFrame > frameInterval) {
        yield frame(iteration);
        lastFrame = performance.now();
      }
      for (const record of records) await record.step(iteration);
    }
    yield frame(iterations);
  } finally {
    for (const record of records) record.dispose();
  }

  function frame(iteration: number): DecisionFrame {
    const [bp, pc] = records;
    return {
      kind: 'decision',
      backend: pc.backend,
      milliseconds: performance.now() - began,
      progress: iteration / iterations,
      iteration,
      widths: [...problem.network.widths],
      across: places.across.slice(), // frames are moved to the page
      up: places.up.slice(),
      bp: bp.curves(),
      pc: pc.curves(),
      points: { x: Float64Array.from(train.x), labels: Int32Array.from({ length: train.count }, (_, i) => train.y[2 * i + 1]) },
      point,
    };
  }
}

function placesOf([columns, rows]: number[]): Places {
  const axis = ({ from, to }: typeof across, count: number) =>
    Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const grid = { across: axis(across, columns), up: axis(up, rows) };
  const x = Float64Array.from({ length: 2 * rows * columns }, (_, k) => {
    const place = k >> 1;
    return k % 2 === 0 ? grid.across[place % columns] : grid.up[Math.floor(place / columns)];
  });
  return { ...grid, x, count: rows * columns };
}

const rowOf = (values: SampleSet['x'], i: number) => values.subarray(2 * i, 2 * i + 2);

function checked(set: { train: SampleSet } | null, point: number): SampleSet {
  if (set?.train.inputs !== 2 || set.train.outputs !== 2)
    throw computeError('InvalidRequest', 'invalid data: no plane of two classes (expected 2 inputs and 2 outputs)');
  if (!(point >= 0 && point < set.train.count))
    throw computeError('InvalidRequest', `invalid point: ${point} (expected 0 to ${set.train.count - 1})`);
  return set.train;
}
