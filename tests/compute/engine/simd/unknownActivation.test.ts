/** An activation that the kernels do not know is refused by name, and traps where its code gets to them all the same. */
import { expect, test } from 'vitest';
import { Heap } from '../../../../src/compute/engine/simd/heap.ts';
import { codeOf } from '../../../../src/compute/engine/simd/networkMemory.ts';
import { activations } from '../../../../src/model/problem/enumerations.ts';
import type { Activation } from '../../../../src/model/problem/problem.ts';

const unknown = Math.max(...Object.values(activations).map(({ code }) => code)) + 1;

test('its name has no code', () => {
  expect(() => codeOf('sine' as Activation)).toThrow('invalid activation: sine (expected linear, tanh, relu or leaky_relu)');
});

test('its code traps in the chains’ kernel', () => {
  const heap = new Heap();
  const at = heap.take(1 << 12);
  expect(() => heap.kernels.chainLandscape(1, unknown, at, at, 0, 0.1, 0, at, at)).toThrow(WebAssembly.RuntimeError);
  expect(() => heap.kernels.chainLandscape(1, activations.relu.code, at, at, 0, 0.1, 0, at, at)).not.toThrow();
});

test('its code traps in the feedforward pass', () => {
  const heap = new Heap();
  const network = heap.takeWords([0, unknown, heap.take(64), 0]);
  expect(() => heap.kernels.feedforward(network, heap.take(64))).toThrow(WebAssembly.RuntimeError);
});
