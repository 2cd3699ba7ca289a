/** The last number of a fully connected layer's rows, which its biases multiply: written beside its inputs, and left out on the way back. */
import type { CustomKernel } from './customKernel.ts';

/** `[N, columns]` to `[N, columns + 1]`; `bias` is the last number of a row. */
export const withColumn: CustomKernel = {
  name: 'WithColumn',
  inputs: ['rows'],
  shape: ([[rows]], { columns }) => [rows, columns + 1],
  run([rows], wider, { columns, bias }) {
    for (let from = 0, to = 0; from < rows.length; from += columns, to += columns + 1) {
      wider.set(rows.subarray(from, from + columns), to);
      wider[to + columns] = bias;
    }
  },
  wgsl: /* wgsl */ `
fn element(index: i32) -> f32 {
  let column = index % (columns + 1);
  if (column == columns) { return f32(bias); }
  return rows_[index / (columns + 1) * columns + column];
}
`,
};

/** The transpose of `withColumn`: `[N, columns + 1]` to `[N, columns]`. */
export const withoutColumn: CustomKernel = {
  name: 'WithoutColumn',
  inputs: ['rows'],
  shape: ([[rows]], { columns }) => [rows, columns],
  run([rows], narrower, { columns }) {
    for (let from = 0, to = 0; to < narrower.length; from += columns + 1, to += columns) {
      narrower.set(rows.subarray(from, from + columns), to);
    }
  },
  wgsl: /* wgsl */ `
fn element(index: i32) -> f32 {
  return rows_[index / columns * (columns + 1) + index % columns];
}
`,
};
