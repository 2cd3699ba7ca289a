/** Requests to check properties with: small ones of every question, each with some of its values exchanged for others, or hidden behind accessors and proxies. */
import fc from 'fast-check';
import {
  activations,
  inputRules,
  learners,
  namesOf,
  optimisers,
  outputEnergies,
  stoppingRules,
} from '../../../src/model/problem/enumerations.ts';

export type Question = 'evaluate' | 'surface' | 'train' | 'hessian' | 'setState';

export interface AnyRequest {
  question: Question;
  request: unknown;
}

/** Beside everyday numbers such as lose their squares. */
const entry = fc.oneof(
  { arbitrary: fc.integer({ min: -20, max: 20 }).map((tenths) => tenths / 10), weight: 30 },
  fc.constantFrom(1e-200, -1e-310, 1e20, -1e160, 1e300),
);

const matrix = (rows: number, columns: number) =>
  fc
    .array(entry, { minLength: rows * columns, maxLength: rows * columns })
    .chain((data) =>
      fc
        .constantFrom(data, Float64Array.from(data), Float32Array.from(data))
        .map((numbers) => ({ shape: [rows, columns], data: numbers })),
    );
const matrices = (shapes: readonly [number, number][]) => fc.tuple(...shapes.map(([rows, columns]) => matrix(rows, columns)));

/** Rows of a distribution under cross-entropy, else any numbers. */
const targets = (rows: number, columns: number, output: string | undefined) =>
  output === 'cross-entropy'
    ? fc.constant({ shape: [rows, columns], data: Array.from({ length: rows * columns }, (_, k) => (k % columns === 0 ? 1 : 0)) })
    : matrix(rows, columns);

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const anyNetwork = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 5 }),
  activation: fc.constantFrom(...namesOf(activations)),
  biases: optional(fc.boolean()),
  output: optional(fc.constantFrom(...outputEnergies)),
  inputs: optional(fc.constantFrom(...inputRules)),
});
const shapesOf = ({ widths, biases }: { widths: number[]; biases: boolean | undefined }) =>
  widths.slice(1).map((width, l): [number, number] => [width, widths[l] + (biases ? 1 : 0)]);

const inference = fc.record({
  dt: fc.constantFrom(0.1, 0.01, 1, 5),
  steps: fc.nat(12),
  stopping: optional(fc.constantFrom(...namesOf(stoppingRules))),
});
const backend = optional(fc.constantFrom('auto', 'reference')); // the other paths take small work only to load their kernels
const samples = fc.integer({ min: 1, max: 3 });

const anyFitting: Record<Exclude<Question, 'setState'>, fc.Arbitrary<object>> = {
  evaluate: fc.tuple(anyNetwork, samples).chain(([network, count]) =>
    fc.record({
      network: fc.constant(network),
      weights: matrices(shapesOf(network)),
      x: matrix(count, network.widths[0]),
      y: targets(count, network.widths.at(-1)!, network.output),
      inference,
      logVariances: optional(
        fc.tuple(...network.widths.slice(1).map((width) => matrix(width, 1).map(({ data }) => ({ shape: [width], data })))),
      ),
      backend,
    }),
  ),
  surface: fc.tuple(anyNetwork, samples).chain(([network, count]) =>
    fc.record({
      network: fc.constant(network),
      x: matrix(count, network.widths[0]),
      y: targets(count, network.widths.at(-1)!, network.output),
      plane: fc.record({
        axis: fc.array(entry, { minLength: 1, maxLength: 3 }).map((axis) => axis.sort((a, b) => a - b)),
        center: matrices(shapesOf(network)),
        u: matrices(shapesOf(network)),
        v: matrices(shapesOf(network)),
      }),
      inference: fc.record({ dt: fc.constantFrom(0.1, 1), record: fc.array(fc.nat(12), { minLength: 1, maxLength: 3 }) }),
      backend,
    }),
  ),
  train: fc.tuple(anyNetwork, samples).chain(([network, count]) =>
    fc.record({
      network: fc.constant(network),
      weights: matrices(shapesOf(network)),
      learningRate: fc.constantFrom(0.1, 1e-3, 10),
      batches: fc.array(
        fc.record({ x: matrix(count, network.widths[0]), y: targets(count, network.widths.at(-1)!, network.output) }),
        { minLength: 1, maxLength: 3 },
      ),
      inference,
      learner: fc.constantFrom(...namesOf(learners)),
      optimiser: optional(fc.constantFrom(...namesOf(optimisers))),
      backend,
    }),
  ),
  hessian: fc.tuple(anyNetwork, samples).chain(([network, count]) =>
    fc.record({
      network: fc.constant(network),
      weights: matrices(shapesOf(network)),
      x: matrix(count, network.widths[0]),
      y: targets(count, network.widths.at(-1)!, network.output),
      method: optional(fc.constantFrom('dense', 'lanczos')),
      backend,
    }),
  ),
};

