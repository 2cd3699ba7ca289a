/** The records from which the kernels of general widths read about a network and its samples. networkMemory.ts and simdTile.ts, one folder up, write them to memory in this order. */

/** One layer of units, and the weights into it. */
@unmanaged
export class Layer {
  width: i32;
  /** First row of its units in a block's arrays: rows are padded to fours. */
  row: i32;
  /** W_l in panels, in the unit of activation.ts: with it, the layer below is read. */
  forward: usize;
  /** W_l^T in panels: with it, the layer below feels this one. */
  backward: usize;
}

@unmanaged
export class Network {
  /** L */
  depth: i32;
  activation: i32;
  /** Layers 0 to L. */
  layers: usize;
  /** W_2 W_2^T in panels, in the unit of W_2's; 0 where the first hidden layer is inferred itself, see firstLayer.ts. */
  gram: usize;
}

/** Some samples side by side, padded with zeros to whole vectors, under one weight setting. Each array has a row a unit. */
@unmanaged
export class Block {
  /** Bytes of a row. */
  stride: usize;
  /** The feedforward pass's activities; x in layer 0, y in layer L. */
  activities: usize;
  /** u_l = z_l - zff_l; u_L = y - f(x). */
  deviations: usize;
  errors: usize;
  /** e_l phi'(a_l): see `signalsOf`. */
  signals: usize;
  /** The form in which a_l is saved for its nonlinearity: S of activation.ts for tanh, else a_l itself. */
  saved: usize;
  /** dF/dz before the last step of `follow`; in layer 2, r of firstLayer.ts. */
  slopes: usize;
}

export function layerAt(network: Network, l: i32): Layer {
  return changetype<Layer>(network.layers + usize(l) * offsetof<Layer>());
}

/** Start of layer l in one of a block's arrays. */
export function rowsOf(array: usize, layer: Layer, block: Block): usize {
  return array + usize(layer.row) * block.stride;
}

/** The signals that layer l sends to the layer below and to its weights. The output layer is linear: its errors are its signals. */
export function signalsOf(network: Network, l: i32, block: Block): usize {
  return rowsOf(l === network.depth ? block.errors : block.signals, layerAt(network, l), block);
}

export function bytesOf(layer: Layer, block: Block): usize {
  return usize(layer.width) * block.stride;
}
