/** Mean and standard deviation of a field's numbers over the training samples, for numbers of any size that float64 holds. */
import type { Stepwise } from '../../math/stepwise.ts';
import { type Field, fileError } from './field.ts';

/** mean and deviation are those of x / unit; unit is a power of two. */
export interface Scale {
  unit: number;
  mean: number;
  deviation: number;
}

/** Numbers `first` to `first + size` of every sample. */
interface Group {
  field: Field;
  first: number;
  size: number;
}

interface TrainingPart {
  train: number;
  isTest(sample: number): boolean;
}

/** Samples between two pauses. */
const SLICE = 1024;
const LARGEST_EXPONENT = 1023;

/**
 * With z = x / unit between -2 and 2: mean = z_1 + mean(z - z_1), deviation = sqrt(mean((z - mean)^2)). So neither 1e300 nor 1e-300 nor
 * 1e15 + 1 loses its digits. Throws `BadFile` for a number that is not finite, with its sample (from 1).
 */
export function* statisticsOf(group: Group, part: TrainingPart, files: string): Stepwise<Scale> {
  const { field, size } = group;
  let largest = 0;
  yield* overTraining(group, part, (value, sample) => {
    if (!Number.isFinite(value))
      throw fileError(files, `sample ${sample + 1}, ${field.name}: ${value} (expected a finite number)`);
    largest = Math.max(largest, Math.abs(value));
  });
  const unit = largest === 0 ? 1 : 2 ** Math.min(LARGEST_EXPONENT, Math.floor(Math.log2(largest)));
  let first = Number.NaN;
  let sum = 0;
  yield* overTraining(group, part, (value) => {
    if (Number.isNaN(first)) first = value / unit;
    sum += value / unit - first;
  });
  const mean = first + sum / (part.train * size);
  let squares = 0;
  yield* overTraining(group, part, (value) => {
    squares += (value / unit - mean) ** 2;
  });
  return { unit, mean, deviation: Math.sqrt(squares / (part.train * size)) };
}

type Visit = (value: number, sample: number) => void;

function* overTraining(group: Group, part: TrainingPart, visit: Visit): Stepwise<void> {
  const { samples } = group.field;
  for (let from = 0; from < samples; from += SLICE) {
    visitSlice(group, part, from, Math.min(from + SLICE, samples), visit);
    yield;
  }
}

function visitSlice({ field, first, size }: Group, { isTest }: TrainingPart, from: number, to: number, visit: Visit): void {
  const { source, offset, stride } = field;
  for (let i = from; i < to; i++) {
    if (isTest(i)) continue;
    const start = offset + i * stride + first;
    for (let j = start; j < start + size; j++) visit(source[j], i);
  }
}
