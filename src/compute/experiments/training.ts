/** The race: BP and PC from the same start, step by step, with their curves and their paths over the landscape. */
import type { LearnerPath, TrainingCheckpoint, TrainingFrame } from '../../model/frames.ts';
import type { TrainingRequest } from '../../model/requests.ts';
import { learnerBatches } from '../datasets/drawProblem.ts';
import type { Engine } from '../engine/engine.ts';
import { LearnerRun } from './learnerRun.ts';
import { PathRecorder } from './pathRecorder.ts';
import { type Setup, type SetupOnPlane, setUpOnPlane, setUpSeed } from './setup.ts';

/** Time between two frames, in ms. */
const frameInterval = 80;
/** Networks above this many parameters keep their path's coordinates only, not its weights. */
const keptParameters = 5000;

/**
 * Frames until both learners of every seed have taken `iterations` steps, diverged, or met the published criterion. With `resume`, goes on
 * from that checkpoint with the same numbers as an unbroken run. Throws what `setUp` throws, and the signal's reason when cancelled.
 */
export async function* training(request: TrainingRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<TrainingFrame> {
  const began = performance.now();
  const earlier = request.resume?.milliseconds ?? 0;
  const setup = await setUpOnPlane(request, engine, signal);
  const runs = await openRuns(request, setup, signal);
  const paths = openPaths(request, setup, engine, signal);
  let iteration = request.resume?.iteration ?? 0;
  let lastFrame = performance.now();
  await keepPaths(iteration);

  while (iteration < request.iterations && runs.flat().some((run) => run.isRunning)) {
    for (const run of runs.flat()) await run.step(iteration, engine, request.backend, signal);
    iteration++;
    await keepPaths(iteration);
    if (performance.now() - lastFrame > frameInterval) {
      yield await frame();
      lastFrame = performance.now();
    }
  }
  yield { ...(await frame()), progress: 1 };

  async function keepPaths(at: number): Promise<void> {
    const isLast = at === request.iterations;
    for (const [k, path] of paths.entries()) {
      const run = runs[k][0];
      if (run.isAlive && (run.stepsTaken === at || at === 0)) path.keep(at, run.weights, isLast);
    }
  }

  async function frame(): Promise<TrainingFrame> {
    const [bpPath, pcPath] = [await paths[0].path(), await paths[1].path()];
    const [bp, pc] = runs.map((seeds) => seeds.map((run) => run.curves()));
    return {
      kind: 'training',
      backend: runs[1][0].backend,
      milliseconds: performance.now() - began,
      progress: iteration / request.iterations,
      iteration,
      parameterCount: setup.layout.parameterCount,
      bp,
      pc,
      bpPath,
      pcPath,
      scaleRatio: runs[1][0].scale / runs[0][0].scale,
      checkpoint: {
        ...checkpointOf(iteration, { bp, pc, bpPath, pcPath }, runs),
        milliseconds: earlier + performance.now() - began,
      },
    };
  }
}

/** [learner][seed] */
async function openRuns(request: TrainingRequest, setup: SetupOnPlane, signal: AbortSignal): Promise<LearnerRun[][]> {
  const problems = Array.from({ length: request.seeds }, (_, s) => ({
    ...request.problem,
    seed: (request.problem.seed + s) % 2 ** 32,
  }));
  const setups: Setup[] = [setup];
  for (const { seed } of problems.slice(1)) setups.push(await setUpSeed(seed, request, setup, signal));
  return request.learners.map((learner, k) =>
    problems.map((problem, s) => {
      const batches = learnerBatches(problem, setups[s].drawn, request.convention, request.batches);
      const run = new LearnerRun(request, setup.layout, learner, batches, setups[s].startWeights);
      if (request.resume) run.restore(request.resume, k, s);
      return run;
    }),
  );
}

function openPaths(request: TrainingRequest, setup: SetupOnPlane, engine: Engine, signal: AbortSignal): PathRecorder[] {
  const keepWeights = setup.layout.parameterCount <= keptParameters;
  const earlier: (LearnerPath | null)[] = [request.resume?.frame.bpPath ?? null, request.resume?.frame.pcPath ?? null];
  return earlier.map((path) => new PathRecorder(request, setup, engine, signal, keepWeights, path));
}

function checkpointOf(
  iteration: number,
  frame: TrainingCheckpoint['frame'],
  runs: LearnerRun[][],
): Omit<TrainingCheckpoint, 'milliseconds'> {
  return {
    iteration,
    frame,
    weights: runs.map((seeds) => seeds.map((run) => run.weights.slice())),
    optimiser: runs.map((seeds) => seeds.map((run) => run.optimiserState.slice())),
  };
}
