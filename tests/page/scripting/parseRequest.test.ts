import { describe, expect, it, vi } from 'vitest';
import { activations, namesOf } from '../../../src/model/problem/enumerations.ts';
import { parseEvaluate, parseHessian, parseSurface, parseTrain } from '../../../src/page/scripting/parseRequest.ts';
import grids from '../../reference/grids.json' with { type: 'json' };
import hessians from '../../reference/hessians.json' with { type: 'json' };
import points from '../../reference/points.json' with { type: 'json' };
import sgd from '../../reference/sgd.json' with { type: 'json' };

const matrix = (rows: number, columns: number) => ({ shape: [rows, columns], data: new Array(rows * columns).fill(0.5) });
const vector = (length: number) => ({ shape: [length], data: new Array(length).fill(0) });
const toy = {
  network: { widths: [2, 3, 1], activation: 'linear' },
  weights: [matrix(3, 2), matrix(1, 3)],
  x: matrix(4, 2),
  y: matrix(4, 1),
  inference: { dt: 0.1, steps: 20 },
};

describe('a request of the reference files passes unchanged', () => {
  it('evaluate', () => {
    for (const { network, weights, x, y, expected } of points) {
      const { dt, steps } = expected.inference;
      const request = { network, weights, x, y, inference: { dt, steps } };
      expect(parseEvaluate(request)).toEqual(request);
    }
  });
  it('surface', () => {
    for (const { network, x, y, plane, expected } of grids) {
      const record = Object.keys(expected.energyAtStep.steps).map(Number);
      const request = { network, x, y, plane, inference: { dt: expected.energyAtStep.dt, record } };
      expect(parseSurface(request)).toEqual(request);
    }
  });
  it('train', () => {
    for (const { network, weights, learningRate, batches, inference } of sgd) {
      const request = { network, weights, learningRate, batches, inference, learner: 'pc-equilibrium', backend: 'reference' };
      expect(parseTrain(request)).toEqual(request);
    }
  });
  it('hessian', () => {
    for (const { network, weights, x, y } of hessians) {
      expect(parseHessian({ network, weights, x, y, method: 'lanczos' })).toEqual({ network, weights, x, y, method: 'lanczos' });
    }
  });
  it('with biases, a cross-entropy output and free inputs', () => {
    const network = { ...toy.network, widths: [2, 3, 2], biases: true, output: 'cross-entropy', inputs: 'free' };
    const request = { ...toy, network, weights: [matrix(3, 3), matrix(2, 4)], y: matrix(4, 2) };
    expect(parseEvaluate(request)).toEqual(request);
  });
  it('with typed arrays of any kind of number for data, as a copy', () => {
    const [first, second] = [Float32Array.of(1, 2, 3, 4, 5, 0.1), Int8Array.of(-1, 0, 1)];
    const weights = [
      { shape: [3, 2], data: first },
      { shape: [1, 3], data: second },
    ];
    const parsed = parseEvaluate({ ...toy, weights }).weights;
    first.fill(9);
    expect(parsed.map(({ data }) => data)).toEqual([Float64Array.of(1, 2, 3, 4, 5, Math.fround(0.1)), Float64Array.of(-1, 0, 1)]);
  });
  it('through a proxy, and with fields that are computed', () => {
    const request = {
      ...toy,
      x: new Proxy(toy.x, {}),
      get y() {
        return toy.y;
      },
    };
    const parsed = parseEvaluate(request);
    expect(structuredClone(parsed)).toEqual(toy); // as it is sent to the worker, which takes no proxy
  });
  it('with one matrix in several places', () => {
    const square = { widths: [2, 2, 2], activation: 'tanh' };
    const shared = matrix(2, 2);
    const request = { ...toy, network: square, weights: [shared, shared], x: shared, y: shared };
    expect(parseEvaluate(request)).toEqual(request);
  });
  it('with the published stopping rule', () => {
    expect(parseEvaluate({ ...toy, inference: { dt: 0.1, steps: 20, stopping: 'published' } }).inference.stopping).toBe(
      'published',
    );
  });
});

