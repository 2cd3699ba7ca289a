/**
 * The fields of a view that are no controls, one row each: name in the address, values, spelling, default, and what undo and other experiments do to it.
 * The view's type, the address, the browser's history and the scripts' state all derive from these rows.
 */
import * as v from 'valibot';
import { controls } from '../../model/controls.ts';
import type { Preset } from '../../model/preset.ts';
import { readPlace } from '../../model/problem/weightPlace.ts';
import { decodeFloats, encodeFloats } from './base64Floats.ts';
import { type Codec, numberSchema, readNumber, writeNumber } from './codec.ts';

interface ViewField<Key extends string, Value> extends Codec<Value> {
  /** The field's name in the address and for scripts. */
  readonly key: Key;
  /** The value while no experiment and no reader chose another. */
  readonly initial: Value;
  /** The value that an experiment opens with; undefined, or no function, where experiments do not choose. */
  ofPreset?(preset: Preset): Value | undefined;
  /** Whether the reader's value stays when another experiment is opened that does not choose one. */
  readonly outlivesExperiment: boolean;
  /** Whether a change is a step of the browser's history, which is undo; a change of other fields only replaces the address. */
  readonly undoable: boolean;
}

/** A row whose name and whose values, by its schema, the types know. */
const viewField = <const Key extends string, Value>(
  row: Omit<ViewField<Key, NoInfer<Value>>, 'schema'> & { readonly schema: v.GenericSchema<unknown, Value> },
): ViewField<Key, Value> => row;

const finite = v.pipe(v.number(), v.finite());
const iteration = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `1,2` as an object with these keys. */
const readTuple =
  (...keys: string[]) =>
  (text: string): unknown => {
    const parts = text.split(',');
    return parts.length === keys.length ? Object.fromEntries(keys.map((key, i) => [key, readNumber(parts[i])])) : text;
  };
const readPair = readTuple('a', 'b');

const writeNumbers = (...values: number[]): string => values.map(writeNumber).join(',');

/** `0:0.4` as a change of the learning rate. */
function readRate(text: string): unknown {
  const [from, rate, ...more] = text.split(':');
  return rate === undefined || more.length > 0 ? text : { from: readNumber(from), rate: readNumber(rate) };
}

/** A weight along an axis of the plane, as text: `layer.row.column`, or `layer/layers.row.column` where the weight belongs to a network of that many layers. */
const axis = <const Key extends string>(key: Key, initial: string, ofPreset: (preset: Preset) => string) =>
  viewField<Key, string>({
    key,
    schema: v.pipe(
      v.string(),
      v.check((text) => readPlace(text) !== null),
    ),
    read: String,
    write: String,
    inWords: String,
    expected: () => 'a weight as layer.row.column, counted from 1, as in 2.1.1',
    initial,
    ofPreset,
    outlivesExperiment: false,
    undoable: true,
  });

/** A point of more weights would make an address that mail programs and chats cut off. */
export const MOST_POINT_WEIGHTS = 512;

/** Looks down from 30 degrees to the right of the second axis: both axes' titles are in front. */
export const defaultCamera = { x: 0.9, y: -1.55, z: 1.2 };

/** Decimals of the camera in the address: a thousandth of the scene's cube is below a pixel. */
const CAMERA_DECIMALS = 4;

/** The camera's place as the address has it; exact where rounding would put the camera into the middle of the scene. */
function roundedEye(eye: number[]): number[] {
  const rounded = eye.map((value) => Number(value.toFixed(CAMERA_DECIMALS)));
  return rounded.some((value) => value !== 0) ? rounded : eye;
}

