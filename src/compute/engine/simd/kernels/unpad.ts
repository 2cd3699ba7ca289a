/** A layer's weight gradient brought out of its padding. */
import { VECTOR } from './lanes';

/**
 * `scale` times the matrix `from` [rows, columns], whose rows are padded to whole vectors, to rows without: whole vectors in turn, each row's last reaching into
 * the next row, and three numbers past the end.
 */
export function unpad(from: usize, rows: i32, columns: i32, scale: f32, to: usize): void {
  const factor = f32x4.splat(scale);
  const bytes = usize(columns) << 2;
  for (let row = 0; row < rows; row++, to += bytes) {
    for (let at: usize = 0; at < bytes; at += VECTOR, from += VECTOR) {
      v128.store(to + at, f32x4.mul(factor, v128.load(from)));
    }
  }
}
