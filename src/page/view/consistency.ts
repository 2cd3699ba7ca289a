/** The rules that hold between fields of a view: what one control allows of another. */

import { type Controls, controls as rows } from '../../model/controls.ts';
import { isLargeStep } from '../../model/problem/cost.ts';
import { dataSets } from '../../model/problem/dataSets.ts';
import { blockWidths, MOST_PARAMETERS, mostBlocks, parameterCount } from '../../model/problem/layerShapes.ts';
import type { Convolution, Network } from '../../model/problem/problem.ts';
import type { View } from './view.ts';

/** The network that the controls describe; of convolutions, as many as there can be. */
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

/** n_0, ..., n_L of it. */
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

/** How many of its hidden layers can be convolutions: none where its inputs are no images. */
export function mostConvolutions(controls: Controls): number {
  const image = imageOf(controls);
  return image ? Math.min(controls.hidden, mostBlocks(image), rows.convolutions.max) : 0;
}

function imageOf({ data, ownInputs, ownChannels }: Controls): Convolution['image'] | null {
  if (data !== 'own') return dataSets[data].image ?? null;
  const side = Math.sqrt(ownInputs / ownChannels);
  return Number.isInteger(side) ? [side, side, ownChannels] : null;
}

/** Whether a weight step takes so long that nothing but training is computed before someone asks. */
export const isLarge = (controls: Controls): boolean => isLargeStep(networkOf(controls), controls.batchSize, controls.steps);

/** A point of more weights would make an address that mail programs and chats cut off. */
export const MOST_POINT_WEIGHTS = 512;

/** How many weights, and biases, the network has. */
export const weightCount = (controls: Controls): number => parameterCount(networkOf(controls));

/** The largest width at which the network, as deep as it is, has no more weights than fit. */
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

/** Whether every layer, input and output included, has one unit. */
export const isChain = (controls: Controls): boolean => widthsOf(controls).every((width) => width === 1);

/** Three weights, which a cube can show. */
export const hasVolume = (controls: Controls): boolean => isChain(controls) && controls.hidden === 2;

/** The nearest view in which no field contradicts another; the same object if none does. */
export function consistent(view: View): View {
  const point = view.point?.length === weightCount(fitting(view.controls)) ? view.point : null;
  const controls = consistentControls(view.controls, point !== null);
  const changes: Partial<View> = {};
  if (controls !== view.controls) changes.controls = controls;
  if (point !== view.point) changes.point = point;
  if (view.time !== 'equilibrium' && view.time > controls.steps) changes.time = controls.steps;
  if (view.playhead > controls.iterations) changes.playhead = controls.iterations;
  if (!ratesEndAt(view.rateChanges, controls.learningRate)) changes.rateChanges = [];
  return Object.keys(changes).length === 0 ? view : { ...view, ...changes };
}

/** The last of the rates is the one that the slider shows. */
const ratesEndAt = (rates: View['rateChanges'], rate: number): boolean => rates.length === 0 || rates.at(-1)!.rate === rate;

function consistentControls(given: Controls, hasPoint: boolean): Controls {
  const controls = fitting(given);
  const last = weightCount(controls) - 1;
  controls.second = Math.min(controls.second, last);
  controls.first = distinctFrom(controls.second, Math.min(controls.first, last));
  controls.sample = Math.min(controls.sample, controls.batchSize - 1);
  if (controls.view === 'volume' && !hasVolume(controls)) controls.view = 'surface';
  if (absentSaddles(controls, hasPoint).includes(controls.saddle)) controls.saddle = 'origin';
  if (controls.saddle === 'rank') controls.rank = Math.min(controls.rank, ...widthsOf(controls));
  if (controls.laboratory === 'comparison') controls.updateEvery = Math.min(controls.updateEvery, controls.steps);
  controls.digitTo = distinctFrom(controls.digitFrom, controls.digitTo);
  controls.sweepFrom = Math.min(controls.sweepFrom, controls.sweepTo / 2);
  const same = (Object.keys(given) as (keyof Controls)[]).every((field) => given[field] === controls[field]);
  return same ? given : controls;
}

/** The network and the batch as their data need them. */
function fitting(controls: Controls): Controls {
  const { least, samples } = dataSets[controls.data];
  const fields = {
    dimension: Math.max(controls.dimension, least?.dimension ?? 1),
    batchSize: samples ?? controls.batchSize,
    convolutions: Math.min(controls.convolutions, mostConvolutions(controls)),
  };
  const fitted = { ...controls, ...fields };
  return { ...fitted, width: Math.min(fitted.width, widestThatFits(fitted)) };
}

/** Saddles that this network does not have, or that are not known. */
export function absentSaddles({ hidden, activation, convolutions }: Controls, hasPoint: boolean): Controls['saddle'][] {
  const absent: [Controls['saddle'], boolean][] = [
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
