/** A small convolutional net on random data: two blocks, the second on images of an odd width, and a fully connected hidden layer. */
import { layoutOf, type NetworkLayout } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf, type Samples } from '../../../src/compute/engine/work/samples.ts';
import { normalStream } from '../../../src/compute/math/random.ts';
import { blockWidths } from '../../../src/model/problem/layerShapes.ts';
import type { Activation, Convolution } from '../../../src/model/problem/problem.ts';

export interface ConvolutionalWork {
  layout: NetworkLayout;
  weights: Float64Array;
  samples: Samples;
}

const small: Convolution = { image: [6, 7, 2], channels: [3, 4] };

/** Weights have deviation `scale` over the root of their layer's fan-in. */
export function convolutionalWork(
  activation: Activation,
  { scale = 1, count = 3, convolution = small, seed = 11 } = {},
): ConvolutionalWork {
  const [height, width, channels] = convolution.image;
  const layout = layoutOf({ widths: [height * width * channels, ...blockWidths(convolution), 5, 3], activation, convolution });
  const normals = normalStream(seed);
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, scale);
  layout.shapes.forEach(({ columns }, l) => {
    for (let p = layout.weightOffset[l]; p < layout.weightOffset[l + 1]; p++) weights[p] /= Math.sqrt(columns);
  });
  const draw = (length: number) => normals.fill(new Float64Array(length), 0, 1);
  return { layout, weights, samples: batchOf(draw(count * layout.widths[0]), draw(count * 3), count) };
}
