/** What one weight step measures on a device, as one row of numbers, and what the host reads off it. */
import * as tf from '@tensorflow/tfjs-core';
import type { LearnerPlan, StepMeasures } from '../learnerSteps.ts';
import { divergenceFactor, hasDiverged } from '../stepControl.ts';
import { withoutColumn } from './biasColumn.ts';
import { sumOf, sumOfSquares } from './deviceEnergy.ts';
import { runOwnKernel } from './ownKernel.ts';

/** The parts of a row, one after another. */
export interface StepRow {
  /** Loss; energy where inference started, and where the gradient was taken, but for what log-variances add whatever the errors are. [1] each */
  readonly sums: readonly tf.Tensor1D[];
  /** `layerNumbers`, l = 1, ..., L, one after another. [1] each */
  readonly layers: readonly tf.Tensor1D[];
  /** What the log-variances add to the energy, and how many of each layer's were held at their bounds; nothing where they are fixed. [1] each */
  readonly variances: readonly tf.Tensor1D[];
  /** S and r r^T where a prediction is wanted. */
  readonly prediction: readonly tf.Tensor1D[];
}

export const joined = ({ sums, layers, variances, prediction }: StepRow): tf.Tensor1D =>
  tf.concat1d([...sums, ...layers, ...variances, ...prediction]);

export const oneNumber = (scalar: tf.Scalar): tf.Tensor1D => tf.reshape(scalar, [1]);

const numbersOfLayer = 4;

/** [squares of the gradient, squares of the parameters, sum of the gradient's entries, and their squares, both without the biases' column] */
export function layerNumbers(gradient: tf.Tensor2D, parameters: tf.Tensor2D, hasBias: boolean): tf.Tensor1D[] {
  const columns = gradient.shape[1] - 1;
  const inner = hasBias ? runOwnKernel(withoutColumn, { rows: gradient }, { columns }) : gradient;
  const squares = sumOfSquares(gradient);
  return [squares, sumOfSquares(parameters), sumOf(inner), hasBias ? sumOfSquares(inner) : squares].map(oneNumber);
}

/** `firstLoss`: the run's, by which growth is judged. */
export function measuresFrom(row: Float32Array, plan: LearnerPlan, firstLoss: number | null): StepMeasures {
  const { layers, widths, shapes } = plan.layout;
  const [loss, start, energy] = row;
  const layerAt = (l: number) => row.subarray(3 + numbersOfLayer * l, 3 + numbersOfLayer * (l + 1));
  const byLayer = (of: (numbers: Float32Array, l: number) => number) =>
    Float64Array.from({ length: layers }, (_, l) => of(layerAt(l), l));
  const layerNorms = {
    gradient: byLayer(([squares]) => Math.sqrt(squares)),
    parameter: byLayer(([, squares]) => Math.sqrt(squares)),
  };
  const gradientVariances = byLayer(([, , sum, squares], l) => {
    const { rows, columns, hasBias } = shapes[l];
    const count = rows * (columns - (hasBias ? 1 : 0));
    return Math.max(0, squares / count - (sum / count) ** 2);
  });
  const predictionSize = plan.prediction ? 2 * widths[layers] ** 2 : 0;
  const [normaliser = 0, ...held] = row.subarray(3 + numbersOfLayer * layers, row.length - predictionSize);
  const matrix = (k: number) => {
    const from = row.length - predictionSize + (k * predictionSize) / 2;
    return Float64Array.from(row.subarray(from, from + predictionSize / 2));
  };
  const gradientNorm = Math.hypot(...layerNorms.gradient);
  const hasGrown = !(loss <= divergenceFactor * (firstLoss ?? loss));
  const diverged = hasDiverged(energy, start) || hasGrown || !Number.isFinite(gradientNorm);
  return {
    loss,
    energy: energy + normaliser,
    gradientNorm,
    layerNorms,
    gradientVariances,
    clamped: held.reduce((sum, count) => sum + count, 0),
    prediction: plan.prediction ? { rescaling: matrix(0), residualMoments: matrix(1) } : null,
    diverged,
    completed: !diverged && plan.goal !== null && loss < plan.goal,
  };
}
