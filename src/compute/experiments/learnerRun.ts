/** One learner on one seed: its weights, its optimiser, and the curves it has drawn so far. */
import type { LearnerCurves } from '../../model/frames.ts';
import type { BackendChoice, BackendName, Learner } from '../../model/problem.ts';
import type { TrainingRequest } from '../../model/requests.ts';
import type { Batch, BatchStream } from '../datasets/batch.ts';
import type { LearnerBatches } from '../datasets/drawProblem.ts';
import type { Engine } from '../engine/engine.ts';
import type { NetworkLayout } from '../engine/network.ts';
import { optimiserState, takeStep } from '../engine/optimiser.ts';
import { batchOf } from '../engine/samples.ts';
import { divergenceFactor } from '../engine/stepControl.ts';
import { oneSetting } from '../engine/weightSettings.ts';
import { equilibratedEnergy } from '../theory/equilibratedEnergy.ts';
import { gradientScale } from './gradientScale.ts';

/**
 * The published chain runs: PC takes at most 50 steps; with one hidden layer it stops when the test loss is below 0.001. In matrix completion
 * both learners stop when BP's loss, a mean over the entries, is below 0.01.
 */
const published = { pcSteps: 50, testLoss: 0.001, completionLoss: 0.01 };

/** What of a request decides a learner's steps. */
type LearnerPlan = Pick<TrainingRequest, 'problem' | 'inference' | 'optimiser' | 'learningRates' | 'convention'>;

export class LearnerRun {
  readonly weights: Float64Array;
  readonly optimiserState: Float64Array;
  /** What this convention multiplies the mean gradient of 1/2 squares by. */
  readonly scale: number;
  /** Path that the latest gradient was computed on. */
  backend: BackendName = 'reference';
  private readonly batches: BatchStream;
  private readonly test: Batch | null;
  private loss: number[] = [];
  private energy: number[] = [];
  private theoryEnergy: number[] | null;
  private gradientNorm: number[] = [];
  /** Iteration at which it diverged, -1 if it did not. */
  divergedAt = -1;
  private finished = false;

  constructor(
    private readonly request: LearnerPlan,
    private readonly layout: NetworkLayout,
    private readonly learner: Learner,
    batches: LearnerBatches,
    startWeights: Float64Array,
    scale = gradientScale(request.convention, request.problem, layout, learner),
  ) {
    this.weights = startWeights.slice();
    this.optimiserState = optimiserState(request.optimiser, startWeights.length);
    this.scale = scale;
    this.batches = learner === 'bp' ? batches.bp : batches.pc;
    this.test = batches.test;
    this.theoryEnergy = learner !== 'bp' && hasQuickTheory(layout) ? [] : null;
  }

  get isAlive(): boolean {
    return this.divergedAt < 0;
  }

  get isRunning(): boolean {
    return this.isAlive && !this.finished;
  }

  get stepsTaken(): number {
    return this.loss.length;
  }

  get latestGradientNorm(): number {
    return this.gradientNorm[this.gradientNorm.length - 1];
  }

  /** `theta <- theta - rate(iteration) * scale * gradient`, on this iteration's batch; rests where the run has ended. */
  async step(iteration: number, engine: Engine, backend: BackendChoice, signal: AbortSignal): Promise<void> {
    if (!this.isRunning) return;
    const { x, y, count, mask } = this.batches.batch(iteration);
    const { dt, steps, stopping = 'fixed' } = this.request.inference;
    const values = await engine.gradient(
      {
        layout: this.layout,
        samples: batchOf(x, y, count, mask),
        settings: oneSetting(this.weights),
        learner: this.learner,
        dt,
        steps,
        stopping,
      },
      backend,
      { signal },
    );
    this.backend = values.backend;
    const { gradient } = values;
    for (let p = 0; p < gradient.length; p++) gradient[p] *= this.scale;
    this.loss.push(values.loss[0]);
    this.energy.push(values.energy[0]);
    this.theoryEnergy?.push(theoryAt(this.weights, this.layout, x, y, count));
    this.gradientNorm.push(norm(gradient));
    if (this.hasDiverged(values.loss[0], values.divergedAt[0])) {
      this.divergedAt = iteration;
      return;
    }
    this.finished = this.hasCompleted(values.loss[0]);
    if (this.finished) return;
    takeStep(this.request.optimiser, rateAt(this.request, iteration), this.weights, gradient, this.optimiserState);
    await this.checkPublishedEnd(engine, backend, signal);
  }

