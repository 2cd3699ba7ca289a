/** The reference files as work for a backend, and what it must answer. */
import { layoutOf, type NetworkLayout } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../../src/compute/engine/work/samples.ts';
import type { WeightPlane } from '../../../src/compute/engine/work/weightSettings.ts';
import type { Learner, Network } from '../../../src/model/problem/problem.ts';
import grids from '../../reference/grids.json';
import points from '../../reference/points.json';
import sgd from '../../reference/sgd.json';

interface Stored {
  shape: number[];
  data: number[];
}

export const watch = { signal: new AbortController().signal };

/** Matrices one after another. */
export function flat(matrices: Stored[]): Float64Array {
  return Float64Array.from(matrices.flatMap(({ data }) => data));
}

function samplesOf(x: Stored, y: Stored): Samples {
  return batchOf(Float64Array.from(x.data), Float64Array.from(y.data), x.shape[0]);
}

function layoutFrom(network: { widths: number[]; activation: string }): NetworkLayout {
  return layoutOf(network as Network);
}

export const pointCases = points.map((point) => ({
  name: point.name,
  work: {
    layout: layoutFrom(point.network),
    samples: samplesOf(point.x, point.y),
    weights: flat(point.weights),
    dt: point.expected.inference.dt,
    steps: point.expected.inference.steps,
    stopping: 'fixed' as const,
    watched: 3,
  },
  expected: point.expected,
}));

export const gridCases = grids.map(({ name, network, x, y, plane, expected }) => {
  const layout = layoutFrom(network);
  const { axis, otherWeights } = plane;
  const record = Object.keys(expected.energyAtStep.steps)
    .map(Number)
    .sort((a, b) => a - b);
  const settings: WeightPlane = {
    kind: 'plane',
    count: axis.length ** 2,
    origin: Float64Array.from([0, 0, ...otherWeights]),
    directions: [0, 1].map((k) => Float64Array.from({ length: layout.layers }, (_, l) => (l === k ? 1 : 0))),
    coordinates: Float64Array.from(axis.flatMap((second) => axis.flatMap((first) => [first, second]))),
  };
  const steps = expected.energyAtStep.steps as unknown as Record<string, number[][]>;
  return {
    name,
    work: { layout, samples: samplesOf(x, y), settings, dt: expected.energyAtStep.dt, stopping: 'fixed' as const, record },
    expected: {
      loss: expected.loss.flat(),
      equilibratedEnergy: expected.equilibratedEnergy.flat(),
      energyAtStep: record.map((t) => steps[t].flat()),
    },
  };
});

export const sgdCases = sgd.flatMap(({ name, network, weights, learningRate, batches, inference, expected }) =>
  Object.entries(expected).map(([learner, run]) => ({
    name: `${name}, ${learner}`,
    layout: layoutFrom(network),
    weights: flat(weights),
    learningRate,
    batches: batches.map(({ x, y }) => samplesOf(x, y)),
    inference: { ...inference, stopping: 'fixed' as const },
    learner: learner as Learner,
    expected: run,
  })),
);

/** Every activity of the hidden layers, layer by layer [N, n_l], as the reference files keep them. */
export function hiddenLayers({ widths, unitOffset, unitCount, layers }: NetworkLayout, activities: Float64Array): number[] {
  const hidden: number[] = [];
  for (let l = 1; l < layers; l++) {
    for (let start = unitOffset[l]; start < activities.length; start += unitCount) {
      hidden.push(...activities.subarray(start, start + widths[l]));
    }
  }
  return hidden;
}
