/** One learner on one seed: its weights, its optimiser, and its curves so far. */

import { mostLayerNorms } from '../../../model/problem/cost.ts';
import type { LearnerCheckpoint, LearnerCurves } from '../../../model/problem/learnerCurves.ts';
import type {
  BackendChoice,
  BackendName,
  InferenceSettings,
  Learner,
  LearnerVariant,
  LearningRun,
  Problem,
} from '../../../model/problem/problem.ts';
import type { Batch, BatchStream } from '../../datasets/batches/batch.ts';
import type { LearnerBatches } from '../../datasets/drawProblem.ts';
import type { Engine } from '../../engine/engine.ts';
import { optimiserState } from '../../engine/learner/optimiser.ts';
import type { LearnerSteps } from '../../engine/work/learnerSteps.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { batchOf } from '../../engine/work/samples.ts';
import { oneSetting } from '../../engine/work/weightSettings.ts';
import { gradientScale } from './gradientScale.ts';
import { LearnerRecord } from './learnerRecord.ts';
import { hasQuickTheory, mostOutputs, theoryAt, theoryFrom } from './predictedEnergy.ts';

/**
 * The published chain runs: PC takes at most 50 steps; with one hidden layer it stops when the test loss is below 0.001. In matrix completion
 * both learners stop when BP's loss, a mean over the entries, is below 0.01.
 */
const published = { pcSteps: 50, testLoss: 0.001, completionLoss: 0.01 };

/** The settings that decide every step of a learner. */
export interface LearnerPlan
  extends Pick<LearningRun, 'optimiser' | 'learningRates' | 'pcRate' | 'convention' | 'ending' | 'iterations'> {
  readonly problem: Problem;
  readonly inference: InferenceSettings;
  /** Runs whose curves are shown together, which decides whether layer norms fit; left out where no curves are shown. */
  readonly seeds?: number;
  /** Left out for the learner without variants. */
  readonly variant?: LearnerVariant;
  /** Tests in an epoch; 1 where left out. */
  readonly testsAnEpoch?: number;
  /** Whether learners' times are compared. */
  readonly isTimed?: boolean;
}

export class LearnerRun {
  /** Up to date where steps are taken in this memory; else the weights at the last `fetch`. [P] */
  readonly weights: Float64Array;
  /** s_lj, one a unit, where variances are trainable; else empty. */
  readonly logVariances: Float64Array;
  readonly optimiserState: Float64Array;
  /** How often the published rule has halved dt by the next step; up to date as the weights are. */
  halvings = 0;
  /** Time spent in weight steps, in ms, without tests and without waiting for other learners. */
  ownMilliseconds = 0;
  /** Factor of this convention on the mean gradient of 1/2 squares. */
  readonly scale: number;
  private readonly batches: BatchStream;
  private readonly chainTest: Batch | null;
  private readonly heldOut: LearnerBatches['heldOut'];
  private readonly record: LearnerRecord;
  private steps: LearnerSteps | null = null;
  private taken = 0;
  private restoredOn: BackendName = 'reference';

  constructor(
    private readonly request: LearnerPlan,
    private readonly layout: NetworkLayout,
    private readonly learner: Learner,
    batches: LearnerBatches,
    startWeights: Float64Array,
    scale = gradientScale(request.convention, request.problem, layout, learner),
  ) {
    this.weights = startWeights.slice();
    const { variant = {}, testsAnEpoch = 1 } = request;
    this.logVariances = new Float64Array(variant.variances === 'trainable' ? layout.unitCount : 0);
    this.optimiserState = optimiserState(request.optimiser, startWeights.length + this.logVariances.length);
    this.scale = scale;
    this.batches = learner === 'bp' ? batches.bp : batches.pc;
    this.chainTest = batches.test;
    const epoch = batches.heldOut && Math.max(1, Math.floor(batches.heldOut.trainingCount / request.problem.batchSize));
    const hasTheory = learner !== 'bp' && layout.isLinear && !request.variant;
    this.record = new LearnerRecord(epoch, hasTheory, request.ending, epoch && Math.max(1, Math.round(epoch / testsAnEpoch)));
    this.heldOut = batches.heldOut;
  }

  /** Iteration at which the learner diverged, -1 if it did not. */
  get divergedAt(): number {
    return this.record.divergedAt;
  }

  get isAlive(): boolean {
    return this.record.divergedAt < 0;
  }

  get isRunning(): boolean {
    return this.isAlive && !this.record.finished;
  }

  get stepsTaken(): number {
    return this.taken;
  }

  /** Largest number of units whose log-variances were clipped to their bounds in one step. */
  get clamped(): number {
    return this.record.clamped;
  }

  get testsMade(): number {
    return this.record.testsMade;
  }

  get latestGradientNorm(): number {
    return this.record.latestGradientNorm;
  }

  /** Path that the steps are taken on. */
  get backend(): BackendName {
    return this.steps?.backend ?? this.restoredOn;
  }

  /** `theta <- theta - rate(iteration) * scale * gradient` on this iteration's batch; does nothing once the run has ended. */
  async step(iteration: number, engine: Engine, backend: BackendChoice, signal: AbortSignal): Promise<void> {
    if (!this.isRunning) return;
    const steps = this.steps ?? (await this.open(iteration, engine, backend));
    if (this.taken === 0) await this.testWhereDue(signal);
    const { x, y, count, mask } = this.batches.batch(iteration);
    if (this.record.hasTheory && steps.measuresAtOnce) this.record.addTheory(theoryAt(this.weights, this.layout, x, y, count));
    const began = performance.now();
    await steps.take(batchOf(x, y, count, mask), this.rateAt(iteration), { signal });
    this.ownMilliseconds += performance.now() - began;
    this.taken++;
    if (steps.measuresAtOnce || this.record.isEpochEnd(this.taken) || this.record.isTestDue(this.taken))
      await this.collectMeasures();
    if (!this.isRunning) return;
    await this.testWhereDue(signal);
    await this.checkPublishedEnd(engine, backend, signal);
  }

