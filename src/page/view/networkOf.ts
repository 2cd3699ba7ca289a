/** The network that the controls describe: its layers, its weights, and what its kind allows. */

import { type Controls, controls as rows } from '../../model/controls.ts';
import { isLargeStep } from '../../model/problem/cost.ts';
import { dataSets } from '../../model/problem/dataSets.ts';
import { blockWidths, MOST_PARAMETERS, mostBlocks, parameterCount } from '../../model/problem/layerShapes.ts';
import type { Convolution, Network } from '../../model/problem/problem.ts';
import { indexOfPlace } from '../../model/problem/weightPlace.ts';

/** Where fewer convolutions are possible than the controls ask for, the network has as many as are possible. */
export function networkOf(controls: Controls): Network {
  const convolution = convolutionOf(controls);
  const network = { widths: widthsOf(controls), activation: controls.activation };
  return convolution ? { ...network, convolution } : network;
}

/** The network that generates the data's inputs, as outputs of its own, from a latent. */
export function generativeNetworkOf(controls: Controls): Network {
  const { latent, hidden, width, activation } = controls;
  const [inputs] = widthsOf(controls);
  return { widths: [latent, ...new Array<number>(hidden).fill(width), inputs], activation, biases: true, inputs: 'free' };
}

/** n_0, ..., n_L: the network's units, layer by layer from the inputs to the outputs. */
export function widthsOf(controls: Controls): number[] {
  const { data, hidden, width, dimension, ownInputs, ownOutputs } = controls;
  const [inputs, outputs] = data === 'own' ? [ownInputs, ownOutputs] : (dataSets[data].sizes ?? [dimension, dimension]);
  const convolution = convolutionOf(controls);
  const blocks = convolution ? blockWidths(convolution) : [];
  return [inputs, ...blocks, ...new Array<number>(hidden - blocks.length).fill(width), outputs];
}

function convolutionOf(controls: Controls): Convolution | null {
  const blocks = Math.min(controls.convolutions, mostConvolutions(controls));
  const channels = Array.from({ length: blocks }, (_, block) => controls.channels * 2 ** block);
  return blocks === 0 ? null : { image: imageOf(controls)!, channels };
}

/** How many of the hidden layers can be convolutions: none where the data are no images. */
export function mostConvolutions(controls: Controls): number {
  const image = imageOf(controls);
  return image ? Math.min(controls.hidden, mostBlocks(image), rows.convolutions.max) : 0;
}

function imageOf({ data, ownInputs, ownChannels }: Controls): Convolution['image'] | null {
  if (data !== 'own') return dataSets[data].image ?? null;
  const side = Math.sqrt(ownInputs / ownChannels);
  return Number.isInteger(side) ? [side, side, ownChannels] : null;
}

/** P: how many weights, and biases, the network has. */
export const weightCount = (controls: Controls): number => parameterCount(networkOf(controls));

/** The largest width at which the network, as deep as it is, has no more weights than a page can hold. */
export function widestThatFits(controls: Controls): number {
  const fits = (width: number) => weightCount({ ...controls, width }) <= MOST_PARAMETERS;
  let [widest, tooWide] = [rows.width.min, rows.width.max + 1];
  while (tooWide - widest > 1) {
    const middle = Math.floor((widest + tooWide) / 2);
    if (fits(middle)) widest = middle;
    else tooWide = middle;
  }
  return widest;
}

/** Whether a weight step takes so long that only training is computed before someone asks for more. */
export const isLarge = (controls: Controls): boolean => isLargeStep(networkOf(controls), controls.batchSize, controls.steps);

/** Whether no layer is a convolution. */
export const isFullyConnected = ({ convolutions }: Controls): boolean => convolutions === 0;

/** Whether every layer, input and output included, has one unit. */
export const isChain = (controls: Controls): boolean => widthsOf(controls).every((width) => width === 1);

/** Whether the plane of two weights holds all weights of the network. */
export const hasTwoWeights = (controls: Controls): boolean => isChain(controls) && controls.hidden === 1;

/**
 * Indices of the two weights along the axes of the plane; both weights of a network that has no others. Null where the network lacks one, or where both
 * places are one weight.
 */
export function axesOf(controls: Controls, axisA: string, axisB: string): [number, number] | null {
  const network = networkOf(controls);
  const [first, second] = [indexOfPlace(network, axisA), indexOfPlace(network, axisB)];
  if (first !== null && second !== null && first !== second) return [first, second];
  return hasTwoWeights(controls) ? [0, 1] : null;
}

/** Whether the network has three weights, which a cube can show. */
export const hasVolume = (controls: Controls): boolean => isChain(controls) && controls.hidden === 2;

/** The choices of “Around” that are not to be had: saddles that this network does not have, and the given point where none was given. */
export function absentSaddles({ hidden, activation, convolutions }: Controls, hasPoint: boolean): Controls['saddle'][] {
  const absent: [Controls['saddle'], boolean][] = [
    ['zero-rank', hidden < 2 || convolutions > 0],
    ['rank', activation !== 'linear' || convolutions > 0],
    ['point', !hasPoint],
  ];
  return absent.filter(([, is]) => is).map(([saddle]) => saddle);
}
