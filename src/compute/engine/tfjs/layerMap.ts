/** The maps around a layer's product with its weights, `a_l = pool(rows(v) W_l^T)`, and their transposes. */
import * as tf from '@tensorflow/tfjs-core';
import type { Block, LayerShape } from '../../../model/problem/layerShapes.ts';
import { patches, patchSums, poolRise, poolSpread } from './convolution.ts';
import { type CustomKernel, runCustomKernel } from './customKernel.ts';

export interface LayerMap {
  /** The rows that W_l^T multiplies, of the layer's inputs [N, n_{l-1}]. A bias reads 1 of activities, and 0 of what they move by. */
  rows(v: tf.Tensor2D, bias: 0 | 1): tf.Tensor2D;
  /** The transpose of `rows`: to [N, n_{l-1}]. */
  sumRows(rows: tf.Tensor2D): tf.Tensor2D;
  /** From products to a_l [N, n_l]. */
  pool(products: tf.Tensor2D): tf.Tensor2D;
  /** `pool(products + change) - pool(products)` */
  poolRise(products: tf.Tensor2D, change: tf.Tensor2D): tf.Tensor2D;
  /** The transpose of the pool's Jacobian at the products, moved by a change or not: to their shape. */
  spread(signal: tf.Tensor2D, products: tf.Tensor2D, change: tf.Tensor2D | null): tf.Tensor2D;
}

export function layerMapOf({ block, hasBias, columns }: LayerShape): LayerMap {
  if (block) return convolution(block);
  return hasBias ? biased(columns - 1) : fullyConnected;
}

const fullyConnected: LayerMap = {
  rows: (v) => v,
  sumRows: (rows) => rows,
  pool: (products) => products,
  poolRise: (_, change) => change,
  spread: (signal) => signal,
};

const biased = (columns: number): LayerMap => ({
  ...fullyConnected,
  rows: (v, bias) => runCustomKernel(withColumn, { rows: v }, { columns, bias }),
  sumRows: (rows) => runCustomKernel(withoutColumn, { rows }, { columns }),
});

/** phi never falls, so that the pool may come before it. */
function convolution({ height, width, inputs, channels, pooledHeight, pooledWidth }: Block): LayerMap {
  const image = { height, width, inputs, pooledHeight, pooledWidth };
  const pooled = { channels, pooledHeight, pooledWidth };
  return {
    rows: (v, bias) => runCustomKernel(patches, { image: v }, { ...image, bias }),
    sumRows: (rows) => runCustomKernel(patchSums, { rows }, image),
    pool: (products) => runCustomKernel(poolRise, { a: tf.zerosLike(products), v: products }, pooled),
    poolRise: (a, v) => runCustomKernel(poolRise, { a, v }, pooled),
    spread: (signal, products, change) =>
      runCustomKernel(poolSpread, { signal, products: change ? tf.add(products, change) : products }, pooled),
  };
}

/** `[N, columns]` to `[N, columns + 1]`; `bias`, which a fully connected layer's biases multiply, is the last number of a row. */
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