  /** Appends to the curves what the steps have measured since the last call. */
  async collectMeasures(): Promise<void> {
    const began = performance.now();
    const unseen = (await this.steps?.measures()) ?? []; // timed too: a device finishes its queued steps here
    this.ownMilliseconds += performance.now() - began;
    for (const measured of unseen) {
      this.record.add(measured);
      if (measured.prediction) this.record.addTheory(theoryFrom(measured.prediction, this.layout));
    }
    this.taken = this.record.stepsTaken;
  }

  /** Copies weights and optimiser state from the memory in which the steps are taken. */
  async fetch(): Promise<void> {
    if (!this.steps) return;
    this.halvings = await this.steps.halvings();
    if (this.steps.measuresAtOnce) return;
    this.weights.set(await this.steps.weights());
    this.logVariances.set(await this.steps.logVariances());
    this.optimiserState.set(await this.steps.optimiserState());
    await this.collectMeasures();
  }

  curves(): LearnerCurves {
    return this.record.curves();
  }

  /** Takes up a checkpoint; before the first step. */
  restore(curves: LearnerCurves, { weights, optimiser, halvings }: LearnerCheckpoint, backend: BackendName): void {
    this.restoredOn = backend;
    this.weights.set(weights);
    this.optimiserState.set(optimiser);
    this.halvings = halvings;
    this.record.restore(curves);
    this.taken = this.record.stepsTaken;
  }

  /** Takes up the variances and the time of a checkpoint; before the first step. */
  restoreVariances({
    logVariances,
    clamped,
    ownMilliseconds,
  }: Readonly<Pick<LearnerRun, 'logVariances' | 'clamped' | 'ownMilliseconds'>>): void {
    this.logVariances.set(logVariances);
    this.record.clamped = clamped;
    this.ownMilliseconds = ownMilliseconds;
  }

  /** The state after the latest `fetch`, in arrays of its own. */
  checkpoint(): LearnerCheckpoint {
    return { weights: this.weights.slice(), optimiser: this.optimiserState.slice(), halvings: this.halvings };
  }

  dispose(): void {
    this.steps?.dispose();
  }

  private async open(iteration: number, engine: Engine, backend: BackendChoice): Promise<LearnerSteps> {
    const { layout, learner, scale } = this;
    const { inference, optimiser, iterations, seeds = Number.POSITIVE_INFINITY, variant = {}, isTimed } = this.request;
    const { dt, steps, stopping = 'fixed' } = inference;
    const layerNorms = layout.layers * iterations * seeds <= mostLayerNorms;
    const prediction = this.record.hasTheory && layout.widths[layout.layers] <= mostOutputs;
    const measured = { goal: this.goal, layerNorms, prediction, isTimed };
    const plan = { layout, learner, scale, optimiser, dt, steps, stopping, variant, ...measured };
    const { weights, logVariances, optimiserState, halvings } = this;
    const start = { weights, logVariances, optimiserState, firstLoss: this.record.firstLoss, halvings };
    const { x, y, count, mask } = this.batches.batch(iteration);
    this.steps = await engine.openLearner(plan, start, batchOf(x, y, count, mask), backend);
    if (!(this.steps.measuresAtOnce ? hasQuickTheory(layout) : prediction)) this.record.dropTheory();
    return this.steps;
  }

  /** The learning rate that holds at an iteration: the latest change at or before it. */
  private rateAt(iteration: number): number {
    const { learningRates, pcRate = 1 } = this.request;
    const rate = learningRates.reduce((rate, change) => (change.from <= iteration ? change.rate : rate), learningRates[0].rate);
    return this.learner === 'bp' ? rate : pcRate * rate;
  }

  /** Loss at which matrix completion ends: the squared errors of the observed entries, averaged over all entries. */
  private get goal(): number | null {
    const { data } = this.request.problem;
    return data === 'matrix-completion' ? (published.completionLoss * this.layout.widths[this.layout.layers]) / 2 : null;
  }

  private async testWhereDue(signal: AbortSignal): Promise<void> {
    if (!this.heldOut || !this.steps || !this.record.isTestDue(this.taken)) return;
    const { x, y, count } = this.heldOut.test;
    const samples = batchOf(Float64Array.from(x), Float64Array.from(y), count);
    this.record.addTest(this.taken, await this.steps.test(samples, { signal }));
  }

  private async checkPublishedEnd(engine: Engine, backend: BackendChoice, signal: AbortSignal): Promise<void> {
    if (!this.chainTest || this.learner === 'bp') return;
    this.record.finished ||= this.taken >= published.pcSteps;
    if (this.layout.layers !== 2) return;
    const { x, y, count } = this.chainTest;
    const work = {
      layout: this.layout,
      samples: batchOf(x, y, count),
      settings: oneSetting(this.weights),
      dt: 0.1,
      stopping: 'fixed',
      record: [0],
      withEquilibrium: false,
    } as const;
    const { loss } = await engine.landscape(work, backend, { signal });
    this.record.finished ||= loss[0] < published.testLoss;
  }
}
