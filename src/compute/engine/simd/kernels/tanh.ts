/** The kernels' own tanh, for whoever would check it. */
import { fallOf, inItsUnit, TANH, tanhOf } from './activation';
import { VECTOR } from './lanes';

/** `tanh a` for `count` numbers, a whole number of vectors, in place. */
export function tanhAll(at: usize, count: i32): void {
  for (const end = at + (usize(count) << 2); at < end; at += VECTOR) {
    const t = inItsUnit(TANH, v128.load(at));
    v128.store(at, tanhOf(t, fallOf(t)));
  }
}
