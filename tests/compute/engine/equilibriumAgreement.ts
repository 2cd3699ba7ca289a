/** The equilibria whose values are known, asked of any path: those of equilibria.json, and the small tables whose right values can be written down. */
import { describe, expect, test } from 'vitest';
import type { Backend, LandscapeWork } from '../../../src/compute/engine/work/backend.ts';
import { layoutOf, type NetworkLayout } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import type { Takes } from '../../../src/compute/engine/work/takes.ts';
import { oneSetting } from '../../../src/compute/engine/work/weightSettings.ts';
import type { Network } from '../../../src/model/problem/problem.ts';
import { randomWork } from '../../browser/randomWork.ts';
import { equilibria } from '../../reference/cases.ts';
import { expectClose, flatten } from '../closeness.ts';
import { equilibriumByFlow, feedforwardLoss, type Question } from './oracle/equilibriumByFlow.ts';
import { exactChain } from './oracle/exactChain.ts';
import { weightGradientAt } from './oracle/weightGradientAt.ts';
import { watch } from './referenceCases.ts';

export interface EquilibriumPath {
  readonly open: () => Promise<Backend>;
  readonly takes: Takes;
  /** How far energies may be off, as a part of the loss (of linear nets: of F*), and activities, as a part of the largest: 1e-9 in float64, 1e-4 in float32. */
  readonly tolerance: number;
}

export interface KnownEquilibrium extends Question {
  readonly name: string;
  readonly layout: NetworkLayout;
  /** F*, and the part of the loss by which the value itself is uncertain. */
  readonly energy: number;
  readonly uncertainty: number;
  /** Of the layers that move, layer by layer [N, n_l]; null where they are not unique. */
  readonly moving: Float64Array | null;
}

export const fileCases: KnownEquilibrium[] = equilibria.map(({ name, network, weights, x, y, expected }, k) => {
  const { energy, activities } = expected.equilibrated;
  const samples = batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
  const moving = activities ? Float64Array.from(flatten(activities)) : null;
  const theta = Float64Array.from(flatten(weights));
  return {
    name: `${k}, ${name}`,
    network,
    layout: layoutOf(network),
    weights: theta,
    samples,
    energy,
    uncertainty: expected.tolerance,
    moving,
  };
});

/** One sample of a chain, x = 1. */
function chain(
  activation: Network['activation'],
  weights: number[],
  y: number,
  energy: number,
  inputs: Network['inputs'] = 'clamped',
): KnownEquilibrium {
  const network: Network = { widths: new Array(weights.length + 1).fill(1), activation, inputs };
  const samples = batchOf(Float64Array.of(1), Float64Array.of(y), 1);
  const name = `${activation} chain ${weights.join(', ')}, y = ${y}${inputs === 'free' ? ', free input' : ''}`;
  return {
    name,
    network,
    layout: layoutOf(network),
    weights: Float64Array.from(weights),
    samples,
    energy,
    uncertainty: 1e-9,
    moving: null,
  };
}

/** Values by hand: with all units below the last dead, `F* = y^2 / 2 (1 + w_L^2)`; a free input reaches any output. tanh's is bisected in its one equation. */
export const tableCases: KnownEquilibrium[] = [
  chain('relu', [-1, 1, 2], -2, 0.4),
  chain('relu', [-1, 1, 3], -2, 0.2),
  chain('tanh', [5, 9, 2], -0.43, 0.5904899703443508),
  { ...chain('linear', [0.01, 1], 2, 0, 'free'), moving: Float64Array.of(200, 2) },
  exactLinearChain(12, 5),
  exactLinearChain(8, 3),
];

/** x = 1, y = 2: solved in whole numbers. */
function exactLinearChain(hidden: number, w: number): KnownEquilibrium {
  const weights = new Array(hidden + 1).fill(w);
  const { energy, activities } = exactChain(w, hidden, 1, 2);
  return { ...chain('linear', weights, 2, energy), name: `linear chain H = ${hidden}, w = ${w}`, moving: activities };
}

/** Landscape, gradient and point, each where the path takes it. */
export function knowsTheEquilibria(
  name: string,
  cases: readonly KnownEquilibrium[],
  { open, takes, tolerance }: EquilibriumPath,
): void {
  describe.each(cases)(`${name}: $name`, ({ energy, uncertainty, moving, ...question }) => {
    const { layout, samples, weights } = question;
    const settings = oneSetting(weights);
    const landscape: LandscapeWork = { layout, samples, settings, dt: 0.1, stopping: 'fixed', record: [0] };
    const gradient = { layout, samples, settings, learner: 'pc-equilibrium', dt: 0.1, steps: 0, stopping: 'fixed' } as const;
    const point = { layout, samples, weights, dt: 0.1, steps: 0, stopping: 'fixed', watched: null } as const;
    const loss = feedforwardLoss(question);
    const whole = layout.isLinear ? energy : loss; // large weights make a linear net's loss 1e20 times F*
    const expectEnergy = (found: number) =>
      expect(
        Math.abs(found - energy) / whole,
        `F* ${found} (expected ${energy}), L ${loss}: off by this part`,
      ).toBeLessThanOrEqual(Math.max(tolerance, uncertainty));
    const expectGradient = (found: Float64Array) => moving && expectGradientAt(question, moving, found, whole, tolerance);

    test.runIf(takes({ kind: 'landscape', ...landscape }) === null)('the landscape has F*', async () => {
      expectEnergy((await (await open()).landscape(landscape, watch)).equilibratedEnergy[0]);
    });

    test.runIf(takes({ kind: 'gradient', ...gradient }) === null)('the gradient is taken there', async () => {
      const found = await (await open()).gradient(gradient, watch);
      expectEnergy(found.energy[0]);
      expectGradient(found.gradient);
    });

    test.runIf(takes({ kind: 'point', ...point }) === null)('a point has F*, the activities and the gradient', async () => {
      const { equilibrium } = await (await open()).point(point, watch);
      expectEnergy(equilibrium.energy);
      // The file's own activities leave slopes of up to 4e-9, which the activities are off by in turn.
      if (moving) expectClose(movingLayers(layout, equilibrium.activities), moving, Math.max(tolerance, uncertainty, 1e-8));
      expectGradient(equilibrium.weightGradient);
    });
  });
}

