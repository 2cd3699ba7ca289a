/** The rules that hold between fields of a view: what one control allows of another. */
import { largeStep, stepCost } from '../../model/cost.ts';
import { dataSets } from '../../model/dataSets.ts';
import type { Parameters } from '../../model/parameters.ts';
import type { View } from './pageState.ts';

/** n_0, ..., n_L of the network that the controls describe. */
export function widthsOf({ data, hidden, width, dimension, ownInputs, ownOutputs }: Parameters): number[] {
  const [inputs, outputs] = data === 'own' ? [ownInputs, ownOutputs] : (dataSets[data].sizes ?? [dimension, dimension]);
  return [inputs, ...new Array<number>(hidden).fill(width), outputs];
}

/** Whether a weight step takes so long that nothing but training is computed before someone asks. */
export const isLarge = (parameters: Parameters): boolean =>
  stepCost({ widths: widthsOf(parameters), activation: parameters.activation }, parameters.batchSize, parameters.steps) >=
  largeStep;

/** A point of more weights would make an address that mail programs and chats cut off. */
export const MOST_POINT_WEIGHTS = 512;

/** sum_l n_l n_{l-1}: how many weights the network has. */
export function weightCount(parameters: Parameters): number {
  const widths = widthsOf(parameters);
  return widths.slice(1).reduce((sum, width, layer) => sum + width * widths[layer], 0);
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
  const parameters = { ...fitting(given) };
  const last = weightCount(parameters) - 1;
  parameters.second = Math.min(parameters.second, last);
  parameters.first = distinctFrom(parameters.second, Math.min(parameters.first, last));
  parameters.sample = Math.min(parameters.sample, parameters.batchSize - 1);
  if (parameters.view === 'volume' && !hasVolume(parameters)) parameters.view = 'surface';
  if (absentSaddles(parameters, hasPoint).includes(parameters.saddle)) parameters.saddle = 'origin';
  if (parameters.saddle === 'rank') parameters.rank = Math.min(parameters.rank, ...widthsOf(parameters));
  parameters.sweepFrom = Math.min(parameters.sweepFrom, parameters.sweepTo / 2);
  const same = (Object.keys(given) as (keyof Parameters)[]).every((field) => given[field] === parameters[field]);
  return same ? given : parameters;
}

/** The network and the batch as large as their data need them. */
function fitting(parameters: Parameters): Parameters {
  const { least, samples } = dataSets[parameters.data];
  const dimension = Math.max(parameters.dimension, least?.dimension ?? 1);
  const batchSize = samples ?? parameters.batchSize;
  return dimension === parameters.dimension && batchSize === parameters.batchSize
    ? parameters
    : { ...parameters, dimension, batchSize };
}

/** Saddles that this network does not have, or that are not known. */
export function absentSaddles({ hidden, activation }: Parameters, hasPoint: boolean): Parameters['saddle'][] {
  const absent: [Parameters['saddle'], boolean][] = [
    ['zero-rank', hidden < 2],
    ['rank', activation !== 'linear'],
    ['point', !hasPoint],
  ];
  return absent.filter(([, is]) => is).map(([saddle]) => saddle);
}

/** A plane needs two different weights. */
function distinctFrom(taken: number, wanted: number): number {
  if (wanted !== taken) return wanted;
  return taken === 0 ? 1 : taken - 1;
}
