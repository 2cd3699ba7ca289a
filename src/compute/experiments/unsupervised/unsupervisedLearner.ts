/** One unsupervised run: the generative network, the probe and k-NN on its latents, and their curves so far. */
import type { UnsupervisedRequest } from '../../../model/unsupervised/experiments.ts';
import type { Evaluation, UnsupervisedCheckpoint, UnsupervisedCurves } from '../../../model/unsupervised/unsupervisedFrames.ts';
import type { BatchStream } from '../../datasets/batches/batch.ts';
import { labelsOf } from '../../datasets/batches/classSamples.ts';
import { shuffledBatches } from '../../datasets/batches/shuffledBatches.ts';
import { deviationOf } from '../../datasets/drawProblem.ts';
import type { Engine } from '../../engine/engine.ts';
import { optimiserState } from '../../engine/learner/optimiser.ts';
import type { LearnerSteps } from '../../engine/work/learnerSteps.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../engine/work/samples.ts';
import type { ImageSet } from './imageSet.ts';
import { LinearProbe } from './linearProbe.ts';
import { NearestNeighbours } from './nearestNeighbours.ts';
import { TestImages } from './testImages.ts';
import { UnsupervisedRecord } from './unsupervisedRecord.ts';

interface Batch {
  samples: Samples;
  labels: Int32Array;
}

export class UnsupervisedLearner {
  iteration: number;
  readonly images: TestImages;
  private readonly batches: BatchStream;
  private readonly probe: LinearProbe;
  private readonly neighbours: NearestNeighbours;
  private readonly record: UnsupervisedRecord;
  private steps!: LearnerSteps;

  private constructor(
    private readonly request: UnsupervisedRequest,
    private readonly layout: NetworkLayout,
    private readonly set: ImageSet,
  ) {
    const { problem, resume } = request;
    const latents = layout.widths[0];
    this.iteration = resume?.iteration ?? 0;
    this.images = new TestImages(set, latents, problem.seed);
    this.batches = shuffledBatches(set.train, problem.seed, problem.batchSize);
    this.probe = new LinearProbe(set.classNames.length, latents, resume?.probe ?? null);
    this.neighbours = new NearestNeighbours(latents, resume?.neighbours ?? null);
    this.record = new UnsupervisedRecord(layout.layers, settingsOf(request), resume);
  }

  /** Starts at the seed's initial weights, or at the request's checkpoint. Throws `BackendUnavailable` where the machine cannot compute on the chosen path. */
  static async open(
    request: UnsupervisedRequest,
    layout: NetworkLayout,
    set: ImageSet,
    engine: Engine,
  ): Promise<UnsupervisedLearner> {
    const learner = new UnsupervisedLearner(request, layout, set);
    const { problem, inference, sparsity, resume, backend } = request;
    const weights = resume?.weights.slice() ?? deviationOf(problem);
    const start = {
      weights,
      logVariances: new Float64Array(),
      optimiserState: resume?.optimiser.slice() ?? optimiserState('adam', weights.length),
      firstLoss: learner.record.firstLoss,
    };
    const plan = {
      layout,
      learner: 'pc',
      optimiser: 'adam',
      scale: 1,
      dt: inference.dt,
      steps: inference.steps,
      stopping: 'fixed',
      layerNorms: false,
      prediction: false,
      goal: null,
      variant: { sparsity },
    } as const;
    learner.steps = await engine.openLearner(plan, start, learner.batch(learner.iteration).samples, backend);
    return learner;
  }

  get backend() {
    return this.steps.backend;
  }

  get divergedAt(): number {
    return this.record.divergedAt;
  }

  get isAlive(): boolean {
    return this.divergedAt < 0;
  }

  get isRunning(): boolean {
    return this.isAlive && this.iteration < this.request.iterations;
  }

  /** Infers a batch's latents, steps the weights, and shows the latents to the probe and k-NN. */
  async step(signal: AbortSignal): Promise<void> {
    const { samples, labels } = this.batch(this.iteration);
    await this.steps.take(samples, this.request.learningRate, { signal });
    for (const measured of await this.steps.measures()) this.record.add(measured);
    if (!this.isAlive) return;
    const latents = await this.steps.latestInputs();
    this.probe.learn(latents, labels);
    this.neighbours.add(latents, labels);
    this.iteration++;
  }

  async evaluate(images: number, record: number[], signal: AbortSignal): Promise<Evaluation> {
    const { iteration, steps, probe, neighbours } = this;
    const { evaluation, measures } = await this.images.evaluate(
      steps,
      { iteration, images, record },
      { probe, neighbours },
      signal,
    );
    this.record.addEvaluation(evaluation, measures);
    return evaluation;
  }

  curves(): UnsupervisedCurves {
    return this.record.curves();
  }

  async checkpoint(): Promise<UnsupervisedCheckpoint> {
    return {
      iteration: this.iteration,
      backend: this.backend,
      curves: this.record.curves(),
      firstLoss: this.record.firstLoss,
      weights: (await this.steps.weights()).slice(),
      optimiser: (await this.steps.optimiserState()).slice(),
      probe: this.probe.state(),
      neighbours: this.neighbours.state(),
    };
  }

  dispose(): void {
    this.steps.dispose();
  }

  /** Batch of this iteration: images at the output layer, latents that start at zero. */
  private batch(iteration: number): Batch {
    const { x, y, count } = this.batches.batch(iteration);
    return {
      samples: batchOf(new Float64Array(count * this.layout.widths[0]), this.set.brightness(x), count),
      labels: labelsOf({ y, count, outputs: this.set.train.outputs }),
    };
  }
}

const settingsOf = ({ inference, learningRate, sparsity }: UnsupervisedRequest) => ({
  dt: inference.dt,
  steps: inference.steps,
  learningRate,
  sparsity,
});
