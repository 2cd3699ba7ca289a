/** The weights of one setting of a plane. Its CPU twin is `writeWeights` of weightSettings.ts. */
import { multiplyAdd, VECTOR } from './lanes';

/**
 * `theta = origin + sum_k coordinates[k] directions[k]`, written to `into`: `parameters` of them, rounded up to whole vectors. `stride`: bytes from one
 * direction to the next.
 */
export function planeWeights(
  origin: usize,
  directions: usize,
  stride: usize,
  count: i32,
  coordinates: usize,
  parameters: i32,
  into: usize,
): void {
  const bytes = usize((parameters + 3) & ~3) << 2;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    let theta = v128.load(origin + at);
    for (let k = 0, direction = directions + at; k < count; k++, direction += stride) {
      theta = multiplyAdd(v128.load32_splat(coordinates + (usize(k) << 2)), v128.load(direction), theta);
    }
    v128.store(into + at, theta);
  }
}
