/** Test accuracy on two moons against PC's activity learning rate, for several widths and seeds, with BP beside it at each width. */

import { computeError } from '../../../model/computeError.ts';
import type { ActivityRatesRequest } from '../../../model/moons/experiments.ts';
import type { ActivityRatesFrame, ActivityRun } from '../../../model/moons/moonsFrames.ts';
import { stepCost } from '../../../model/problem/cost.ts';
import type { Engine } from '../../engine/engine.ts';
import type { MoonsPlan } from './moonsLearner.ts';
import { type RunReport, runsAside, workersFor } from './runsAside.ts';

/** Time between two frames, in ms. */
const frameInterval = 400;

/**
 * Frames until every run is over, narrow networks first; each run's numbers are independent of the other runs. Runs of the request's `known` are
 * not computed again. Throws InvalidRequest for widths or rates that do not ascend, what a run throws, and the signal's reason when cancelled.
 */
export async function* activityRates(
  request: ActivityRatesRequest,
  engine: Engine,
  signal: AbortSignal,
): AsyncGenerator<ActivityRatesFrame> {
  const began = performance.now();
  check(request);
  const plans = plansOf(request);
  const known = new Map(request.known.map((run) => [nameOfRun(run), run]));
  const runs = plans.map((plan) => known.get(nameOfPlan(plan)) ?? null); // as many as there are plans, null until over
  const left = plans.flatMap((plan, p) => (runs[p] ? [] : [{ plan, p }]));
  const share = new Float64Array(plans.length).map((_, p) => (runs[p] ? 1 : 0)); // of each run's steps, those taken
  const costs = plans.map(costOf);
  const workers = workersFor(left.length);
  let lastFrame = Number.NEGATIVE_INFINITY;

  const aside = left.map(({ plan }) => plan);
  for await (const report of runsAside(aside, engine, signal)) {
    note(report);
    if (performance.now() - lastFrame < frameInterval) continue;
    yield frame();
    lastFrame = performance.now();
  }
  yield frame();

  function note({ index, stepsTaken, run }: RunReport): void {
    const { plan, p } = left[index];
    share[p] = stepsTaken / plan.iterations;
    if (run) runs[p] = run;
  }

  function frame(): ActivityRatesFrame {
    const over = runs.filter((run) => run !== null);
    return {
      kind: 'activityRates',
      backend: over.at(-1)?.backend ?? 'reference',
      milliseconds: performance.now() - began,
      progress: over.length === plans.length ? 1 : partDone(share, costs),
      runs: over.map((run) => ({ ...run, varianceRatio: run.varianceRatio.slice() })), // frames are moved to the page
      total: plans.length,
      workers,
    };
  }
}

/** Wide networks' steps cost thousands of times more than narrow ones'. */
function partDone(share: Float64Array, costs: number[]): number {
  const [done, all] = costs.reduce(([done, all], cost, p) => [done + share[p] * cost, all + cost], [0, 0]);
  return Math.min(done / all, 1 - Number.EPSILON); // 1 says that all are over
}

/** Width by width, narrow first; of each width seed by seed, BP before PC. */
function plansOf(request: ActivityRatesRequest): MoonsPlan[] {
  const { widths, rates, seeds, problem, inference, optimiser, learningRate, iterations, backend } = request;
  const common = { optimiser, learningRate, iterations, backend };
  return widths.flatMap((width) =>
    Array.from({ length: seeds }, (_, s) => {
      const ofSeed = { ...problem, network: withWidth(problem.network, width), seed: (problem.seed + s) % 2 ** 32 };
      const bp: MoonsPlan = { ...common, problem: ofSeed, inference, learner: 'bp' };
      return [bp, ...rates.map((dt): MoonsPlan => ({ ...bp, inference: { ...inference, dt }, learner: 'pc' }))];
    }).flat(),
  );
}

function withWidth(network: MoonsPlan['problem']['network'], width: number): MoonsPlan['problem']['network'] {
  const last = network.widths.length - 1;
  return { ...network, widths: network.widths.map((units, l) => (l === 0 || l === last ? units : width)) };
}

const costOf = ({ problem: { network, batchSize }, inference: { steps }, learner, iterations }: MoonsPlan): number =>
  iterations * stepCost(network, batchSize, learner === 'bp' ? 0 : steps);

const nameOfRun = ({ width, rate, seed }: Pick<ActivityRun, 'width' | 'rate' | 'seed'>): string => `${width} ${rate} ${seed}`;

const nameOfPlan = ({ problem: { network, seed }, inference: { dt }, learner }: MoonsPlan): string =>
  nameOfRun({ width: network.widths[1], rate: learner === 'bp' ? null : dt, seed });

function check({ widths, rates, problem: { network } }: ActivityRatesRequest): void {
  if (!ascends(widths)) throw computeError('InvalidRequest', `invalid widths: ${widths.join(', ')} (expected ascending ones)`);
  if (!ascends(rates))
    throw computeError(
      'InvalidRequest',
      `invalid activity learning rates: ${rates.join(', ')} (expected ascending numbers above 0)`,
    );
  if (network.widths.length < 4)
    throw computeError(
      'InvalidRequest',
      `invalid network: ${network.widths.join('-')} (expected two hidden layers or more, whose gradients are compared)`,
    );
}

const ascends = (values: number[]): boolean => values.length > 0 && values.every((value, i) => value > (values[i - 1] ?? 0));
