/** A layer of tanh units in every step of inference, in two passes: one pass would be a long chain of operations a vector, and two shorter ones keep more vectors in flight. */
import { tanhShare, tanhSlopeFrom } from './activation';
import { HIGHEST, LOWEST, multiplyAdd, number, ONE, RISE, ROUNDING, SIGN, sumOf, VECTOR, ZERO } from './lanes';
import { Block, bytesOf, Layer, rowsOf } from './networkRecords';

/** From `-2 v_l / log 2` in a layer's errors to its errors and signals. Returns the sum of the errors' squares. */
export function compareTanh(layer: Layer, block: Block): f64 {
  const errors = rowsOf(block.errors, layer, block);
  const deviations = rowsOf(block.deviations, layer, block);
  const signals = rowsOf(block.signals, layer, block);
  const shares = rowsOf(block.saved, layer, block);
  const bytes = bytesOf(layer, block);
  changePairs(errors, shares, bytes);
  let squares = number(ZERO);
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const share = v128.load(shares + at);
    const change = v128.load(errors + at);
    const h = tanhShare(f32x4.abs(share), change);
    const error = multiplyAdd(f32x4.mul(share, change), h, v128.load(deviations + at));
    v128.store(errors + at, error);
    v128.store(signals + at, f32x4.mul(tanhSlopeFrom(h), error));
    squares = multiplyAdd(error, error, squares);
  }
  return sumOf(squares);
}

/**
 * `tanhChange` of activation.ts in place, written out for two vectors that share every constant's load. An odd last vector takes the one
 * behind it along, which is padding.
 */
function changePairs(at: usize, shares: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 2 * VECTOR, shares += 2 * VECTOR) {
    let k = number(SIGN);
    let t0 = v128.xor(v128.load(at), v128.and(v128.load(shares), k));
    let t1 = v128.xor(v128.load(at, VECTOR), v128.and(v128.load(shares, VECTOR), k));
    k = number(LOWEST);
    t0 = f32x4.pmax(t0, k);
    t1 = f32x4.pmax(t1, k);
    k = number(HIGHEST);
    t0 = f32x4.pmin(t0, k);
    t1 = f32x4.pmin(t1, k);
    k = number(ROUNDING);
    const rounded0 = f32x4.add(t0, k);
    const rounded1 = f32x4.add(t1, k);
    const f0 = f32x4.sub(t0, f32x4.sub(rounded0, k));
    const f1 = f32x4.sub(t1, f32x4.sub(rounded1, k));
    const square0 = f32x4.mul(f0, f0);
    const square1 = f32x4.mul(f1, f1);
    k = number(RISE + 1);
    let c = number(RISE);
    const low0 = multiplyAdd(f0, k, c);
    const low1 = multiplyAdd(f1, k, c);
    k = number(RISE + 3);
    c = number(RISE + 2);
    const middle0 = multiplyAdd(f0, k, c);
    const middle1 = multiplyAdd(f1, k, c);
    k = number(RISE + 4);
    const series0 = multiplyAdd(square0, multiplyAdd(square0, k, middle0), low0);
    const series1 = multiplyAdd(square1, multiplyAdd(square1, k, middle1), low1);
    k = number(ONE);
    const power0 = i32x4.add(i32x4.shl(rounded0, 23), k);
    const power1 = i32x4.add(i32x4.shl(rounded1, 23), k);
    v128.store(at, multiplyAdd(f32x4.mul(power0, f0), series0, f32x4.sub(power0, k)));
    v128.store(at, multiplyAdd(f32x4.mul(power1, f1), series1, f32x4.sub(power1, k)), VECTOR);
  }
}
