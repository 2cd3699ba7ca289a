/** What would be right for a field, in words: the second half of every complaint about a value. */

import type { ChoiceRow, NumberRow } from '../../model/controlRows.ts';
import { controls } from '../../model/controls.ts';
import { MOST_PARAMETERS } from '../../model/problem/layerShapes.ts';
import { MOST_POINT_WEIGHTS } from './consistency.ts';
import { type FlatKey, isField } from './flatView.ts';
import type { View } from './view.ts';

export const EXPECTED = {
  time: (steps: number) => `equilibrium or a whole number from 0 to ${steps}`,
  start: 'two finite numbers a,b',
  point: `at most ${MOST_POINT_WEIGHTS} weights, as base64url of little-endian float64`,
  pointOf: (count: number) => `${count} weights, as this network has`,
  dimension: 'a whole number from 2 to 16: y₂ is special in these data',
  width: (most: number) =>
    `a whole number from 1 to ${most}: wider, this network would have more than ${MOST_PARAMETERS.toLocaleString('en')} weights`,
  convolutions: (most: number) => `a whole number from 0 to ${most}: as many hidden layers as there are, and as images allow`,
  saddle: (absent: readonly string[]) => `another saddle than ${absent.join(', ')}, which this network does not have`,
  rank: (most: number) => `a whole number from 0 to ${most}, the narrowest layer`,
  rates: 'iteration:rate pairs, ascending from iteration 0 and ending at the learning rate, as in 0:0.4,8:0.1',
  camera: 'three finite numbers x,y,z that are not all zero',
  at: (iterations: number) => `a whole number from 0 to ${iterations}`,
  weight: (count: number) => `a whole number from 0 to ${count - 1}: this network has ${count} weights`,
  otherWeight: 'another weight than the second axis',
  sample: (batchSize: number) => `a whole number from 0 to ${batchSize - 1}: a batch has ${batchSize} samples`,
  sweepFrom: (to: number) => `a number up to half of the largest scale ${to}`,
  updateEvery: (steps: number) => `a whole number from 1 to ${steps}, the inference steps T`,
  otherDigit: 'another digit than the one that the interpolation starts from',
  volume: 'surface or contour: a volume needs a chain of two hidden units',
} as const;

/** `a whole number from 1 to 64`, `a number from 0.0001 to 1`, `one of linear, tanh, relu, leaky_relu`. */
export function expectationOf(key: FlatKey, { controls: { steps, iterations } }: View): string {
  if (isField(key)) return rowExpectation(controls[key]);
  if (key === 'time') return EXPECTED.time(steps);
  return key === 'at' ? EXPECTED.at(iterations) : EXPECTED[key];
}

function rowExpectation(row: NumberRow | ChoiceRow): string {
  if (row.kind === 'choice') return `one of ${Object.keys(row.options).join(', ')}`;
  return `${row.integer ? 'a whole number' : 'a number'} from ${row.min} to ${row.max}`;
}
