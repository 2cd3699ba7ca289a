/** A learner's weight steps without the page: what a step takes on two paths that take turns, so that a busy machine is busy for both. */
import { Engine } from '../../../src/compute/engine/engine.ts';
import { optimiserState } from '../../../src/compute/engine/learner/optimiser.ts';
import type { LearnerPlan, LearnerSteps } from '../../../src/compute/engine/work/learnerSteps.ts';
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../../src/compute/engine/work/samples.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import type { Learner } from '../../../src/model/problem/problem.ts';

export interface Steps {
  readonly widths: number[];
  readonly learner: Learner;
  /** Of each repeat. */
  readonly steps: number;
  readonly repeats: number;
}

declare global {
  interface Window {
    /** Medians over the repeats, in ms a step: tfjs's operations on wasm, and the simd path's kernels. */
    timeSteps(question: Steps): Promise<[wasm: number, simd: number]>;
  }
}

window.timeSteps = async ({ widths, learner, steps, repeats }) => {
  const layout = layoutOf({ widths, activation: 'relu' });
  const measured = { layerNorms: false, prediction: false, goal: null, variant: {} };
  const plan = { layout, learner, optimiser: 'adam', scale: 1, dt: 0.1, steps: 20, stopping: 'fixed', ...measured } as const;
  const normals = normalStream(1);
  const draw = (length: number) => normals.fill(new Float64Array(length), 0, 1);
  const samples = batchOf(draw(64 * widths[0]), draw(64 * widths[layout.layers]), 64);
  const weights = draw(layout.parameterCount).map((w) => w / Math.sqrt(layout.maxWidth));
  const paths = [await open(plan, weights, samples, 'wasm'), await open(plan, weights, samples, 'simd')];
  const times: number[][] = paths.map(() => []);
  for (let r = 0; r <= repeats; r++) {
    for (const [k, path] of paths.entries()) {
      const time = await timeOf(path, samples, steps);
      if (r > 0) times[k].push(time); // the first warms up
    }
  }
  for (const path of paths) path.dispose();
  const [wasm, simd] = times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]);
  return [wasm, simd];
};

function open(plan: LearnerPlan, weights: Float64Array, samples: Samples, path: 'wasm' | 'simd'): Promise<LearnerSteps> {
  const state = optimiserState(plan.optimiser, weights.length);
  const start = { weights: weights.slice(), logVariances: new Float64Array(), optimiserState: state, firstLoss: null };
  return new Engine().openLearner(plan, start, samples, path);
}

/** A step's time, in ms. */
async function timeOf(path: LearnerSteps, samples: Samples, steps: number): Promise<number> {
  const { signal } = new AbortController();
  const began = performance.now();
  for (let t = 0; t < steps; t++) await path.take(samples, 1e-4, { signal });
  await path.measures();
  return (performance.now() - began) / steps;
}
