/** The gradient of loss or energy with respect to the weights. Its CPU twin is kernels/weightGradient.ts. */
import { VECTOR } from './lanes';
import { Block, bytesOf, layerAt, Network, rowsOf, signalsOf } from './networkRecords';
import { subtractPanelProduct } from './product';
import { packRows } from './weights';

/**
 * `-sum_i s_l z_{l-1}^T`, added to `gradient`: layer after layer [n_l, n_{l-1}], padded to fours both ways. `panels`: room for two layers of a block.
 * The deviations go over into the activities.
 */
export function weightGradient(network: Network, block: Block, panels: usize, gradient: usize): void {
  const samples = i32(block.stride >> 2);
  for (let l = 1; l <= network.depth; l++) {
    const layer = layerAt(network, l);
    const below = layerAt(network, l - 1);
    const inputs = panels + usize((layer.width + 3) & ~3) * block.stride;
    if (l > 1) addDeviations(network, block, l - 1);
    packRows(signalsOf(network, l, block), block.stride, layer.width, samples, 1, panels);
    packRows(rowsOf(block.activities, below, block), block.stride, below.width, samples, 1, inputs);
    subtractPanelProduct(panels, layer.width, inputs, below.width, samples, gradient);
    gradient += usize((layer.width + 3) & ~3) * (usize((below.width + 3) & ~3) << 2);
  }
}

function addDeviations(network: Network, block: Block, l: i32): void {
  const layer = layerAt(network, l);
  const activities = rowsOf(block.activities, layer, block);
  const deviations = rowsOf(block.deviations, layer, block);
  for (let at: usize = 0, end = bytesOf(layer, block); at < end; at += VECTOR) {
    v128.store(activities + at, f32x4.add(v128.load(activities + at), v128.load(deviations + at)));
  }
}

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