  curves(): LearnerCurves {
    return {
      loss: Float64Array.from(this.loss),
      energy: Float64Array.from(this.energy),
      theoryEnergy: this.theoryEnergy && Float64Array.from(this.theoryEnergy),
      gradientNorm: Float64Array.from(this.gradientNorm),
      divergedAt: this.divergedAt,
      finished: this.finished,
    };
  }

  /** Takes up a checkpoint's numbers. */
  restore(curves: LearnerCurves, weights: Float64Array, optimiser: Float64Array): void {
    this.weights.set(weights);
    this.optimiserState.set(optimiser);
    this.loss = Array.from(curves.loss);
    this.energy = Array.from(curves.energy);
    this.theoryEnergy = curves.theoryEnergy && Array.from(curves.theoryEnergy);
    this.gradientNorm = Array.from(curves.gradientNorm);
    this.divergedAt = curves.divergedAt;
    this.finished = curves.finished;
  }

  private hasDiverged(loss: number, inferenceDivergedAt: number): boolean {
    const hasNorm = Number.isFinite(this.latestGradientNorm);
    return inferenceDivergedAt >= 0 || !(loss <= divergenceFactor * this.loss[0]) || !hasNorm;
  }

  /** Whether the mean squared error of the shown entries, over all entries, is small enough to stop. */
  private hasCompleted(loss: number): boolean {
    const { data } = this.request.problem;
    return data === 'matrix-completion' && (2 * loss) / this.layout.widths[this.layout.layers] < published.completionLoss;
  }

  private async checkPublishedEnd(engine: Engine, backend: BackendChoice, signal: AbortSignal): Promise<void> {
    if (!this.test || this.learner === 'bp') return;
    this.finished = this.stepsTaken >= published.pcSteps;
    if (this.layout.layers !== 2) return;
    const { x, y, count } = this.test;
    const work = {
      layout: this.layout,
      samples: batchOf(x, y, count),
      settings: oneSetting(this.weights),
      dt: 0.1,
      stopping: 'fixed',
      record: [0],
    } as const;
    const { loss } = await engine.landscape(work, backend, { signal });
    this.finished ||= loss[0] < published.testLoss;
  }
}

/** Multiply-adds of Theorem 1 in a weight step, d_y a parameter, beyond which it would keep the thread. */
const quickTheory = 2e7;

const hasQuickTheory = ({ isLinear, widths, layers, parameterCount }: NetworkLayout): boolean =>
  isLinear && widths[layers] * parameterCount <= quickTheory;

/** F* by Theorem 1; NaN where the weights are too large for it. */
function theoryAt(weights: Float64Array, { widths }: NetworkLayout, x: Float64Array, y: Float64Array, count: number): number {
  try {
    return equilibratedEnergy(weights, widths, x, y, count);
  } catch (error) {
    if (error instanceof RangeError) return Number.NaN;
    throw error;
  }
}

/** The learning rate that holds at an iteration: the latest change at or before it. */
function rateAt({ learningRates }: LearnerPlan, iteration: number): number {
  return learningRates.reduce((rate, change) => (change.from <= iteration ? change.rate : rate), learningRates[0].rate);
}

function norm(gradient: Float64Array): number {
  let squares = 0;
  for (let p = 0; p < gradient.length; p++) squares += gradient[p] ** 2;
  return Math.sqrt(squares);
}
