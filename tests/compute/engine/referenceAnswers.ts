/** The reference files asked of any backend: the same claims for every path, each with its own tolerance. */
import { expect, test } from 'vitest';
import type { Backend } from '../../../src/compute/engine/work/backend.ts';
import { expectClose } from '../closeness.ts';
import { flat, gridCases, hiddenLayers, pointCases, sgdCases, watch } from './referenceCases.ts';

export function answersTheReferenceFiles(open: () => Promise<Backend>, tolerance: number): void {
  const close = (actual: ArrayLike<number>, expected: ArrayLike<number>) => expectClose(actual, expected, tolerance);

  test.each(pointCases)('points.json: $name', async ({ work, expected }) => {
    const values = await (await open()).point(work, watch);
    close([values.loss], [expected.loss]);
    close(values.lossGradient, flat(expected.lossGradient));
    close(
      values.layerEnergies.flatMap((energies) => [...energies]),
      expected.inference.layerEnergies.flat(),
    );
    close(hiddenLayers(work.layout, values.activities), flat(expected.inference.activities));
    close(values.weightGradient, flat(expected.inference.weightGradient));
    expect(values.divergedAt).toBe(-1);

    const last = values.watchedActivities.at(-1)!;
    const { unitCount } = work.layout;
    close(last, values.activities.subarray(work.watched * unitCount, (work.watched + 1) * unitCount));
    const squares = values.watchedPredictions.at(-1)!.map((g, unit) => (last[unit] - g) ** 2);
    expect(squares.reduce((sum, square) => sum + square)).toBeGreaterThan(0);

    const { equilibrated } = expected;
    if (!equilibrated) return;
    close([values.equilibrium.energy], [equilibrated.energy]);
    close(values.equilibrium.rescaling!, equilibrated.rescaling.data);
    close(hiddenLayers(work.layout, values.equilibrium.activities), flat(equilibrated.activities));
    close(values.equilibrium.weightGradient, flat(equilibrated.weightGradient));
  });

  test.each(gridCases)('grids.json: $name', async ({ work, expected }) => {
    const values = await (await open()).landscape(work, watch);
    close(values.loss, expected.loss);
    close(values.equilibratedEnergy, expected.equilibratedEnergy);
    work.record.forEach((_, r) => {
      close(values.energyAtStep[r], expected.energyAtStep[r]);
    });
  });

  test.each(sgdCases)('sgd.json: $name', async ({ layout, weights, learningRate, batches, inference, learner, expected }) => {
    const backend = await open();
    const theta = weights.slice();
    const losses: number[] = [];
    const norms: number[] = [];
    for (const samples of batches) {
      const settings = { kind: 'list', count: 1, weights: theta } as const;
      const { loss, gradient } = await backend.gradient({ layout, samples, settings, learner, ...inference }, watch);
      losses.push(loss[0]);
      norms.push(Math.hypot(...gradient));
      for (let p = 0; p < theta.length; p++) theta[p] -= learningRate * gradient[p];
    }
    close(losses, expected.losses);
    close(norms, expected.gradientNorms);
    close(theta, flat(expected.finalWeights));
  });
}
