/** A learner's weights and its optimiser's moments in the kernels' memory, in float32. */

import { adam, momentCount, momentStart, momentumDecay, optimiserState } from '../learner/optimiser.ts';
import type { LearnerPlan, LearnerStart } from '../work/learnerSteps.ts';
import { requireKnown } from '../work/takes.ts';
import type { Heap } from './heap.ts';
import type { SimdNetwork } from './networkMemory.ts';
import { type SimdOptimiser, simdOptimisers } from './simdTakes.ts';

export class SimdParameters {
  private readonly moments: readonly number[];
  private readonly sums: number;
  private readonly optimiser: SimdOptimiser;
  private steps: number;

  /** The network's weights are the learner's, and are moved in place. */
  constructor(
    private readonly heap: Heap,
    private readonly network: SimdNetwork,
    private readonly plan: Pick<LearnerPlan, 'optimiser' | 'variant'>,
    state: LearnerStart['optimiserState'],
  ) {
    this.optimiser = requireKnown('optimiser', plan.optimiser, simdOptimisers);
    const { optimiser } = this;
    const start = momentStart(optimiser);
    this.steps = start ? state[0] : 0;
    this.moments = Array.from({ length: momentCount(optimiser) }, (_, m) =>
      heap.takeFloats(state.subarray(start + m * this.count, start + (m + 1) * this.count)),
    );
    this.sums = heap.take(3 * 8);
  }

  weights(): Float64Array {
    return Float64Array.from(this.heap.floats(this.network.weights, this.count));
  }

  /** In the layout of optimiser.ts. */
  optimiserState(): Float64Array {
    const { optimiser } = this;
    const state = optimiserState(optimiser, this.count);
    const start = momentStart(optimiser);
    if (start) state[0] = this.steps;
    for (const [m, moment] of this.moments.entries()) state.set(this.heap.floats(moment, this.count), start + m * this.count);
    return state;
  }

  /** The numbers of each layer as in stepMeasures.ts, at this gradient [parameters]. */
  layerNumbers(gradient: number): number[] {
    const { weightOffset, layers } = this.network.layout;
    return Array.from({ length: layers }, (_, l) => {
      const at = 4 * weightOffset[l];
      const count = weightOffset[l + 1] - weightOffset[l];
      this.heap.kernels.parameterSums(gradient + at, this.network.weights + at, count, this.sums);
      const [squares, sizes, sum] = this.heap.doubles(this.sums, 3);
      return [squares, sizes, sum, squares];
    }).flat();
  }

  /** One optimiser step along `gradient + lambda theta`; the gradient is used up. */
  step(gradient: number, rate: number): void {
    const { kernels } = this.heap;
    const { weights } = this.network;
    const { variant } = this.plan;
    const { count } = this;
    this.steps++;
    if (variant.weightDecay) kernels.addMultiple(gradient, weights, count, variant.weightDecay);
    this.move(gradient, rate);
    this.network.repack();
  }

  private move(gradient: number, rate: number): void {
    const { kernels } = this.heap;
    const { weights } = this.network;
    const moves: Readonly<Record<SimdOptimiser, () => void>> = {
      sgd: () => kernels.addMultiple(weights, gradient, this.count, -rate),
      momentum: () => kernels.stepWithMomentum(weights, gradient, this.moments[0], this.count, rate, momentumDecay),
      adam: () => this.stepWithAdam(gradient, rate, 1),
      adamw: () => this.stepWithAdam(gradient, rate, 1 - rate * adam.decay),
    };
    moves[this.optimiser]();
  }

  /** Adam's step, after the weights have shrunk to `shrinkage` times themselves. */
  private stepWithAdam(gradient: number, rate: number, shrinkage: number): void {
    const { first, second, epsilon } = adam;
    const debiased = [1 - first ** this.steps, 1 - second ** this.steps] as const;
    const [moments, squares] = this.moments;
    const { weights } = this.network;
    const { kernels } = this.heap;
    kernels.stepWithAdam(weights, gradient, moments, squares, this.count, rate, first, second, ...debiased, epsilon, shrinkage);
  }

  private get count(): number {
    return this.network.layout.parameterCount;
  }
}
