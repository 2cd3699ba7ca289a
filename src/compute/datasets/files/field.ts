/** Fields, the result of every file reader: numbers of every sample, evenly spaced in one array. */
import { computeError } from '../../../model/computeError.ts';

export type Numbers = Float64Array | Float32Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** Number j of sample i is source[offset + i stride + j]. */
export interface Field {
  name: string;
  /** Shape of one sample; empty for a single number. */
  shape: number[];
  samples: number;
  source: Numbers;
  offset: number;
  stride: number;
}

export const widthOf = ({ shape }: Pick<Field, 'shape'>): number => shape.reduce((product, length) => product * length, 1);

/** A file that cannot be read, in words for a person: which file, what is wrong, where, and what would be right. */
export const fileError = (file: string, message: string): Error => computeError('BadFile', `${file}: ${message}`);
