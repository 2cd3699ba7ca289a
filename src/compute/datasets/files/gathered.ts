/** Joins fields side by side into inputs or targets, and standardises inputs. */
import { type Field, fileError, widthOf } from './field.ts';

/** [samples of the part * width], row-major. */
export interface Gathered {
  train: Float32Array;
  test: Float32Array;
  width: number;
}

/** Fields side by side, sample by sample. `parts`: indices of the samples of each. Throws `BadFile`: a number that is not finite, with its sample (from 1) and field. */
export function gathered(fields: Field[], parts: Record<'train' | 'test', number[]>, files: string): Gathered {
  const width = fields.reduce((sum, field) => sum + widthOf(field), 0);
  const rows = (indices: number[]) => {
    const out = new Float32Array(indices.length * width);
    let at = 0;
    for (const i of indices)
      for (const field of fields) {
        const from = field.offset + i * field.stride;
        for (let j = 0; j < widthOf(field); j++) {
          const value = field.source[from + j];
          if (!Number.isFinite(value))
            throw fileError(files, `sample ${i + 1}, ${field.name}: ${value} (expected a finite number)`);
          out[at++] = value;
        }
      }
    return out;
  };
  return { train: rows(parts.train), test: rows(parts.test), width };
}

/** In place: (x - mean) / sd over the training samples. Images (two axes or more) share one mean and sd; every other number has its own. */
export function standardise({ train, test, width }: Gathered, fields: Field[]): void {
  let from = 0;
  for (const field of fields) {
    const size = widthOf(field);
    const step = field.shape.length > 1 ? size : 1;
    for (let first = from; first < from + size; first += step) {
      const { mean, deviation } = statistics(train, width, first, step);
      for (const part of [train, test])
        for (let row = 0; row < part.length; row += width)
          for (let j = first; j < first + step; j++) part[row + j] = (part[row + j] - mean) / (deviation || 1);
    }
    from += size;
  }
}

function statistics(values: Float32Array, width: number, first: number, step: number): { mean: number; deviation: number } {
  const count = (values.length / width) * step;
  let sum = 0;
  for (let row = 0; row < values.length; row += width) for (let j = first; j < first + step; j++) sum += values[row + j];
  const mean = sum / count;
  let squares = 0;
  for (let row = 0; row < values.length; row += width)
    for (let j = first; j < first + step; j++) squares += (values[row + j] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}
