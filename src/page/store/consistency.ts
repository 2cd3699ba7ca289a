/** The rules that hold between fields of a view: what one control allows of another. */
import { isLargeStep } from '../../model/cost.ts';
import { dataSets } from '../../model/dataSets.ts';
import { blockWidths, MOST_PARAMETERS, mostBlocks, parameterCount } from '../../model/layerShapes.ts';
import { type Parameters, parameters as rows } from '../../model/parameters.ts';
import type { Convolution, Network } from '../../model/problem.ts';
import type { View } from './pageState.ts';

/** The network that the controls describe; of convolutions, as many as there can be. */
export function networkOf(parameters: Parameters): Network {
  const convolution = convolutionOf(parameters);
  const network = { widths: widthsOf(parameters), activation: parameters.activation };
  return convolution ? { ...network, convolution } : network;
}

/** The network that generates the data's inputs, as outputs of its own, from a latent. */
export function generativeNetworkOf(parameters: Parameters): Network {
  const { latent, hidden, width, activation } = parameters;
  const [inputs] = widthsOf(parameters);
  return { widths: [latent, ...new Array<number>(hidden).fill(width), inputs], activation, biases: true, inputs: 'free' };
}

/** n_0, ..., n_L of it. */
export function widthsOf(parameters: Parameters): number[] {
  const { data, hidden, width, dimension, ownInputs, ownOutputs } = parameters;
  const [inputs, outputs] = data === 'own' ? [ownInputs, ownOutputs] : (dataSets[data].sizes ?? [dimension, dimension]);
  const convolution = convolutionOf(parameters);
  const blocks = convolution ? blockWidths(convolution) : [];
  return [inputs, ...blocks, ...new Array<number>(hidden - blocks.length).fill(width), outputs];
}

function convolutionOf(parameters: Parameters): Convolution | null {
  const blocks = Math.min(parameters.convolutions, mostConvolutions(parameters));
  const channels = Array.from({ length: blocks }, (_, block) => parameters.channels * 2 ** block);
  return blocks === 0 ? null : { image: imageOf(parameters)!, channels };
}

/** How many of its hidden layers can be convolutions: none where its inputs are no images. */
export function mostConvolutions(parameters: Parameters): number {
  const image = imageOf(parameters);
  return image ? Math.min(parameters.hidden, mostBlocks(image), rows.convolutions.max) : 0;
}

function imageOf({ data, ownInputs, ownChannels }: Parameters): Convolution['image'] | null {
  if (data !== 'own') return dataSets[data].image ?? null;
  const side = Math.sqrt(ownInputs / ownChannels);
  return Number.isInteger(side) ? [side, side, ownChannels] : null;
}

/** Whether a weight step takes so long that nothing but training is computed before someone asks. */
export const isLarge = (parameters: Parameters): boolean =>
  isLargeStep(networkOf(parameters), parameters.batchSize, parameters.steps);

/** A point of more weights would make an address that mail programs and chats cut off. */
export const MOST_POINT_WEIGHTS = 512;

/** How many weights, and biases, the network has. */
export const weightCount = (parameters: Parameters): number => parameterCount(networkOf(parameters));

/** The largest width at which the network, as deep as it is, has no more weights than fit. */
export function widestThatFits(parameters: Parameters): number {
  const fits = (width: number) => weightCount({ ...parameters, width }) <= MOST_PARAMETERS;
  let [widest, tooWide] = [rows.width.min, rows.width.max + 1];
  while (tooWide - widest > 1) {
    const middle = Math.floor((widest + tooWide) / 2);
    if (fits(middle)) widest = middle;
    else tooWide = middle;
  }
  return widest;
}

/** Whether every layer, input and output included, has one unit. */
export const isChain = (parameters: Parameters): boolean => widthsOf(parameters).every((width) => width === 1);

/** Three weights, which a cube can show. */
export const hasVolume = (parameters: Parameters): boolean => isChain(parameters) && parameters.hidden === 2;

/** The nearest view in which no field contradicts another; the same object if none does. */
export function consistent(view: View): View {
  const point = view.point?.length === weightCount(fitting(view.parameters)) ? view.point : null;
  const parameters = consistentParameters(view.parameters, point !== null);
  const changes: Partial<View> = {};
  if (parameters !== view.parameters) changes.parameters = parameters;
  if (point !== view.point) changes.point = point;
  if (view.time !== 'equilibrium' && view.time > parameters.steps) changes.time = parameters.steps;
  if (view.playhead > parameters.iterations) changes.playhead = parameters.iterations;
  if (!ratesEndAt(view.rateChanges, parameters.learningRate)) changes.rateChanges = [];
  return Object.keys(changes).length === 0 ? view : { ...view, ...changes };
}

/** The last of the rates is the one that the slider shows. */
const ratesEndAt = (rates: View['rateChanges'], rate: number): boolean => rates.length === 0 || rates.at(-1)!.rate === rate;

function consistentParameters(given: Parameters, hasPoint: boolean): Parameters {
  const parameters = fitting(given);
  const last = weightCount(parameters) - 1;
  parameters.second = Math.min(parameters.second, last);
  parameters.first = distinctFrom(parameters.second, Math.min(parameters.first, last));
  parameters.sample = Math.min(parameters.sample, parameters.batchSize - 1);
  if (parameters.view === 'volume' && !hasVolume(parameters)) parameters.view = 'surface';
  if (absentSaddles(parameters, hasPoint).includes(parameters.saddle)) parameters.saddle = 'origin';
  if (parameters.saddle === 'rank') parameters.rank = Math.min(parameters.rank, ...widthsOf(parameters));
  if (parameters.laboratory === 'comparison') parameters.updateEvery = Math.min(parameters.updateEvery, parameters.steps);
  parameters.digitTo = distinctFrom(parameters.digitFrom, parameters.digitTo);
  parameters.sweepFrom = Math.min(parameters.sweepFrom, parameters.sweepTo / 2);
  const same = (Object.keys(given) as (keyof Parameters)[]).every((field) => given[field] === parameters[field]);
  return same ? given : parameters;
}

/** The network and the batch as their data need them. */
function fitting(parameters: Parameters): Parameters {
  const { least, samples } = dataSets[parameters.data];
  const fields = {
    dimension: Math.max(parameters.dimension, least?.dimension ?? 1),
    batchSize: samples ?? parameters.batchSize,
    convolutions: Math.min(parameters.convolutions, mostConvolutions(parameters)),
  };
  const fitted = { ...parameters, ...fields };
  return { ...fitted, width: Math.min(fitted.width, widestThatFits(fitted)) };
}

/** Saddles that this network does not have, or that are not known. */
export function absentSaddles({ hidden, activation, convolutions }: Parameters, hasPoint: boolean): Parameters['saddle'][] {
  const absent: [Parameters['saddle'], boolean][] = [
    ['zero-rank', hidden < 2 || convolutions > 0],
    ['rank', activation !== 'linear' || convolutions > 0],
    ['point', !hasPoint],
  ];
  return absent.filter(([, is]) => is).map(([saddle]) => saddle);
}

/** A plane needs two different weights, and a way between digits two different digits. */
function distinctFrom(taken: number, wanted: number): number {
  if (wanted !== taken) return wanted;
  return taken === 0 ? 1 : taken - 1;
}
