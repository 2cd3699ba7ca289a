/** A view as a URL's query: every field, under its own name, so that an address means the same whatever the defaults become. */
import { type Controls, controls, type Field } from '../../model/controls.ts';
import { encodeFloats } from './floatText.ts';
import { presets } from './presets.ts';
import type { View } from './view.ts';

const DECIMALS = 4; // of the camera: a thousandth of the scene's cube is below a pixel

/** `experiment=figure-2-left&convention=matched&hidden=1&...`, without a question mark. */
export function writeQuery(view: View): string {
  return [writeSettled(view), writeGlance(view)].join('&');
}

/** What a change of makes a step of undo. */
export function writeSettled({ controls: values, time, start, point, rateChanges }: View): string {
  const fields = (Object.keys(controls) as Field[]).map((field) => `${field}=${values[field]}`);
  const rates = rateChanges.map(({ from, rate }) => `${from}:${rate}`).join(',');
  return [
    ...fields,
    `time=${time}`,
    ...startText(values.experiment, start),
    ...(point ? [`point=${encodeFloats(point)}`] : []),
    ...(rates ? [`rates=${rates}`] : []),
  ].join('&');
}

/** The seed's own start goes without saying, where the experiment has no other. */
function startText(experiment: Controls['experiment'], start: View['start']): string[] {
  if (start) return [`start=${start.a},${start.b}`];
  return presets[experiment].start ? ['start=seed'] : [];
}

/** How it is looked at: part of the address, not of undo. */
export function writeGlance({ camera, playhead }: View): string {
  const rounded = [camera.x, camera.y, camera.z].map((value) => Number(value.toFixed(DECIMALS)));
  return `camera=${rounded.join(',')}&at=${playhead}`;
}
