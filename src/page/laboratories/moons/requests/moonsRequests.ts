/** From what is on screen to what the worker is asked in the laboratory of two moons: pure functions of the view. */

import type { Controls } from '../../../../model/controls.ts';
import type { ActivityRatesRequest, DecisionRequest } from '../../../../model/moons/experiments.ts';
import type { ActivityRatesFrame } from '../../../../model/moons/moonsFrames.ts';
import type { Problem } from '../../../../model/problem/problem.ts';
import type { View } from '../../../view/view.ts';
import { publishedRates, publishedRatios, publishedWidths } from '../presets/publishedMoons.ts';

/** With no run known yet. */
export function activityRatesRequest({ controls }: Pick<View, 'controls'>): ActivityRatesRequest {
  const { moonsView, widest, seeds, dt, batchSize, steps } = controls;
  const isSweep = moonsView !== 'variances';
  const widths = isSweep ? publishedWidths : publishedRatios.map(({ width }) => width);
  return {
    kind: 'activityRates',
    ...learnt(controls, widths[0]),
    inference: { dt: publishedRates[0], steps }, // each run has a rate of its own
    widths: widths.filter((width, i) => i === 0 || width <= widest),
    rates: isSweep ? [...publishedRates] : activityRatesOf(dt, batchSize),
    seeds,
    known: [],
  };
}

/** The activity learning rate divided by the batch size, and as it is; one for a batch of one. */
export const activityRatesOf = (dt: number, batchSize: number): number[] => (batchSize === 1 ? [dt] : [dt / batchSize, dt]);

/** The second sweep with the first one's runs, which it asks for too: all of one that differs in its widths, rates and seeds alone. Null where there are none. */
export function continuedRates(
  before: ActivityRatesRequest,
  { runs }: ActivityRatesFrame,
  after: ActivityRatesRequest,
): ActivityRatesRequest | null {
  const sameRuns = ({ problem, inference, optimiser, learningRate, iterations, backend }: ActivityRatesRequest) =>
    JSON.stringify([{ ...problem, seed: 0 }, inference, optimiser, learningRate, iterations, backend]);
  return runs.length > 0 && sameRuns(before) === sameRuns(after) ? { ...after, known: runs } : null;
}

export function decisionRequest({ controls }: Pick<View, 'controls'>): DecisionRequest {
  const { width, dt, steps, moonsPoint } = controls;
  return { kind: 'decision', ...learnt(controls, width), inference: { dt, steps }, point: moonsPoint };
}

function learnt(controls: Controls, width: number) {
  const { optimiser, learningRate, iterations, backend } = controls;
  return { problem: problemOf(controls, width), optimiser, learningRate, iterations, backend };
}

/** 2-h-h-h-2 with biases, leaky relu and cross-entropy, from PyTorch's default start, as published. */
function problemOf({ noise, seed, batchSize }: Controls, width: number): Problem {
  return {
    network: { widths: [2, width, width, width, 2], activation: 'leaky_relu', biases: true, output: 'cross-entropy' },
    data: 'two-moons',
    noise,
    initial: 'uniform',
    scale: 1,
    saddle: { kind: 'origin' },
    seed,
    batchSize,
  };
}
