/** A linear net on data of rank 1, whose second moments leave one sample: float32 once lost its F* between large numbers. */
import { layoutOf } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { oneSetting } from '../../../src/compute/engine/work/weightSettings.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import type { Network } from '../../../src/model/problem/problem.ts';

/** Eight samples that are multiples of one (x, y). */
export function rankOneData(seed = 1, scale = 1) {
  const network: Network = { widths: [3, 2, 1, 1, 1, 4], activation: 'linear' };
  const layout = layoutOf(network);
  const normals = normalStream(seed);
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, scale);
  const [a, b, factors] = [3, 4, 8].map((length) => normals.fill(new Float64Array(length), 0, 1));
  const multiples = (of: Float64Array) =>
    Float64Array.from([...factors].flatMap((factor) => [...of.map((value) => factor * value)]));
  const samples = batchOf(multiples(a), multiples(b), 8);
  const work = { layout, samples, settings: oneSetting(weights), dt: 0.1, stopping: 'fixed', record: [0] } as const;
  return { work, question: { network, weights, samples } };
}