/** In the order in which the address names them. */
export const viewFields = {
  /** The weights along the axes of the plane. */
  axisA: axis('axisA', '1.1.1', ({ axes }) => axes?.[0] ?? '1.1.1'),
  axisB: axis('axisB', '2.1.1', ({ axes, controls: { hidden = 1 } }) => axes?.[1] ?? `${hidden + 1}.1.1`),
  /** Inference time shown: a step, or the equilibrium that inference tends to. */
  time: viewField({
    key: 'time',
    schema: v.union([v.literal('equilibrium'), iteration]),
    read: (text) => (text === 'equilibrium' ? text : readNumber(text)),
    write: (time) => (time === 'equilibrium' ? time : writeNumber(time)),
    inWords: String,
    expected: ({ steps }) => `equilibrium or a whole number from 0 to ${steps}`,
    initial: 'equilibrium',
    ofPreset: ({ time }) => time,
    outlivesExperiment: true,
    undoable: true,
  }),
  /** Where the learners start in the plane; null for the seed's initial weights. */
  start: viewField({
    key: 'start',
    schema: v.nullable(v.strictObject({ a: finite, b: finite })),
    read: (text) => (text === 'seed' ? null : readPair(text)),
    // The seed's own start goes without saying where the experiment has no other.
    write: (start, preset) => (start ? writeNumbers(start.a, start.b) : preset.start ? 'seed' : null),
    inWords: (start) => (start ? `${start.a},${start.b}` : 'the seed’s own'),
    expected: () => 'two finite numbers a,b',
    initial: null,
    ofPreset: ({ start }) => start,
    outlivesExperiment: false,
    undoable: true,
  }),
  /** Weights of the saddle called “given point”, flat; null where none was given. */
  point: viewField({
    key: 'point',
    schema: v.nullable(v.pipe(v.array(finite), v.minLength(1), v.maxLength(MOST_POINT_WEIGHTS))),
    read: (text) => decodeFloats(text) ?? text,
    write: (point) => point && encodeFloats(point),
    inWords: (point) => (point ? `a point of ${point.length} weights` : 'no point'),
    expected: () => `at most ${MOST_POINT_WEIGHTS} weights, as base64url of little-endian float64`,
    initial: null,
    outlivesExperiment: false,
    undoable: true,
  }),
  /** The run's learning rates from iteration 0 to the current one; empty while one rate has held throughout. A reset forgets them. */
  rateChanges: viewField({
    key: 'rates',
    schema: v.pipe(
      v.array(v.strictObject({ from: iteration, rate: numberSchema(controls.learningRate) })),
      v.check((rates) => rates.length !== 1 && (rates.length === 0 || rates[0].from === 0)),
      v.check((rates) => rates.every(({ from }, i) => i === 0 || from > rates[i - 1].from)),
    ),
    read: (text) => text.split(',').map(readRate),
    write: (rates) => rates.map(({ from, rate }) => `${writeNumber(from)}:${writeNumber(rate)}`).join(',') || null,
    inWords: (rates) => (rates.length === 0 ? 'one rate throughout' : `${rates.length} rates`),
    expected: () => 'iteration:rate pairs, ascending from iteration 0 and ending at the learning rate, as in 0:0.4,8:0.1',
    initial: [],
    outlivesExperiment: false,
    undoable: true,
  }),
  /** From where the scenes are seen: plotly's eye, which never is in the middle of what it looks at. */
  camera: viewField({
    key: 'camera',
    schema: v.pipe(
      v.strictObject({ x: finite, y: finite, z: finite }),
      v.check(({ x, y, z }) => Math.hypot(x, y, z) > 0),
    ),
    read: readTuple('x', 'y', 'z'),
    write: ({ x, y, z }) => writeNumbers(...roundedEye([x, y, z])),
    inWords: ({ x, y, z }) => `${x},${y},${z}`,
    expected: () => 'three finite numbers x,y,z that are not all zero',
    initial: defaultCamera,
    outlivesExperiment: true,
    undoable: false,
  }),
  /** Iteration shown. */
  playhead: viewField({
    key: 'at',
    schema: iteration,
    read: readNumber,
    write: writeNumber,
    inWords: String,
    expected: ({ iterations }) => `a whole number from 0 to ${iterations}`,
    initial: 0,
    outlivesExperiment: false,
    undoable: false,
  }),
};
