/** The smallest questions about two moons that have everything in them. */
import type { ActivityRatesRequest, DecisionRequest } from '../../../../src/model/moons/experiments.ts';

const common = {
  problem: {
    network: { widths: [2, 8, 8, 8, 2], activation: 'leaky_relu', biases: true, output: 'cross-entropy' },
    data: 'two-moons',
    initial: 'uniform',
    scale: 1,
    saddle: { kind: 'origin' },
    seed: 3,
    batchSize: 64,
  },
  inference: { dt: 0.03, steps: 8 },
  backend: 'reference',
  optimiser: 'adamw',
  learningRate: 0.01,
  iterations: 32,
} satisfies Partial<ActivityRatesRequest>;

export const sweepRequest = (change: Partial<ActivityRatesRequest> = {}): ActivityRatesRequest => ({
  kind: 'activityRates',
  ...common,
  widths: [8],
  rates: [0.03, 0.3],
  seeds: 1,
  known: [],
  ...change,
});

export const networkRequest = (change: Partial<DecisionRequest> = {}): DecisionRequest => ({
  kind: 'decision',
  ...common,
  point: 5,
  ...change,
});
