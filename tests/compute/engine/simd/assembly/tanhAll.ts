/** In AssemblyScript: the kernels' own tanh, by itself. */
import { fallOf, inItsUnit, TANH, tanhOf } from '../../../../../src/compute/engine/simd/kernels/activation';
import { VECTOR } from '../../../../../src/compute/engine/simd/kernels/lanes';

/** `tanh a` for `count` numbers, a whole number of vectors, in place. */
export function tanhAll(at: usize, count: i32): void {
  for (const end = at + (usize(count) << 2); at < end; at += VECTOR) {
    const t = inItsUnit(TANH, v128.load(at));
    v128.store(at, tanhOf(t, fallOf(t)));
  }
}
