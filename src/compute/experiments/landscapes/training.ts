/** Trains BP and PC from one start, step by step, and records their curves and their paths over the landscape. */

import type { TrainingRequest } from '../../../model/landscapes/experiments.ts';
import type { LearnerPath, TrainingCheckpoint, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import { isLargeStep } from '../../../model/problem/cost.ts';
import type { Learner } from '../../../model/problem/problem.ts';
import { learnerBatches } from '../../datasets/drawProblem.ts';
import type { Engine } from '../../engine/engine.ts';
import { Breather } from '../../engine/work/breather.ts';
import { oneSetting } from '../../engine/work/weightSettings.ts';
import { FramePace } from '../runs/framePace.ts';
import { otherScaleOfBp, publishedRatio } from '../runs/gradientScale.ts';
import { LearnerRun } from '../runs/learnerRun.ts';
import { type Setup, type SetupOnPlane, setUpNearby, setUpOnPlane, setUpSeed } from '../setup.ts';
import { checkFits, comparesScales } from './checkpointFits.ts';
import { PathRecorder, recordsWeights } from './pathRecorder.ts';
import { Restarts } from './restarts.ts';

/**
 * Frames until all learners of every seed have taken `iterations` steps, diverged, or met the published criterion. With `resume`, goes on
 * from that checkpoint with the same numbers as an unbroken run. Throws what `setUp` throws, and the signal's reason when cancelled.
 */
export async function* training(request: TrainingRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<TrainingFrame> {
  const began = performance.now();
  const earlier = request.resume?.milliseconds ?? 0;
  const { problem, inference } = request;
  const isLarge = isLargeStep(problem.network, problem.batchSize, inference.steps);
  const setup = isLarge ? await setUpNearby(request, engine, signal) : await setUpOnPlane(request, engine, signal);
  const setups = await setUpSeeds(request, setup, signal);
  const fromSaddle = await lossesAtStart(request, setups, engine, signal);
  const { runs, restarts } = openRuns(request, setups);
  const paths = openPaths(request, setup, engine, signal, !isLarge);
  const breather = new Breather(signal);
  let iteration = request.resume?.iteration ?? 0;
  const pace = new FramePace();
  try {
    await recordPaths(iteration);
    while (iteration < request.iterations && (runs.flat().some((run) => run.isRunning) || restarts?.isRunning)) {
      for (const run of runs.flat()) await run.step(iteration, engine, request.backend, signal);
      if (restarts) await runs[0][0].fetch();
      restarts?.observe(iteration, runs[0][0]);
      await restarts?.step(engine, request.backend, signal);
      iteration++;
      if (!isLarge) await recordPaths(iteration);
      if (breather.isDue) await breather.pause(); // a small network's steps are too short to pause inside
      if (pace.isDue) {
        const asked = performance.now();
        yield await frame(!isLarge || pace.isCheckpointDue);
        pace.sentFrame(asked);
      }
    }
    yield { ...(await frame(true)), progress: 1 };
  } finally {
    for (const run of runs.flat()) run.dispose();
    restarts?.dispose();
  }

  async function recordPaths(at: number): Promise<void> {
    for (const [k, path] of paths.entries()) {
      const run = runs[k][0];
      const isLast = at === request.iterations || !run.isRunning || isLarge;
      if (run.isAlive && (run.stepsTaken === at || at === 0)) path.record(at, run.weights, isLast);
    }
  }

  async function frame(isCheckpoint: boolean): Promise<TrainingFrame> {
    for (const run of runs.flat()) await (isCheckpoint ? run.fetch() : run.collectMeasures());
    await restarts?.fetch();
    if (isCheckpoint) {
      pace.tookCheckpoint();
      if (isLarge) await recordPaths(iteration);
    }
    const [bpPath, pcPath] = [await paths[0].path(), await paths[1].path()];
    const [bp, pc, otherBp = null] = runs.map((seeds) => seeds.map((run) => run.curves()));
    const curves = { bp, pc, otherBp, restarts: restarts?.curves() ?? [], bpPath, pcPath };
    return {
      kind: 'training',
      backend: runs[1][0].backend,
      milliseconds: performance.now() - began,
      progress: iteration / request.iterations,
      iteration,
      parameterCount: setup.layout.parameterCount,
      ...curves,
      startLosses: fromSaddle.startLosses.slice(), // the frame's arrays go to the page
      saddleLosses: fromSaddle.saddleLosses.slice(),
      scaleRatio: runs[1][0].scale / runs[0][0].scale,
      publishedRatio: publishedRatio(request.problem, setup.layout),
      checkpoint: isCheckpoint
        ? {
            ...checkpointOf(iteration, curves, runs, restarts),
            milliseconds: earlier + performance.now() - began,
          }
        : null,
    };
  }
}

const seedAt = ({ problem: { seed } }: TrainingRequest, s: number): number => (seed + s) % 2 ** 32;

/** One setup a seed, the request's own first. */
async function setUpSeeds(request: TrainingRequest, setup: SetupOnPlane, signal: AbortSignal): Promise<Setup[]> {
  const setups: Setup[] = [setup];
  for (let s = 1; s < request.seeds; s++) setups.push(await setUpSeed(seedAt(request, s), request, setup, signal));
  return setups;
}

/** The losses of every seed's start and of its saddle, on the seed's first batch, as BP sees it. */
async function lossesAtStart(
  { backend }: TrainingRequest,
  setups: Setup[],
  engine: Engine,
  signal: AbortSignal,
): Promise<Pick<TrainingFrame, 'startLosses' | 'saddleLosses'>> {
  const startLosses = new Float64Array(setups.length);
  const saddleLosses = new Float64Array(setups.length);
  for (const [s, { layout, observed: samples, startWeights, saddleWeights }] of setups.entries()) {
    const lossAt = async (weights: Float64Array) =>
      (await engine.losses({ layout, samples, settings: oneSetting(weights) }, backend, { signal })).loss[0];
    startLosses[s] = await lossAt(startWeights);
    saddleLosses[s] = await lossAt(saddleWeights);
  }
  return { startLosses, saddleLosses };
}

/** [learner][seed]: BP, PC and, where it is compared, BP as the other convention scales it; and PC's restarts from the first seed's plateaus. */
function openRuns(request: TrainingRequest, setups: Setup[]): { runs: LearnerRun[][]; restarts: Restarts | null } {
  const { resume, learners, convention } = request;
  const [{ layout }] = setups;
  const problems = setups.map((_, s) => ({ ...request.problem, seed: seedAt(request, s) }));
  const open = (learner: Learner, s: number, start: Float64Array, scale?: number) =>
    new LearnerRun(
      request,
      layout,
      learner,
      learnerBatches(problems[s], setups[s].drawn, convention, request.batches),
      start,
      scale,
    );
  const openAll = (learner: Learner, scale?: number) =>
    setups.map(({ startWeights }, s) => open(learner, s, startWeights, scale));
  const runs = learners.map((learner) => openAll(learner));
  if (comparesScales(request, layout)) runs.push(openAll('bp', otherScaleOfBp(convention, request.problem, layout)));
  if (resume) {
    checkFits(resume, request);
    const curves = [resume.frame.bp, resume.frame.pc, resume.frame.otherBp];
    runs.forEach((seeds, k) => {
      seeds.forEach((run, s) => {
        const [weights, optimiser, halvings] = [resume.weights[k][s], resume.optimiser[k][s], resume.halvings[k][s]];
        run.restore(curves[k]![s], { weights, optimiser, halvings }, resume.backend);
      });
    });
  }
  if (request.restarts === 'none') return { runs, restarts: null };
  const earlier = resume?.restarts ? { state: resume.restarts, curves: resume.frame.restarts, backend: resume.backend } : null;
  return { runs, restarts: new Restarts((weights) => open(learners[1], 0, weights), request.iterations, earlier) };
}

function openPaths(
  request: TrainingRequest,
  setup: SetupOnPlane,
  engine: Engine,
  signal: AbortSignal,
  withHeights: boolean,
): PathRecorder[] {
  const withWeights = recordsWeights(setup.layout);
  const earlier: (LearnerPath | null)[] = [request.resume?.frame.bpPath ?? null, request.resume?.frame.pcPath ?? null];
  return earlier.map((path) => new PathRecorder(request, setup, engine, signal, { withHeights, withWeights }, path));
}

function checkpointOf(
  iteration: number,
  frame: TrainingCheckpoint['frame'],
  runs: LearnerRun[][],
  restarts: Restarts | null,
): Omit<TrainingCheckpoint, 'milliseconds'> {
  const states = runs.map((seeds) => seeds.map((run) => run.checkpoint()));
  return {
    iteration,
    backend: runs[1][0].backend,
    frame,
    weights: states.map((seeds) => seeds.map(({ weights }) => weights)),
    optimiser: states.map((seeds) => seeds.map(({ optimiser }) => optimiser)),
    halvings: states.map((seeds) => seeds.map(({ halvings }) => halvings)),
    restarts: restarts?.checkpoint() ?? null,
  };
}
