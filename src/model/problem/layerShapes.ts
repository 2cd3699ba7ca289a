/** Shapes of a network's weight layers: rows and columns of each matrix, biases included, and the images of convolutions. */
import type { Convolution, Network } from './problem.ts';

/** Weights of a filter for each channel of its input: 3 x 3. */
export const TAPS = 9;

/** A convolution of 3 x 3 and its max-pool of 2 x 2. */
export interface Block {
  /** Size of the images that the block reads. */
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  /** Filters, which are the channels of the output. */
  readonly channels: number;
  /** Size of the images that the block gives: half, rounded down. */
  readonly pooledHeight: number;
  readonly pooledWidth: number;
}

export interface LayerShape {
  /** Rows of W_l: n_l, or the number of filters. */
  readonly rows: number;
  /** Columns of W_l: n_{l-1}, or a filter's 3 x 3 weights channel by channel; then one more for the bias, if there is one. */
  readonly columns: number;
  /** Whether the last column is a bias. */
  readonly hasBias: boolean;
  /** Products with W_l that one sample takes: 1, or one for every place that the pool reads. */
  readonly positions: number;
  /** Null where the layer is fully connected. */
  readonly block: Block | null;
}

/** W_1, ..., W_L. Throws a RangeError where widths and convolution do not fit. */
export function layerShapes({ widths, convolution, biases = false }: Network): LayerShape[] {
  const blocks = convolution ? blocksOf(convolution) : [];
  return widths.slice(1).map((width, l) => {
    const block = blocks[l];
    if (!block) return { rows: width, columns: widths[l] + (biases ? 1 : 0), hasBias: biases, positions: 1, block: null };
    checkFit(block, widths[l], width);
    const { inputs, channels, pooledHeight, pooledWidth } = block;
    return { rows: channels, columns: inputs * TAPS + 1, hasBias: true, positions: 4 * pooledHeight * pooledWidth, block };
  });
}

/** n_1, ..., n_B of the blocks' own units. */
export const blockWidths = (convolution: Convolution): number[] => blocksOf(convolution).map(unitsOf);

/** Largest number of blocks for an image: each block needs 2 x 2 pixels. */
export function mostBlocks([height, width]: Convolution['image']): number {
  return Math.max(0, Math.floor(Math.log2(Math.min(height, width))));
}

/**
 * The most weights that a network may have: both learners hold them with Adam's two moments, in float64 for a kept run: 1.6 GB, near
 * the memory limit of a page.
 */
export const MOST_PARAMETERS = 2 ** 25;

/** Weights of a network up to which all eigenpairs of its Hessian are quickly computed. */
export const MOST_DENSE = 400;

/** P, all weights and biases. */
export const parameterCount = (network: Network): number =>
  layerShapes(network).reduce((sum, { rows, columns }) => sum + rows * columns, 0);

/** Multiply-adds of one pass through all weights for one sample: the unit in which work is estimated. */
export const passCost = (network: Network): number =>
  layerShapes(network).reduce((sum, { rows, columns, positions }) => sum + rows * columns * positions, 0);

function blocksOf({ image, channels }: Convolution): Block[] {
  let [height, width, inputs] = image;
  return channels.map((filters) => {
    const block = { height, width, inputs, channels: filters, pooledHeight: height >> 1, pooledWidth: width >> 1 };
    [height, width, inputs] = [block.pooledHeight, block.pooledWidth, filters];
    return block;
  });
}

const unitsOf = ({ channels, pooledHeight, pooledWidth }: Block): number => channels * pooledHeight * pooledWidth;

function checkFit(block: Block, below: number, above: number): void {
  const read = block.height * block.width * block.inputs;
  if (read !== below || unitsOf(block) !== above || above === 0)
    throw new RangeError(
      `invalid widths: ${below}-${above} (expected ${read}-${unitsOf(block)} around a convolution of ${block.inputs} x ${block.height} x ${block.width} with ${block.channels} filters and a max-pool)`,
    );
}
