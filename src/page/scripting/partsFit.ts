/** Checks whether the parts of a script's request fit each other: shapes against widths, numbers against shapes, no NaN. Every check throws `invalid` at the first part that does not fit. */

import { controls } from '../../model/controls.ts';
import { equilibriumCost, stepCost } from '../../model/problem/cost.ts';
import { layerShapes, MOST_PARAMETERS, parameterCount } from '../../model/problem/layerShapes.ts';
import type { Matrix, Network, Vector } from '../../model/problem/problem.ts';
import type { EvaluateRequest, HessianRequest, SurfaceRequest, TrainRequest, VariancesRequest } from '../../model/scripts.ts';
import { invalid } from './invalid.ts';

const WIDEST_HIDDEN_LAYER = controls.width.max;

export function evaluateFits(request: EvaluateRequest | VariancesRequest): void {
  pointFits(request);
  const { network, x, inference } = request;
  const samples = x.shape[0];
  const cost = stepCost(network, samples, inference.steps) + equilibriumCost(network, samples);
  costFits('inference.steps', inference.steps, cost);
  sayCost(cost);
  if (!('logVariances' in request) || !request.logVariances) return;
  variancesFit(request.logVariances, request.network);
  if (request.network.output === 'cross-entropy')
    throw invalid('network.output', request.network.output, "'squares' with logVariances: a distribution has no variances");
  if (request.inference.stopping === 'published')
    throw invalid('inference.stopping', request.inference.stopping, "'fixed' with logVariances");
}

export const hessianFits: (request: HessianRequest) => void = pointFits;

function pointFits({ network, weights, x, y }: Pick<EvaluateRequest, 'network' | 'weights' | 'x' | 'y'>): void {
  networkFits(network);
  weightsFit(weights, network, 'weights');
  dataFit(x, y, network, '');
}

export function trainFits({ network, weights, batches, inference: { steps } }: TrainRequest): void {
  networkFits(network);
  weightsFit(weights, network, 'weights');
  for (const [i, { x, y }] of batches.entries()) dataFit(x, y, network, `batches[${i}].`);
  const samples = batches.reduce((sum, { x }) => sum + x.shape[0], 0);
  costFits('inference.steps', steps, stepCost(network, samples, steps));
}

export function surfaceFits({ network, x, y, plane, inference: { record } }: SurfaceRequest): void {
  networkFits(network);
  dataFit(x, y, network, '');
  axisAscends(plane.axis);
  if ('otherWeights' in plane) chainFits(network, plane.otherWeights);
  else for (const part of ['center', 'u', 'v'] as const) weightsFit(plane[part], network, `plane.${part}`);
  const last = Math.max(...record);
  costFits('inference.record', record, plane.axis.length ** 2 * stepCost(network, x.shape[0], last));
}

/** Multiply-adds of the largest request that is answered: hours in float64. */
const MOST_COST = 1e13;

/** Multiply-adds whose cost is said before they are begun, and how many float64 does a second, about. */
const [LONG_COST, A_SECOND] = [1e10, 5e8];

/** Says in the console what a long request takes: its answer has no progress. */
function sayCost(cost: number): void {
  if (cost < LONG_COST) return;
  const seconds = cost / A_SECOND;
  const time = seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
  // biome-ignore lint/suspicious/noConsole: scripts are written in the console, and their answers come there.
  console.info(`saddlescope.evaluate: up to ${cost.toPrecision(2)} multiply-adds, about ${time} in float64`);
}

function costFits(path: string, steps: unknown, cost: number): void {
  if (cost > MOST_COST)
    throw invalid(
      path,
      steps,
      `fewer steps, samples or weights: these take ${cost.toPrecision(2)} multiply-adds, and at most ${MOST_COST.toPrecision(1)} are begun, which take hours`,
    );
}

