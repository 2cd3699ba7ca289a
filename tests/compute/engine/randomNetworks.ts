/** Networks of every kind with weights and data of their own, each from a seed: for claims about where inference ends. */
import { layoutOf, type NetworkLayout } from '../../../src/compute/engine/work/networkLayout.ts';
import { batchOf } from '../../../src/compute/engine/work/samples.ts';
import { normalStream, uniformStream } from '../../../src/compute/math/random.ts';
import { blockWidths } from '../../../src/model/problem/layerShapes.ts';
import type { Activation, Convolution, Network } from '../../../src/model/problem/problem.ts';
import type { Question } from './oracle/equilibriumByFlow.ts';

export interface RandomNetwork extends Question {
  readonly name: string;
  readonly layout: NetworkLayout;
  /** Deviation of the weights, times the root of the fan-in. */
  readonly scale: number;
}

/**
 * Two to six weight layers, chains and wider ones, of 1 to 16 samples; entries of W_l have deviation 0.05 to 5 over the root of the fan-in. Some have biases, a
 * cross-entropy output, a free input or a convolution. A free input is left out where its energy may have no minimum: beside tanh and cross-entropy.
 */
export function randomNetwork(seed: number): RandomNetwork {
  const uniform = uniformStream(seed);
  const upTo = (most: number) => 1 + Math.floor(most * uniform());
  const network = uniform() < 0.05 ? convolutional(uniform) : fullyConnected(uniform);
  const layout = layoutOf(network);
  const normals = normalStream(seed + 1e6);
  const scale = 0.05 * 100 ** uniform();
  const weights = normals.fill(new Float64Array(layout.parameterCount), 0, scale);
  layout.shapes.forEach(({ columns }, l) => {
    for (let p = layout.weightOffset[l]; p < layout.weightOffset[l + 1]; p++) weights[p] /= Math.sqrt(columns);
  });
  const count = uniform() < 0.1 ? upTo(16) : upTo(4);
  const outputs = network.widths[layout.layers];
  const x = normals.fill(new Float64Array(count * network.widths[0]), 0, 1);
  const y = normals.fill(new Float64Array(count * outputs), 0, 1);
  if (network.output === 'cross-entropy') y.set(distributions(y, outputs, uniform() < 0.5));
  return { name: nameOf(seed, network, count, scale), network, layout, scale, weights, samples: batchOf(x, y, count) };
}

const activations: Activation[] = ['linear', 'tanh', 'relu', 'relu', 'leaky_relu', 'leaky_relu'];

const oneOf = <Item>(items: readonly Item[], uniform: () => number): Item => items[Math.floor(items.length * uniform())];

function fullyConnected(uniform: () => number): Network {
  const activation = oneOf(activations, uniform);
  const layers = 2 + Math.floor(5 * uniform());
  const widest = oneOf([1, 3, 5, 6], uniform);
  const widths = Array.from({ length: layers + 1 }, () => 1 + Math.floor(widest * uniform()));
  const extra = uniform();
  const biases = uniform() < 0.25;
  if (extra < 0.12 && widths[layers] > 1) return { widths, activation, biases, output: 'cross-entropy' };
  if (extra > 0.85 && activation !== 'tanh') return { widths, activation, biases, inputs: 'free' };
  return { widths, activation, biases };
}

function convolutional(uniform: () => number): Network {
  const convolution: Convolution = { image: [4, 5, 1], channels: uniform() < 0.6 ? [2] : [2, 2] };
  const widths = [20, ...blockWidths(convolution), 1 + Math.floor(4 * uniform()), 1 + Math.floor(3 * uniform())];
  return { widths, activation: oneOf(activations, uniform), convolution, biases: uniform() < 0.5 };
}

/** Rows of y as distributions: one-hot at the largest entry, or softmax. */
function distributions(y: Float64Array, width: number, isOneHot: boolean): Float64Array {
  return y.map((value, k) => {
    const row = y.subarray(k - (k % width), k - (k % width) + width);
    if (isOneHot) return value === Math.max(...row) ? 1 : 0;
    return Math.exp(value) / row.reduce((sum, other) => sum + Math.exp(other), 0);
  });
}

function nameOf(seed: number, network: Network, count: number, scale: number): string {
  const { widths, activation, biases, output, inputs, convolution } = network;
  const extras = [
    convolution && `${convolution.channels.length} convolutions`,
    biases && 'biases',
    output,
    inputs === 'free' && 'free inputs',
  ];
  return [
    `seed ${seed}: ${widths.join('-')} ${activation}`,
    ...extras.filter(Boolean),
    `N = ${count}`,
    `scale ${scale.toPrecision(2)}`,
  ].join(', ');
}
