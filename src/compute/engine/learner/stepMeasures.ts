/** The measurements of one weight step, from the gradient itself, or from a row of numbers that the step left on a device or in the SIMD kernels' memory. */
import type { LearnerPlan, StepMeasures } from '../work/learnerSteps.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { divergenceFactor, hasDiverged } from '../work/stepControl.ts';

/**
 * The row of numbers, in this order: the loss; the energy where inference started and where the gradient was taken, both without the log-variances' own term; four numbers for every
 * layer; the log-variances' own term, and how many of them were held at a bound in every layer; S and r r^T where a prediction is wanted.
 */
type Row = Float32Array | Float64Array;

/** Sum of the gradient's squares, sum of the parameters' squares, and without biases the sum of the gradient and of its squares. */
const numbersOfLayer = 4;

/** Growth is judged against `firstLoss`, the loss of the run's first batch. */
export function measuresFrom(row: Row, plan: LearnerPlan, firstLoss: number | null): StepMeasures {
  const { layers, widths, shapes } = plan.layout;
  const [loss, start, energy] = row;
  const layerAt = (l: number) => row.subarray(3 + numbersOfLayer * l, 3 + numbersOfLayer * (l + 1));
  const byLayer = (of: (numbers: Row, l: number) => number) => Float64Array.from({ length: layers }, (_, l) => of(layerAt(l), l));
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

export function normOf(values: Float64Array): number {
  let squares = 0;
  for (let p = 0; p < values.length; p++) squares += values[p] ** 2;
  return Math.sqrt(squares);
}

/** The norm of every layer of a flat array, biases included: [L]. */
export const normsByLayer = (flat: Float64Array, { layers, weightOffset }: NetworkLayout): Float64Array =>
  Float64Array.from({ length: layers }, (_, l) => normOf(flat.subarray(weightOffset[l], weightOffset[l + 1])));

/** `1/n sum_p (g_p - mean)^2` of the entries of a flat array's layers, biases left out: [L]. */
export const variancesByLayer = (flat: Float64Array, { layers, weightOffset, shapes }: NetworkLayout): Float64Array =>
  Float64Array.from({ length: layers }, (_, l) => {
    const { columns, hasBias } = shapes[l];
    const layer = flat.subarray(weightOffset[l], weightOffset[l + 1]);
    return varianceOf(hasBias ? layer.filter((_, p) => p % columns < columns - 1) : layer);
  });

function varianceOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / values.length;
}
