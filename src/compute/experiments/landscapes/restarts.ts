/** PC restarted from the plateaus that BP rests on: Figure 6's further curves. */

import type { RestartedCurves, RestartsCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import type { BackendChoice, BackendName } from '../../../model/problem/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { LearnerRun } from '../runs/learnerRun.ts';
import { PlateauWatch } from './plateauWatch.ts';

/** Plateaus that PC restarts from, at most: a target of rank 3 has two, at products of rank 1 and 2. */
const most = 2;

export class Restarts {
  private readonly watch: PlateauWatch;
  private readonly runs: { from: number; run: LearnerRun }[] = [];

  /** `open`: a run of PC from these weights on. */
  constructor(
    private readonly open: (weights: Float64Array) => LearnerRun,
    private readonly iterations: number,
    resume: { state: RestartsCheckpoint; curves: RestartedCurves[]; backend: BackendName } | null,
  ) {
    this.watch = new PlateauWatch(resume?.state.plateau ?? null);
    resume?.curves.forEach(({ from, curves }, k) => {
      const state = resume.state.runs[k];
      const run = open(state.weights);
      run.restore(curves, state, resume.backend);
      this.runs.push({ from, run });
    });
  }

  get isRunning(): boolean {
    return this.runs.some((each) => this.goesOn(each));
  }

  /** Starts PC at the plateau that BP has just left, if any; called after BP's step of this iteration. */
  observe(iteration: number, bp: LearnerRun): void {
    if (this.runs.length >= most || !bp.isRunning) return;
    const plateau = this.watch.observe(iteration, bp.latestGradientNorm, bp.weights);
    if (plateau) this.runs.push({ from: plateau.from, run: this.open(plateau.weights) });
  }

  async step(engine: Engine, backend: BackendChoice, signal: AbortSignal): Promise<void> {
    for (const each of this.runs) {
      if (this.goesOn(each)) await each.run.step(each.from + each.run.stepsTaken, engine, backend, signal);
    }
  }

  curves(): RestartedCurves[] {
    return this.runs.map(({ from, run }) => ({ from, curves: run.curves() }));
  }

  /** Copies weights from the memory in which the steps are taken. */
  async fetch(): Promise<void> {
    for (const { run } of this.runs) await run.fetch();
  }

  dispose(): void {
    for (const { run } of this.runs) run.dispose();
  }

  checkpoint(): RestartsCheckpoint {
    return {
      plateau: this.watch.checkpoint(),
      runs: this.runs.map(({ run }) => run.checkpoint()),
    };
  }

  private goesOn({ from, run }: { from: number; run: LearnerRun }): boolean {
    return run.isRunning && from + run.stepsTaken < this.iterations;
  }
}