function axisAscends(axis: number[]): void {
  const falls = axis.findIndex((coordinate, i) => coordinate < axis[i - 1]);
  if (falls >= 0) throw invalid(`plane.axis[${falls}]`, axis[falls], `ascending coordinates: ${axis[falls - 1]} comes before`);
}

function networkFits(network: Network): void {
  const { widths } = network;
  widths.slice(1, -1).forEach((width, i) => {
    if (width > WIDEST_HIDDEN_LAYER)
      throw invalid(`network.widths[${i + 1}]`, width, `a whole number from 1 to ${WIDEST_HIDDEN_LAYER} in a hidden layer`);
  });
  const count = parameterCount(network);
  if (count > MOST_PARAMETERS)
    throw invalid('network.widths', widths, `at most ${inWords(MOST_PARAMETERS)} weights in all: these make ${inWords(count)}`);
}

const inWords = (count: number): string => count.toLocaleString('en');

function chainFits({ widths, biases }: Network, otherWeights: number[]): void {
  if (widths.some((width) => width !== 1) || biases)
    throw invalid('plane.otherWeights', otherWeights, 'center, u and v: only a chain without biases has single weights as axes');
  const others = widths.length - 3;
  if (otherWeights.length !== others)
    throw invalid('plane.otherWeights', otherWeights, `${others} numbers, one for each weight after the first two`);
}

function weightsFit(weights: Matrix[], network: Network, path: string): void {
  const { widths } = network;
  const layers = widths.length - 1;
  if (weights.length !== layers)
    throw invalid(`${path}.length`, weights.length, `${layers} matrices for the widths ${widths.join('-')}`);
  const shapes = layerShapes(network);
  for (const [layer, matrix] of weights.entries())
    matrixFits(matrix, [shapes[layer].rows, shapes[layer].columns], `${path}[${layer}]`);
}

function variancesFit(logVariances: Vector[], { widths }: Network): void {
  const layers = widths.length - 1;
  if (logVariances.length !== layers)
    throw invalid('logVariances.length', logVariances.length, `${layers} vectors for the widths ${widths.join('-')}`);
  for (const [layer, { shape, data }] of logVariances.entries()) {
    const width = widths[layer + 1];
    if (shape[0] !== width) throw invalid(`logVariances[${layer}].shape`, shape, `[${width}]`);
    numbersFit(data, width, `[${width}]`, `logVariances[${layer}]`);
  }
}

function dataFit(x: Matrix, y: Matrix, { widths, output }: Network, path: string): void {
  const samples = x.shape[0];
  matrixFits(x, [samples, widths[0]], `${path}x`);
  matrixFits(y, [samples, widths[widths.length - 1]], `${path}y`);
  if (output === 'cross-entropy') distributionsFit(y, `${path}y`);
}

/** How far from 1 a distribution may add up, because of float32's rounding. */
const ROUNDING = 1e-6;

function distributionsFit({ shape: [rows, columns], data }: Matrix, path: string): void {
  const numbers = Array.from(data);
  for (let row = 0; row < rows; row++) {
    const weights = numbers.slice(row * columns, (row + 1) * columns);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (weights.some((weight) => weight < 0) || Math.abs(sum - 1) > ROUNDING)
      throw invalid(`${path}, row ${row}`, weights, 'numbers from 0 that add up to 1, under cross-entropy');
  }
}

function matrixFits({ shape, data }: Matrix, [rows, columns]: [number, number], path: string): void {
  if (shape[0] !== rows || shape[1] !== columns) throw invalid(`${path}.shape`, shape, `[${rows}, ${columns}]`);
  numbersFit(data, rows * columns, `[${rows}, ${columns}]`, path);
}

function numbersFit(data: ArrayLike<number>, count: number, shape: string, path: string): void {
  if (data.length !== count) throw invalid(`${path}.data.length`, data.length, `${count} numbers for the shape ${shape}`);
  for (let i = 0; i < data.length; i++)
    if (!Number.isFinite(data[i])) throw invalid(`${path}.data[${i}]`, data[i], 'a finite number');
}