function detached(): Float64Array {
  const array = new Float64Array(4);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}
function holdingItself(): object {
  const ring: Record<string, unknown> = { shape: [1, 1] };
  ring.data = ring;
  return ring;
}
const thrower = () => {
  throw new TypeError('thrown by a script');
};
function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Values that belong nowhere in a request, made anew each time. */
const strangers: (() => unknown)[] = [
  ...[
    null,
    undefined,
    true,
    '',
    'linear',
    '5',
    0,
    -0,
    -1,
    0.5,
    1,
    2 ** 53,
    1e300,
    1e-320,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ].map((value) => () => value),
  ...[10n, Symbol('s'), () => 1, thrower].map((value) => () => value),
  () => [],
  () => ({}),
  () => [[]],
  () => new Array(5),
  () => new Date(0),
  () => new Map(),
  () => Object.create(null),
  () => new BigInt64Array(4),
  () => new Uint8ClampedArray(4),
  () => new DataView(new ArrayBuffer(8)),
  () => new ArrayBuffer(8),
  () => Promise.resolve(1),
  () => 'x'.repeat(1e5),
  () => new Array(1e5).fill(0),
  () => Object(1),
  () => globalThis,
  () => new Proxy([1], { get: thrower }),
  () => new Proxy({}, { ownKeys: thrower }),
  detached,
  holdingItself,
  revoked,
];

type Change = (holder: Record<string, unknown>, key: string) => void;

const changes: fc.Arbitrary<Change> = fc.oneof(
  {
    arbitrary: fc.constantFrom(...strangers).map(
      (make): Change =>
        (holder, key) => {
          holder[key] = make();
        },
    ),
    weight: 6,
  },
  fc.constant<Change>((holder, key) =>
    Object.defineProperty(holder, key, { get: thrower, enumerable: true, configurable: true }),
  ),
  fc.constant<Change>((holder, key) => {
    const value = holder[key];
    Object.defineProperty(holder, key, { get: () => value, enumerable: true, configurable: true });
  }),
  fc.constant<Change>((holder, key) => {
    if (typeof holder[key] === 'object' && holder[key] !== null) holder[key] = new Proxy(holder[key], {});
  }),
  fc.constant<Change>((holder, key) => {
    delete holder[key];
  }),
  fc.constantFrom('extra', 'toString', 'length', Symbol('extra')).map(
    (name): Change =>
      (holder) => {
        holder[name as string] = 1;
      },
  ),
);

/** Changes one part of a request, at a depth that the numbers choose. */
function change(root: unknown, path: readonly number[], alter: Change): void {
  let holder = root as Record<string, unknown>;
  for (const [depth, number] of path.entries()) {
    if (holder === (globalThis as object)) return; // an earlier change put it there: what belongs to all tests stays as it is
    const keys = Object.keys(holder);
    if (keys.length === 0 || ArrayBuffer.isView(holder)) return;
    const key = keys[number % keys.length];
    let next: unknown;
    try {
      next = holder[key];
    } catch {
      return; // altered before
    }
    if (depth === path.length - 1 || typeof next !== 'object' || next === null) {
      alter(holder, key);
      return;
    }
    holder = next as Record<string, unknown>;
  }
}

const alterations = fc.array(fc.tuple(fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }), changes), { maxLength: 2 });

/** A copy that may be changed, typed arrays included. */
const own = (request: object): object => structuredClone(request);

const withoutAbsent = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

export const anyScriptRequest = (anyPatch: fc.Arbitrary<object>): fc.Arbitrary<AnyRequest> =>
  fc.constantFrom<Question[]>('evaluate', 'surface', 'train', 'hessian', 'setState').chain((question) =>
    fc.tuple(question === 'setState' ? anyPatch : anyFitting[question], alterations).map(([fitting, altered]) => {
      const request = own(withoutAbsent(fitting));
      for (const [path, alter] of altered) {
        try {
          change(request, path, alter);
        } catch {
          // a proxy of an earlier change does not let itself be changed
        }
      }
      return { question, request };
    }),
  );
