/** What every path does under the published stopping rule: what the notebooks do, batch after batch. */
import { expect, test } from 'vitest';
import type { LearnerPlan, LearnerStart, LearnerSteps } from '../../../src/compute/engine/work/learnerSteps.ts';
import type { Samples } from '../../../src/compute/engine/work/samples.ts';
import type { Activation } from '../../../src/model/problem/problem.ts';
import { randomWork } from '../../browser/randomWork.ts';
import { expectClose } from '../closeness.ts';
import { planOf, startAt } from './learnerPlans.ts';
import { NotebookLearner } from './notebookLearner.ts';
import { watch } from './referenceCases.ts';

/** How many networks of each activation are tried, in how many inference steps, how near float32 must come, and which energies the path may judge otherwise. */
export interface RuleLimits {
  readonly networks: number;
  readonly steps: number;
  readonly tolerance: number;
  readonly closest: number;
}

const shapes = [
  [1, 1, 1],
  [3, 4, 2],
  [2, 5, 4, 3],
  [4, 3, 3, 3, 2],
];
const rate = 1e-3;

/** A network, its batches, and a dt so large that energies rise now and then. */
export function drawn(seed: number, activation: Activation) {
  const widths = shapes[seed % shapes.length];
  const { layout, samples, settings } = randomWork(seed, widths, activation, { samples: 4, scale: 0.7 + 0.15 * (seed % 5) });
  const batches: Samples[] = [samples, randomWork(seed + 1000, widths, activation, { samples: 4 }).samples, samples];
  return { layout, batches, weights: settings.origin, dt: [0.4, 0.8, 1.1, 1.5][Math.floor(seed / 4) % 4] };
}

/** Whether the path's rounding decides nothing that the rule judges, and the path would not call the inference diverged. */
export const isClear = ({ energies, closest }: { energies: number[]; closest: number }, least: number): boolean =>
  closest > least && energies.every((energy) => energy < 1e5 * energies[0]);

export function followsTheNotebook(
  open: (plan: LearnerPlan, start: LearnerStart) => Promise<LearnerSteps>,
  { networks, steps: most, tolerance, closest }: RuleLimits,
): void {
  test.each(['linear', 'tanh', 'relu', 'leaky_relu'] as const)('the published rule on random %s networks', async (activation) => {
    let [compared, halved] = [0, 0];
    for (let seed = 0; seed < networks; seed++) {
      const { layout, batches, weights, dt } = drawn(seed, activation);
      const T = 1 + ((most - 1 + seed) % most);
      const notebook = new NotebookLearner(layout.widths, activation, weights, dt);
      const wanted = batches.map((samples) => ({ ...notebook.train(samples, T, rate), dt: notebook.dt }));
      if (!wanted.every((inference) => isClear(inference, closest))) continue;
      const plan = planOf(layout, 'pc', { dt, steps: T, stopping: 'published', prediction: false });
      const steps = await open(plan, startAt(weights.slice()));
      for (const [k, samples] of batches.entries()) {
        await steps.take(samples, rate, watch);
        expect(dt / 2 ** (await steps.halvings())).toBe(wanted[k].dt);
      }
      const energies = (await steps.measures()).map(({ energy }) => energy);
      expectClose(
        energies,
        wanted.map((inference) => inference.energies[inference.energies.length - 1]),
        tolerance,
      );
      const change = (of: ArrayLike<number>) => Array.from(of, (w, p) => w - weights[p]);
      expectClose(change(await steps.weights()), change(notebook.weights), tolerance > 1e-8 ? 0.02 : 1e-7);
      steps.dispose();
      compared++;
      if (wanted.some((inference) => inference.dt < dt)) halved++;
    }
    expect(compared).toBeGreaterThan(networks / 3);
    expect(halved).toBeGreaterThan(0);
  });

  test('a halved dt that reached neither 0.025 nor an end is kept for the batches after, across a break too', async () => {
    const { layout, batches } = drawn(0, 'linear');
    const notebook = new NotebookLearner(layout.widths, 'linear', Float64Array.of(1, 1), 1.5);
    const T = Math.min(3, most);
    const plan = planOf(layout, 'pc', { dt: 1.5, steps: T, stopping: 'published', prediction: false });
    const first = await open(plan, startAt(Float64Array.of(1, 1)));
    await first.take(batches[0], rate, watch);
    notebook.train(batches[0], T, rate);
    const halvings = await first.halvings();
    expect(1.5 / 2 ** halvings).toBe(notebook.dt);
    expect(halvings).toBeGreaterThan(0);
    const second = await open(plan, { ...startAt((await first.weights()).slice()), halvings });
    await second.take(batches[1], rate, watch);
    const { energies } = notebook.train(batches[1], T, rate);
    const [{ energy }] = await second.measures();
    expectClose(energy, energies[energies.length - 1], tolerance);
    expect(1.5 / 2 ** (await second.halvings())).toBe(notebook.dt);
    for (const steps of [first, second]) steps.dispose();
  });
}