describe('a bad request is refused by field, value and what would be right', () => {
  const refuses = (change: object, message: string | RegExp) =>
    expect(() => parseEvaluate(Object.defineProperties({ ...toy }, Object.getOwnPropertyDescriptors(change)))).toThrow(message);
  const refused = (name: string, change: object, message: string | RegExp) => it(name, () => refuses(change, message));

  refused('dt of zero', { inference: { dt: 0, steps: 20 } }, 'invalid inference.dt: 0 (expected a number above 0)');
  refused('negative dt', { inference: { dt: -0.1, steps: 20 } }, 'invalid inference.dt: -0.1 (expected a number above 0)');
  refused(
    'infinite dt',
    { inference: { dt: Infinity, steps: 20 } },
    'invalid inference.dt: Infinity (expected a number above 0)',
  );
  refused('half a step', { inference: { dt: 0.1, steps: 1.5 } }, 'invalid inference.steps: 1.5 (expected a whole number from 0');
  refused('missing steps', { inference: { dt: 0.1 } }, 'invalid inference.steps: nothing (expected a whole number from 0');
  refused(
    'missing inference',
    { inference: undefined },
    'invalid inference: nothing (expected an object with the fields dt, steps, stopping)',
  );
  refused(
    'no hidden layer',
    { network: { widths: [2, 1], activation: 'linear' } },
    'invalid network.widths: [2,1] (expected 3 to 66 widths',
  );
  refused(
    'a width of zero',
    { network: { widths: [2, 0, 1], activation: 'linear' } },
    'invalid network.widths[1]: 0 (expected a whole number from 1 to 4096)',
  );
  refused(
    'a layer too wide',
    { network: { widths: [2, 5000, 1], activation: 'linear' } },
    'invalid network.widths[1]: 5000 (expected a whole number from 1 to 4096',
  );
  refused(
    'more weights than fit',
    { network: { widths: [2, 4096, 4096, 4096, 1], activation: 'linear' } },
    'invalid network.widths: [2,4096,4096,4096,1] (expected at most 33,554,432 weights in all: these make 33,566,720)',
  );
  refused(
    'an unknown activation',
    { network: { widths: [2, 3, 1], activation: 'sine' } },
    `invalid network.activation: "sine" (expected one of ${namesOf(activations).join(', ')})`,
  );
  refused(
    'an unknown backend',
    { backend: 'cuda' },
    'invalid backend: "cuda" (expected one of auto, webgpu, simd, wasm, reference)',
  );
  refused('an unknown field', { variances: [] }, 'invalid variances: [] (expected only the fields network,');
  refused(
    'a log-variance too few',
    { logVariances: [{ shape: [2], data: [0, 0] }, vector(1)] },
    'invalid logVariances[0].shape: [2] (expected [3])',
  );
  refused('a layer without log-variances', { logVariances: [vector(3)] }, 'invalid logVariances.length: 1 (expected 2 vectors');
  refused(
    'a weight that is not a number',
    { weights: [matrix(3, 2), { shape: [1, 3], data: [1, NaN, 0] }] },
    'invalid weights[1].data[1]: NaN (expected a finite number)',
  );
  refused(
    'weights without the biases that the network has',
    { network: { ...toy.network, biases: true } },
    'invalid weights[0].shape: [3,2] (expected [3, 3])',
  );
  refused(
    'an unknown output',
    { network: { ...toy.network, output: 'softmax' } },
    'invalid network.output: "softmax" (expected one of squares, cross-entropy)',
  );
  refused(
    'no distribution under cross-entropy',
    { network: { ...toy.network, output: 'cross-entropy' } },
    'invalid y, row 0: [0.5] (expected numbers from 0 that add up to 1, under cross-entropy)',
  );
  refused(
    'variances of a distribution',
    {
      network: { ...toy.network, output: 'cross-entropy' },
      y: { shape: [4, 1], data: [1, 1, 1, 1] },
      logVariances: [vector(3), vector(1)],
    },
    'invalid network.output: "cross-entropy" (expected \'squares\' with logVariances',
  );
  refused('a transposed weight', { weights: [matrix(2, 3), matrix(1, 3)] }, 'invalid weights[0].shape: [2,3] (expected [3, 2])');
  refused('a missing layer', { weights: [matrix(3, 2)] }, 'invalid weights.length: 1 (expected 2 matrices for the widths 2-3-1)');
  refused(
    'data shorter than their shape',
    { x: { shape: [4, 2], data: [1] } },
    'invalid x.data.length: 1 (expected 8 numbers for the shape [4, 2])',
  );
  refused('y of another length than x', { y: matrix(3, 1) }, 'invalid y.shape: [3,1] (expected [4, 1])');

  const detached = new Float64Array(8);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  const holdingItself: Record<string, unknown> = { ...toy.inference };
  holdingItself.stopping = holdingItself;
  const { proxy: revoked, revoke } = Proxy.revocable(toy.x, {});
  revoke();
  const throwing = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('no keys');
      },
    },
  );
  refused('a BigInt', { inference: { dt: 1n, steps: 20 } }, 'invalid inference.dt: 1n (expected a number above 0)');
  refused(
    'a BigInt among numbers',
    { x: { shape: [4, 2], data: [1n, ...new Array(7).fill(0)] } },
    'invalid x.data[0]: 1n (expected a finite number)',
  );
  refused(
    'an array of BigInt',
    { x: { shape: [4, 2], data: new BigInt64Array(8) } },
    'invalid x.data: an array of BigInt (expected an array of numbers)',
  );
  refused('a detached array', { x: { shape: [4, 2], data: detached } }, 'invalid x.data: a detached array (expected an array of');
  refused('a DataView', { x: { shape: [4, 2], data: new DataView(new ArrayBuffer(8)) } }, 'invalid x.data: a DataView (expected');
  refused(
    'an object that holds itself',
    { inference: holdingItself },
    'invalid inference.stopping: an object that holds itself (expected one of fixed, published)',
  );
  refused(
    'an accessor that throws',
    {
      get x() {
        throw new TypeError('no x');
      },
    },
    'invalid x: an accessor that throws (no x) (expected an object with the fields shape, data)',
  );
  refused(
    'a proxy that was revoked',
    { x: revoked },
    /^invalid x: a value that cannot be read \(Cannot perform .* \(expected an object/,
  );
  refused('a proxy that throws', { x: throwing }, 'invalid x: a value that cannot be read (no keys) (expected an object with');
  refused('a symbol', { backend: Symbol('simd') }, 'invalid backend: Symbol(simd) (expected one of auto,');
  refused('a function', { backend: () => 'simd' }, 'invalid backend: a function (expected one of auto,');
  refused('a field with a symbol for a name', { [Symbol('a')]: 1 }, 'invalid [Symbol(a)]: 1 (expected only the fields');
  refused(
    'a number in an object',
    { inference: { dt: Object(0.1), steps: 20 } },
    'invalid inference.dt: {} (expected a number above 0)',
  );
  refused('an array with holes', { x: { shape: [4, 2], data: new Array(8) } }, 'invalid x.data[0]: nothing (expected a finite');
  refused(
    'an array without end',
    { x: { shape: [4, 2], data: new Array(1e9) } },
    'invalid x.data: an array of 1000000000 entries',
  );
  it('quoting no more than a line of a long value', () => {
    const backend = new Array(1e6).fill(7);
    expect(() => parseEvaluate({ ...toy, backend })).toThrow(/^invalid backend: \[(7,){39}7… \(expected one of auto/);
  });
  it('the global object, which holds everything', () => {
    expect(() => parseEvaluate(globalThis)).toThrow('invalid network: nothing (expected a network { widths, activation })');
  });
  it.each([
    [[0, 2, 1], 'invalid plane.axis[2]: 1 (expected ascending coordinates: 2 comes before)'],
    [[1, 0.5], 'invalid plane.axis[1]: 0.5 (expected ascending coordinates: 1 comes before)'],
  ])('an axis that does not ascend: %j', (axis, message) => {
    const { weights: _weights, ...rest } = toy;
    const plane = { axis, center: toy.weights, u: toy.weights, v: toy.weights };
    expect(() => parseSurface({ ...rest, plane, inference: { dt: 0.1, record: [0] } })).toThrow(message);
  });

  refused(
    'more work than a day’s',
    { inference: { dt: 0.1, steps: 1e6 }, x: matrix(1e6, 2), y: matrix(1e6, 1) },
    /invalid inference.steps: 1000000 \(expected fewer steps, samples or weights: these take 1\.8e\+13 multiply-adds/,
  );
  it('but begins what takes minutes, and says so', () => {
    const info = vi.spyOn(console, 'info').mockImplementation(() => {});
    parseEvaluate(toy);
    expect(info).not.toHaveBeenCalled();
    parseEvaluate({ ...toy, inference: { dt: 0.1, steps: 1e6 }, x: matrix(5e3, 2), y: matrix(5e3, 1) });
    expect(info).toHaveBeenCalledExactlyOnceWith('saddlescope.evaluate: up to 9.0e+10 multiply-adds, about 4 minutes in float64');
    info.mockRestore();
  });
  it('no object at all', () => {
    expect(() => parseEvaluate(7)).toThrow('invalid request: 7 (expected an object with the fields network, weights');
  });
  it('as an error that a script can tell apart', () => {
    expect(() => parseEvaluate({ ...toy, backend: 'cuda' })).toThrow(expect.objectContaining({ name: 'InvalidRequest' }));
  });
  it("single weights as a wide network's axes", () => {
    const request = {
      ...toy,
      weights: undefined,
      plane: { axis: [0, 1], otherWeights: [] },
      inference: { dt: 0.1, record: [0] },
    };
    const { weights: _weights, ...surface } = request;
    expect(() => parseSurface(surface)).toThrow(
      'invalid plane.otherWeights: [] (expected center, u and v: only a chain without biases has single weights as axes)',
    );
  });
  it('a direction that does not fit', () => {
    const { weights: _weights, ...rest } = toy;
    const plane = { axis: [0], center: toy.weights, u: toy.weights, v: [matrix(3, 2), matrix(1, 2)] };
    expect(() => parseSurface({ ...rest, plane, inference: { dt: 0.1, record: [0] } })).toThrow(
      'invalid plane.v[1].shape: [1,2] (expected [1, 3])',
    );
  });
  it('an unknown learner', () => {
    const { x, y, ...rest } = toy;
    const request = { ...rest, batches: [{ x, y }], learningRate: 0.1, learner: 'hebb' };
    expect(() => parseTrain(request)).toThrow('invalid learner: "hebb" (expected one of bp, pc, pc-equilibrium)');
  });
  it('a batch that does not fit', () => {
    const { x, y, ...rest } = toy;
    const request = {
      ...rest,
      batches: [
        { x, y },
        { x, y: matrix(4, 2) },
      ],
      learningRate: 0.1,
      learner: 'bp',
    };
    expect(() => parseTrain(request)).toThrow('invalid batches[1].y.shape: [4,2] (expected [4, 1])');
  });
});

it('recorded steps are asked for once each, ascending', () => {
  const chain = {
    network: { widths: [1, 1, 1], activation: 'linear' },
    x: matrix(1, 1),
    y: matrix(1, 1),
    plane: { axis: [0], otherWeights: [] },
  };
  expect(parseSurface({ ...chain, inference: { dt: 0.1, record: [100, 0, 20, 0] } }).inference.record).toEqual([0, 20, 100]);
});
