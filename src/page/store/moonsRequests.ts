/** From what is on screen to what the worker is asked in the laboratory of two moons: pure functions of the view. */
import type { ActivityRatesFrame, ActivityRun } from '../../model/moonsFrames.ts';
import type { Parameters } from '../../model/parameters.ts';
import type { Problem } from '../../model/problem.ts';
import type { ActivityRatesRequest, DecisionRequest } from '../../model/requests.ts';
import { publishedRates, publishedRatios, publishedWidths } from '../presets/publishedMoons.ts';
import type { View } from './pageState.ts';
import { noPlane } from './requests.ts';

/** `known`: runs that need not be computed again. */
export function activityRatesRequest({ parameters }: Pick<View, 'parameters'>, known: ActivityRun[]): ActivityRatesRequest {
  const { moonsView, widest, seeds, dt, batchSize, steps } = parameters;
  const isSweep = moonsView !== 'variances';
  const widths = isSweep ? publishedWidths : publishedRatios.map(({ width }) => width);
  return {
    kind: 'activityRates',
    ...common(parameters, widths[0]),
    inference: { dt: publishedRates[0], steps }, // each run has a rate of its own
    widths: widths.filter((width, i) => i === 0 || width <= widest),
    rates: isSweep ? [...publishedRates] : activityRatesOf(dt, batchSize),
    seeds,
    known,
  };
}

/** The activity learning rate divided by the batch size, and as it is; one for a batch of one. */
export const activityRatesOf = (dt: number, batchSize: number): number[] => (batchSize === 1 ? [dt] : [dt / batchSize, dt]);

export function decisionRequest({ parameters }: Pick<View, 'parameters'>): DecisionRequest {
  const { width, dt, steps, moonsPoint } = parameters;
  return { kind: 'decision', ...common(parameters, width), inference: { dt, steps }, point: moonsPoint };
}

/** The runs of the first sweep that the second asks for too: all of one that differs in its widths, rates and seeds alone. */
export function knownRuns(before: ActivityRatesRequest, frame: ActivityRatesFrame, after: ActivityRatesRequest): ActivityRun[] {
  const sameRuns = ({ problem, inference, optimiser, learningRate, iterations, backend }: ActivityRatesRequest) =>
    JSON.stringify([{ ...problem, seed: 0 }, inference, optimiser, learningRate, iterations, backend]);
  return sameRuns(before) === sameRuns(after) ? frame.runs : [];
}

function common(parameters: Parameters, width: number) {
  const { optimiser, learningRate, iterations, backend } = parameters;
  return { problem: problemOf(parameters, width), plane: noPlane, start: null, optimiser, learningRate, iterations, backend };
}

/** 2-h-h-h-2 with biases, leaky relu and cross-entropy, from PyTorch's default start, as published. */
function problemOf({ noise, seed, batchSize }: Parameters, width: number): Problem {
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
