/** Samples of classes: inputs and labels as a sample set with one-hot outputs. */
import type { SampleSet } from './batch.ts';

/** y_ik = 1 where k is the label of sample i, else 0. `x`: [count, inputs], row-major; `labels`: [count], each below `classes`. */
export function classSamples(x: SampleSet['x'], labels: ArrayLike<number>, inputs: number, classes: number): SampleSet {
  const count = labels.length;
  const y = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) y[i * classes + labels[i]] = 1;
  return { x, y, count, inputs, outputs: classes };
}
