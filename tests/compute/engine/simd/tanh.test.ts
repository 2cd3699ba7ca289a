/** The kernels' own tanh, in four lanes of float32, against Math.tanh. */
import { expect, test } from 'vitest';
import { compileAssembly } from '../../../../build/simdKernels.ts';

interface Assembly {
  readonly memory: WebAssembly.Memory;
  tanhAll(at: number, count: number): void;
}

const bytes = await compileAssembly(['tests/compute/engine/simd/assembly/tanhAll.ts'], []);
const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
const { memory, tanhAll } = instance.exports as unknown as Assembly;
const start = memory.grow(1) * 2 ** 16;

function tanhOf(inputs: number[]): Float32Array {
  const numbers = new Float32Array(memory.buffer, start, inputs.length);
  numbers.set(inputs);
  tanhAll(start, inputs.length);
  return numbers;
}

test('is accurate to 1e-6 of its value, near zero and far from it', () => {
  const sizes = Array.from({ length: 4000 }, (_, k) => 1e-6 * 1.005 ** k); // to 4.6e2
  const inputs = sizes.flatMap((size) => [size, -size]).map(Math.fround);
  const worst = tanhOf(inputs).reduce((most, t, k) => Math.max(most, Math.abs(t / Math.tanh(inputs[k]) - 1)), 0);
  expect(worst).toBeLessThan(1e-6);
});

test('keeps zeros and what is no number, and is 1 at infinity', () => {
  const inputs = [0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  expect([...tanhOf(inputs)]).toEqual([0, Number.NaN, 1, -1]);
});
