/** One of the compared models as it learns: its run, and at each test the time spent and the histograms of the weights. */
import type { ComparedLearner } from '../../../model/comparison/comparedModels.ts';
import type { ComparedCheckpoint, ComparedRunFrame, WeightHistogram } from '../../../model/comparison/comparisonFrames.ts';
import type { BackendChoice } from '../../../model/problem/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { weightHistogram } from '../../math/weightHistogram.ts';
import type { LearnerRun } from '../runs/learnerRun.ts';

export class ComparedRun {
  private testedAfter: number[] = [];
  private histograms: WeightHistogram[][] = [];

  /** `run`: before its first step, or restored from the checkpoint. */
  constructor(
    readonly learner: ComparedLearner,
    private readonly run: LearnerRun,
    private readonly layout: NetworkLayout,
    resume: ComparedCheckpoint | null,
  ) {
    this.testedAfter = resume ? Array.from(resume.testedAfter) : [0];
    this.histograms = resume ? resume.histograms.map((layers) => layers.map(copyOf)) : [this.spreadOfWeights()];
  }

  get stepsTaken(): number {
    return this.run.stepsTaken;
  }

  get isRunning(): boolean {
    return this.run.isRunning;
  }

  get backend() {
    return this.run.backend;
  }

  async step(engine: Engine, backend: BackendChoice, signal: AbortSignal): Promise<void> {
    await this.run.step(this.run.stepsTaken, engine, backend, signal);
    if (this.run.testsMade <= this.histograms.length) return;
    await this.run.fetch();
    this.testedAfter.push(this.run.ownMilliseconds);
    this.histograms.push(this.spreadOfWeights());
  }

  /** Appends what the steps have measured to the curves; copies the weights too where a checkpoint is due. */
  async collectMeasures(withWeights: boolean): Promise<void> {
    await (withWeights ? this.run.fetch() : this.run.collectMeasures());
  }

  /** Frames are moved to the page, so each takes arrays of its own. */
  frame(): ComparedRunFrame {
    return {
      model: this.learner.model,
      curves: this.run.curves(),
      testedAfter: Float64Array.from(this.testedAfter),
      ownMilliseconds: this.run.ownMilliseconds,
      clamped: this.run.clamped,
      histograms: this.histograms.map((layers) => layers.map(copyOf)),
    };
  }

  checkpoint(frame: ComparedRunFrame): ComparedCheckpoint {
    const { backend, logVariances } = this.run;
    return {
      ...frame,
      learner: this.learner,
      backend,
      ...this.run.checkpoint(),
      logVariances: logVariances.slice(),
    };
  }

  dispose(): void {
    this.run.dispose();
  }

  private spreadOfWeights(): WeightHistogram[] {
    const { weightOffset, layers } = this.layout;
    return shownLayers(layers).map((l) => weightHistogram(this.run.weights.subarray(weightOffset[l - 1], weightOffset[l])));
  }
}

/** The first two layers and the last two, counted from 1; each once. */
export const shownLayers = (layers: number): number[] =>
  [...new Set([1, 2, layers - 1, layers])].filter((l) => l >= 1 && l <= layers).sort((a, b) => a - b);

const copyOf = ({ edge, density }: WeightHistogram): WeightHistogram => ({ edge, density: density.slice() });
