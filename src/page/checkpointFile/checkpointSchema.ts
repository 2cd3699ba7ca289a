/** The schema of a TrainingCheckpoint that comes from a file: the type of every field, and curves and paths whose arrays have one length. */
import * as v from 'valibot';
import type { TrainingCheckpoint } from '../../model/landscapes/trainingFrames.ts';
import { backends, namesOf } from '../../model/problem/enumerations.ts';

const floats = v.instance(Float64Array, 'is not an array of float64');
const integers = v.instance(Int32Array, 'is not an array of int32');
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const haveOneLength = (...arrays: (ArrayLike<number> | null)[]): boolean =>
  new Set(arrays.filter((array) => array !== null).map(({ length }) => length)).size <= 1;

const tests = v.object({ iteration: integers, loss: floats, accuracy: floats });

const curves = v.pipe(
  v.object({
    loss: floats,
    energy: floats,
    theoryEnergy: v.nullable(floats),
    gradientNorm: floats,
    tests: v.nullable(tests),
    layerNorms: v.nullable(v.object({ gradient: v.array(floats), parameter: v.array(floats) })),
    divergedAt: v.number(),
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
    lowSince: v.number(),
    least: v.number(),
    at: v.number(),
    weights: v.nullable(floats),
  }),
  runs: v.array(v.object({ weights: floats, optimiser: floats })),
});

export const checkpointSchema: v.GenericSchema<unknown, TrainingCheckpoint> = v.object({
  iteration: count,
  backend: v.picklist(namesOf(backends)),
  milliseconds: v.number(),
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
  restarts: v.nullable(restarts),
});
