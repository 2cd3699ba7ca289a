/** The schema of a TrainingCheckpoint that this visit did not take: the type of every field, and curves and paths whose arrays have one length. */
import * as v from 'valibot';
import { computeError } from '../../../model/computeError.ts';
import type { TrainingCheckpoint } from '../../../model/landscapes/trainingFrames.ts';
import { backends, namesOf } from '../../../model/problem/enumerations.ts';

const floats = v.instance(Float64Array, 'is not an array of float64');
const integers = v.instance(Int32Array, 'is not an array of int32');
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const haveOneLength = (...arrays: (ArrayLike<number> | null)[]): boolean =>
  new Set(arrays.filter((array) => array !== null).map(({ length }) => length)).size <= 1;

const tests = v.pipe(
  v.object({ iteration: integers, loss: floats, accuracy: floats }),
  v.check(({ iteration, loss, accuracy }) => haveOneLength(iteration, loss, accuracy), 'has tests of different lengths'),
);

const curves = v.pipe(
  v.object({
    loss: floats,
    energy: floats,
    theoryEnergy: v.nullable(floats),
    gradientNorm: floats,
    tests: v.nullable(tests),
    layerNorms: v.nullable(v.object({ gradient: v.array(floats), parameter: v.array(floats) })),
    divergedAt: v.pipe(v.number(), v.integer()),
    finished: v.boolean(),
  }),
  v.check(({ loss, energy, gradientNorm }) => haveOneLength(loss, energy, gradientNorm), 'has curves of different lengths'),
);

const path = v.pipe(
  v.object({
    iteration: integers,
    a: floats,
    b: floats,
    residual: floats,
    loss: floats,
    equilibratedEnergy: floats,
    energyAtStep: v.array(floats),
    weights: v.nullable(floats),
  }),
  v.check(
    ({ iteration, a, b, residual, loss, equilibratedEnergy, energyAtStep }) =>
      haveOneLength(iteration, a, b, residual, loss, equilibratedEnergy, ...energyAtStep),
    'has points of different lengths',
  ),
);

const restarted = v.object({ from: count, curves });

const restarts = v.object({
  plateau: v.object({
    highest: v.number(),
    lowSince: v.pipe(v.number(), v.integer()),
    least: v.number(),
    at: v.pipe(v.number(), v.integer()),
    weights: v.nullable(floats),
  }),
  runs: v.array(v.object({ weights: floats, optimiser: floats, halvings: count })),
});

const checkpointSchema: v.GenericSchema<unknown, TrainingCheckpoint> = v.object({
  iteration: count,
  backend: v.picklist(namesOf(backends)),
  milliseconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
  frame: v.object({
    bp: v.array(curves),
    pc: v.array(curves),
    otherBp: v.nullable(v.array(curves)),
    bpPath: path,
    pcPath: path,
    restarts: v.array(restarted),
  }),
  weights: v.array(v.array(floats)),
  optimiser: v.array(v.array(floats)),
  halvings: v.array(v.array(count)),
  restarts: v.nullable(restarts),
});

/** The value as a checkpoint. Throws InvalidRequest where a field is wrong: `invalid checkpoint: frame.bp.0.loss is not an array of float64`. */
export function parseCheckpoint(value: unknown): TrainingCheckpoint {
  const result = v.safeParse(checkpointSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const fault = /^(is|has) /.test(issue.message) ? issue.message : `is wrong: ${issue.message}`;
  throw computeError('InvalidRequest', `invalid checkpoint: ${v.getDotPath(issue) ?? 'it'} ${fault}`);
}
