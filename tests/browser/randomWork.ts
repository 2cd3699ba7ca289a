/** Networks, data and weights from a seed, for claims about any of them. */
import { layoutOf, type NetworkLayout } from '../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../src/compute/engine/work/samples.ts';
import type { WeightPlane } from '../../src/compute/engine/work/weightSettings.ts';
import { normalStream } from '../../src/compute/math/random.ts';
import type { Activation } from '../../src/model/problem/problem.ts';

export interface RandomWork {
  layout: NetworkLayout;
  samples: Samples;
  settings: WeightPlane;
}

/** `count` settings around weights whose entries have deviation `scale` over the root of their layer's fan-in. */
export function randomWork(
  seed: number,
  widths: number[],
  activation: Activation,
  { samples = 8, count = 9, scale = 1 }: { samples?: number; count?: number; scale?: number } = {},
): RandomWork {
  const layout = layoutOf({ widths, activation });
  const normals = normalStream(seed);
  const draw = (length: number, deviation: number) => normals.fill(new Float64Array(length), 0, deviation);
  const weights = (size: number) => {
    const theta = draw(layout.parameterCount, size * scale);
    for (let l = 0; l < layout.layers; l++) {
      for (let p = layout.weightOffset[l]; p < layout.weightOffset[l + 1]; p++) theta[p] /= Math.sqrt(widths[l]);
    }
    return theta;
  };
  return {
    layout,
    samples: batchOf(draw(samples * widths[0], 1), draw(samples * widths[layout.layers], 1), samples),
    settings: {
      kind: 'plane',
      count,
      origin: weights(1),
      directions: [weights(0.3), weights(0.3)],
      coordinates: draw(2 * count, 1),
    },
  };
}
