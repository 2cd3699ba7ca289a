/** The form of every request that a script may send, as valibot schemas. Whether the shapes in a request fit each other is checked by `partsFit.ts`. */
import * as v from 'valibot';
import { controls } from '../../model/controls.ts';
import {
  activations,
  backendChoices,
  inputRules,
  learners,
  namesOf,
  optimisers,
  outputEnergies,
  stoppingRules,
} from '../../model/problem/enumerations.ts';
import type { Matrix, Vector } from '../../model/problem/problem.ts';
import type { EvaluateRequest, HessianRequest, SurfaceRequest, TrainRequest, VariancesRequest } from '../../model/scripts.ts';
import { Unreadable } from './plainValue.ts';

type Schema<Output> = v.GenericSchema<unknown, Output>;

/** A schema with one complaint: the text of what would be right. */
const expecting = <Output>(text: string, schema: Schema<Output>): Schema<Output> =>
  v.config(v.pipe(schema, v.description(text)), { message: text }) as Schema<Output>;

/** An object with these fields and no others; the complaint about a missing field is the field's own description. */
function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  const names = Object.keys(entries).join(', ');
  const object = `an object with the fields ${names}`;
  const readable = v.custom<unknown>((value) => !(value instanceof Unreadable), object);
  const strict = v.strictObject(entries, (issue) => {
    const key = issue.path?.at(-1)?.key as string | undefined;
    if (key === undefined) return object;
    if (issue.expected === 'never') return `only the fields ${names}`;
    return v.getDescription(entries[key] as v.GenericSchema) ?? 'a value';
  });
  return v.pipe(readable, strict);
}

const listOf = <Output>(text: string, item: Schema<Output>): Schema<Output[]> =>
  v.pipe(v.array(item, text), v.minLength(1, text), v.description(text)) as Schema<Output[]>;

const oneOf = <const Option extends string>(...options: readonly Option[]): Schema<Option> =>
  expecting(`one of ${options.join(', ')}`, v.picklist(options));

const whole = (from: number, to: number): Schema<number> =>
  expecting(`a whole number from ${from} to ${to}`, v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to)));

const finite = expecting('a finite number', v.pipe(v.number(), v.finite()));
const positive = expecting('a number above 0', v.pipe(v.number(), v.finite(), v.gtValue(0)));

const MOST_STEPS = 1e6;
const steps = whole(0, MOST_STEPS);
const backend = v.optional(oneOf(...namesOf(backendChoices)));

/** Typed arrays have become Float64Arrays. */
const numbers = expecting(
  'an array of numbers',
  v.custom<ArrayLike<number>>((data) => Array.isArray(data) || data instanceof Float64Array),
);
const shape = expecting(
  '[rows, columns], whole numbers above 0',
  v.strictTuple([whole(1, 2 ** 31), whole(1, 2 ** 31)]),
) as Schema<Matrix['shape']>;
const matrix = described('a matrix { shape, data }', fields({ shape, data: numbers }));
const vector = described(
  'a vector { shape, data }',
  fields({
    shape: expecting('[length], a whole number above 0', v.strictTuple([whole(1, 2 ** 31)])) as Schema<Vector['shape']>,
    data: numbers,
  }),
);
const matrices = listOf('an array of matrices { shape, data }, one a layer', matrix);

const MOST_WIDTHS = controls.hidden.max + 2;
const DEPTH = `3 to ${MOST_WIDTHS} widths: input, 1 to ${controls.hidden.max} hidden layers, output`;
const widths = described(
  DEPTH,
  v.pipe(v.array(whole(1, controls.width.max), DEPTH), v.minLength(3, DEPTH), v.maxLength(MOST_WIDTHS, DEPTH)),
);
const network = described(
  'a network { widths, activation }',
  fields({
    widths,
    activation: oneOf(...namesOf(activations)),
    biases: v.optional(expecting('true or false', v.boolean())),
    output: v.optional(oneOf(...outputEnergies)),
    inputs: v.optional(oneOf(...inputRules)),
  }),
);

const inference = described(
  'inference settings { dt, steps }',
  fields({ dt: positive, steps, stopping: v.optional(oneOf(...namesOf(stoppingRules))) }),
);

export const evaluateSchema: Schema<EvaluateRequest | VariancesRequest> = fields({
  network,
  weights: matrices,
  x: matrix,
  y: matrix,
  inference,
  logVariances: v.optional(listOf('an array of vectors { shape, data }, one a layer', vector)),
  backend,
});

const axis = listOf('an array of grid coordinates', finite);
const chainPlane = fields({ axis, otherWeights: described('an array of numbers', v.array(finite, 'an array of numbers')) });
const generalPlane = fields({ axis, center: matrices, u: matrices, v: matrices });
const isGeneral = (plane: unknown) =>
  typeof plane === 'object' && plane !== null && ['center', 'u', 'v'].some((key) => key in plane);
const plane = described(
  'a plane { axis, otherWeights } or { axis, center, u, v }',
  v.lazy((input): Schema<SurfaceRequest['plane']> => (isGeneral(input) ? generalPlane : chainPlane)),
);
const recording = described('{ dt, record }', fields({ dt: positive, record: listOf('an array of inference steps', steps) }));

export const surfaceSchema: Schema<SurfaceRequest> = fields({
  network,
  x: matrix,
  y: matrix,
  plane,
  inference: recording,
  backend,
});

const batches = listOf('an array of batches { x, y }', described('a batch { x, y }', fields({ x: matrix, y: matrix })));

export const trainSchema: Schema<TrainRequest> = fields({
  network,
  weights: matrices,
  learningRate: positive,
  batches,
  inference,
  learner: oneOf(...namesOf(learners)),
  optimiser: v.optional(oneOf(...namesOf(optimisers))),
  backend,
});

export const hessianSchema: Schema<HessianRequest> = fields({
  network,
  weights: matrices,
  x: matrix,
  y: matrix,
  method: v.optional(oneOf('dense', 'lanczos')),
  backend,
});

/** A schema with a description, which is the complaint where its field is missing; complaints about a wrong value stay. */
function described<Output>(text: string, schema: Schema<Output>): Schema<Output> {
  return v.pipe(schema, v.description(text)) as Schema<Output>;
}
