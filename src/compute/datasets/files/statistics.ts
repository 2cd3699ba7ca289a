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
  const count = part.train * group.size;
  const largest = yield* overTraining(group, part, 0, (sofar, value, sample) => {
    if (!Number.isFinite(value)) throw notFinite(group, value, sample, files);
    return Math.max(sofar, Math.abs(value));
  });
  const unit = largest === 0 ? 1 : 2 ** Math.min(LARGEST_EXPONENT, Math.floor(Math.log2(largest)));
  const first = firstOf(group, part) / unit;
  const sum = yield* overTraining(group, part, 0, (sofar, value) => sofar + (value / unit - first));
  const mean = first + sum / count;
  const squares = yield* overTraining(group, part, 0, (sofar, value) => sofar + (value / unit - mean) ** 2);
  return { unit, mean, deviation: Math.sqrt(squares / count) };
}

function notFinite({ field }: Group, value: number, sample: number, files: string): Error {
  return fileError(files, `sample ${sample + 1}, ${field.name}: ${value} (expected a finite number)`);
}

/** The first number of the training samples. */
function firstOf({ field: { source, offset, stride }, first }: Group, { isTest }: TrainingPart): number {
  let sample = 0;
  while (isTest(sample)) sample++;
  return source[offset + sample * stride + first];
}

type Combine = (sofar: number, value: number, sample: number) => number;

function* overTraining(group: Group, part: TrainingPart, start: number, combine: Combine): Stepwise<number> {
  const { samples } = group.field;
  let sofar = start;
  for (let from = 0; from < samples; from += SLICE) {
    sofar = overSlice(group, part, from, Math.min(from + SLICE, samples), sofar, combine);
    yield;
  }
  return sofar;
}

function overSlice(
  { field: { source, offset, stride }, first, size }: Group,
  { isTest }: TrainingPart,
  from: number,
  to: number,
  start: number,
  combine: Combine,
): number {
  let sofar = start;
  for (let i = from; i < to; i++) {
    if (isTest(i)) continue;
    const place = offset + i * stride + first;
    for (let j = place; j < place + size; j++) sofar = combine(sofar, source[j], i);
  }
  return sofar;
}
