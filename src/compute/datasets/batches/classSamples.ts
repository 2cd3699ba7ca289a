/** Samples of classes: inputs and labels as a sample set with one-hot outputs, and back. */
import type { SampleSet } from './batch.ts';

/** y_ik = 1 where k is the label of sample i, else 0. `x`: [count, inputs], row-major; `labels`: [count], each below `classes`. */
export function classSamples(x: SampleSet['x'], labels: ArrayLike<number>, inputs: number, classes: number): SampleSet {
  const count = labels.length;
  const y = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) y[i * classes + labels[i]] = 1;
  return { x, y, count, inputs, outputs: classes };
}

/** The output that is largest: of one-hot outputs, the class. [count] */
export function labelsOf({ y, count, outputs }: Pick<SampleSet, 'y' | 'count' | 'outputs'>): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length: count }, (_, i) => {
    let best = 0;
    for (let k = 1; k < outputs; k++) if (y[i * outputs + k] > y[i * outputs + best]) best = k;
    return best;
  });
}