/** Gradients may be off by as much as errors and activities together are large. */
function expectGradientAt(
  question: Question & { layout: NetworkLayout },
  moving: Float64Array,
  found: Float64Array,
  whole: number,
  tolerance: number,
): void {
  const activities = wholeActivities(question, moving);
  const expected = weightGradientAt(question, activities);
  const size = Math.sqrt(2 * whole) * activities.reduce((most, z) => Math.max(most, Math.abs(z)), 0);
  const worst = expected.reduce((most, value, p) => Math.max(most, Math.abs(value - found[p])), 0);
  expect(worst / size).toBeLessThanOrEqual(10 * tolerance);
}

/** The activities that inference moves, layer by layer [N, n_l]. */
function movingLayers(
  { widths, unitOffset, unitCount, layers, firstInferred }: NetworkLayout,
  activities: Float64Array,
): number[] {
  const moving: number[] = [];
  for (let l: number = firstInferred; l < layers; l++)
    for (let start = unitOffset[l]; start < activities.length; start += unitCount)
      moving.push(...activities.subarray(start, start + widths[l]));
  return moving;
}

/** Layers 0 to L of every sample, from those that move, layer by layer. */
function wholeActivities(
  { layout, samples: { x, y, count } }: { layout: NetworkLayout; samples: Question['samples'] },
  moving: Float64Array,
): Float64Array {
  const { widths, unitOffset, unitCount, layers, firstInferred } = layout;
  const activities = new Float64Array(count * unitCount);
  for (let i = 0; i < count; i++) {
    activities.set(x.subarray(i * widths[0], (i + 1) * widths[0]), i * unitCount);
    activities.set(y.subarray(i * widths[layers], (i + 1) * widths[layers]), i * unitCount + unitOffset[layers]);
  }
  let at = 0;
  for (let l: number = firstInferred; l < layers; l++)
    for (let i = 0; i < count; i++, at += widths[l])
      activities.set(moving.subarray(at, at + widths[l]), i * unitCount + unitOffset[l]);
  return activities;
}

/** Surfaces of relu nets, whose points lie on kinks: the whole of a plane at once, as a landscape is computed. */
export function knowsSurfacesOfKinks({ open, takes, tolerance }: EquilibriumPath, n: number): void {
  const plane = (seed: number, widths: number[], samples: number): LandscapeWork => {
    const drawn = randomWork(seed, widths, 'relu', { samples, count: 1 });
    const axis = Array.from({ length: n }, (_, k) => -1 + (2 * k) / (n - 1));
    const coordinates = Float64Array.from(axis.flatMap((second) => axis.flatMap((first) => [first, second])));
    const directions = drawn.settings.directions.map((direction) => direction.map((entry) => entry / 0.3));
    return {
      ...drawn,
      settings: { ...drawn.settings, directions, coordinates, count: n * n },
      dt: 0.05,
      stopping: 'fixed',
      record: [0, 3000],
    };
  };
  const short = plane(61, [3, 6, 6, 2], 16);

  test.runIf(takes({ kind: 'landscape', ...short }) === null)(
    '3-6-6-2 relu, N = 16: no point of F* is above F_3000',
    async () => {
      const { loss, equilibratedEnergy, energyAtStep } = await (await open()).landscape(short, watch);
      const above = [...equilibratedEnergy].filter((energy, g) => !(energy <= energyAtStep[1][g] + tolerance * loss[g]));
      expect(above.length, `points of ${n * n} that are above`).toBe(0);
    },
  );

  test.runIf(takes({ kind: 'landscape', ...short }) === null)(
    '8-5-8-4-2 relu: every point of F* is where the flow ends',
    async () => {
      const work = { ...plane(62, [8, 5, 8, 4, 2], 4), record: [0] };
      const { loss, equilibratedEnergy } = await (await open()).landscape(work, watch);
      const wrong: string[] = [];
      for (const [g, energy] of equilibratedEnergy.entries()) {
        const end = equilibriumByFlow({ network: work.layout.network, weights: weightsAt(work, g), samples: work.samples });
        if (!(Math.abs(energy - end.energy) <= Math.max(tolerance, 1e-6) * loss[g]))
          wrong.push(`${g}: ${energy} (expected ${end.energy}, L ${loss[g]})`);
      }
      expect(wrong).toEqual([]);
    },
  );
}

/** theta at grid point g of a plane of two directions. */
function weightsAt({ settings }: LandscapeWork, g: number): Float64Array {
  if (settings.kind !== 'plane') return settings.weights;
  const [a, b] = settings.coordinates.subarray(2 * g, 2 * g + 2);
  return settings.origin.map((w, p) => w + a * settings.directions[0][p] + b * settings.directions[1][p]);
}
