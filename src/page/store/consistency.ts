/** The rules that hold between fields of a view: what one control allows of another. */
import type { Parameters } from '../../model/parameters.ts';
import type { View } from './pageState.ts';

/** n_0, ..., n_L of the network that the controls describe. */
export function widthsOf({ hidden, width, dimension }: Parameters): number[] {
  return [dimension, ...new Array<number>(hidden).fill(width), dimension];
}

/** sum_l n_l n_{l-1}: how many weights the network has. */
export function weightCount(parameters: Parameters): number {
  const widths = widthsOf(parameters);
  return widths.slice(1).reduce((sum, width, layer) => sum + width * widths[layer], 0);
}

/** Whether every layer, input and output included, has one unit. */
export const isChain = ({ width, dimension }: Parameters): boolean => width === 1 && dimension === 1;

/** Three weights, which a cube can show. */
export const hasVolume = (parameters: Parameters): boolean => isChain(parameters) && parameters.hidden === 2;

/** The nearest view in which no field contradicts another; the same object if none does. */
export function consistent(view: View): View {
  const parameters = consistentParameters(view.parameters);
  const changes: Partial<View> = {};
  if (parameters !== view.parameters) changes.parameters = parameters;
  if (view.time !== 'equilibrium' && view.time > parameters.steps) changes.time = parameters.steps;
  if (view.playhead > parameters.iterations) changes.playhead = parameters.iterations;
  if (!ratesEndAt(view.rateChanges, parameters.learningRate)) changes.rateChanges = [];
  return Object.keys(changes).length === 0 ? view : { ...view, ...changes };
}

/** The last of the rates is the one that the slider shows. */
const ratesEndAt = (rates: View['rateChanges'], rate: number): boolean => rates.length === 0 || rates.at(-1)!.rate === rate;

function consistentParameters(parameters: Parameters): Parameters {
  const last = weightCount(parameters) - 1;
  const second = Math.min(parameters.second, last);
  const first = distinctFrom(second, Math.min(parameters.first, last));
  const sample = Math.min(parameters.sample, parameters.batchSize - 1);
  const view = parameters.view === 'volume' && !hasVolume(parameters) ? 'surface' : parameters.view;
  const sweepFrom = Math.min(parameters.sweepFrom, parameters.sweepTo / 2);
  const changes = { first, second, sample, view, sweepFrom };
  const fields = Object.keys(changes) as (keyof typeof changes)[];
  return fields.every((field) => changes[field] === parameters[field]) ? parameters : { ...parameters, ...changes };
}

/** A plane needs two different weights. */
function distinctFrom(taken: number, wanted: number): number {
  if (wanted !== taken) return wanted;
  return taken === 0 ? 1 : taken - 1;
}
