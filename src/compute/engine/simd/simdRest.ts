/** Where each sample's gradient flow ends on the simd path: followed in float32, and in float64 where that does not come to rest (in layers too wide for that, float32 says what is left). */
import type { Stepwise } from '../../math/stepwise.ts';
import { hasKink } from '../kernels/activation.ts';
import { isFactored, RestFinder } from '../rest/restFinder.ts';
import type { SimdBlock, SimdTile } from './simdTile.ts';

/** F* of one weight setting, and the largest |dF/dz| that float64 left, as a part of that at the feedforward pass; 0 where float32 came to rest. */
export interface SimdRest {
  readonly energy: number;
  readonly residual: number;
}

/** Steps between two looks at the samples, and looks after which those that move yet are left to float64: for one of them that takes as long as some hundred steps of a block. */
const look = { steps: 8, most: 75 };
/** The first step. */
const firstDt = 0.05;
/**
 * A sample rests when its energy, with the least curvature k that it met of late, can fall by no more than `|g|^2 / (2 k)`: this part of the mean loss. Slower modes than
 * it met may hide below it: 1e-7 leaves room for curvatures ten times smaller.
 */
const restingGain = 1e-7;
/** |dF/dz|^2 as a part of the loss at which float32 has no more digits. */
const roundingSlope = 1e-13;

export class SimdRestFinder {
  private readonly state: number;
  private readonly sums: number;
  private readonly finder: RestFinder | null;
  private readonly hasKinks: boolean;

  constructor(private readonly tile: SimdTile) {
    const { heap, network, blocks } = tile;
    const lanes = Math.max(...blocks.map((block) => block.lanes));
    this.state = heap.take(4 * 5 * lanes);
    this.sums = heap.take(4 * lanes);
    this.hasKinks = hasKink[network.layout.network.activation];
    this.finder = isFactored({ layout: network.layout, sparsity: 0 }) ? new RestFinder(network.layout) : null;
  }

  /** After a feedforward pass of this loss, under the weights that were loaded last. */
  *rest(loss: number): Stepwise<SimdRest> {
    const { tile } = this;
    let [squares, residual] = [0, 0];
    for (const block of tile.blocks) {
      // Steps of any length go astray at kinks: float64 follows those flows from the start.
      const left = this.hasKinks && this.finder ? new Float64Array(block.count).fill(1) : yield* this.follow(block, loss);
      for (let i = 0; i < block.count; i++) {
        const found =
          left[i] > 0 && this.finder ? this.findExactly(block.first + i, this.finder) : { energy: 0, residual: left[i] };
        squares += left[i] > 0 && this.finder ? 2 * found.energy : tile.heap.floats(this.sums, block.lanes)[i];
        if (!(found.residual <= residual)) residual = found.residual;
        yield;
      }
    }
    return { energy: tile.energyFrom(squares), residual };
  }

  /** Leaves the samples' squared errors in `sums`. Returns what is left of each |dF/dz|, as a part of the first; 0 at rest. */
  private *follow(block: SimdBlock, loss: number): Stepwise<Float64Array> {
    const { heap, network } = this.tile;
    const { lanes, count } = block;
    heap.floats(this.state, 5 * lanes).fill(0);
    heap.floats(this.state, lanes).fill(firstDt);
    heap.kernels.follow(network.at, block.at, this.state, 1);
    const first = heap.floats(this.state + 4 * lanes, count).slice();
    const left = new Float64Array(count).fill(1);
    for (let k = 1; k <= look.most; k++) {
      heap.floats(this.state + 12 * lanes, lanes).fill(Number.POSITIVE_INFINITY);
      heap.kernels.follow(network.at, block.at, this.state, look.steps);
      yield;
      const moving = this.look(block, loss, first, left);
      if (moving === 0) break;
    }
    heap.kernels.squaresOfSamples(network.at, block.at, this.sums);
    return left;
  }

  /** Writes what is left of each sample's slope to `left`. Returns how many samples are not at rest. */
  private look({ lanes, count }: SimdBlock, loss: number, first: Float32Array, left: Float64Array): number {
    const state = this.tile.heap.floats(this.state, 5 * lanes);
    let moving = 0;
    for (let i = 0; i < count; i++) {
      const slope = state[lanes + i];
      const isAtRest = slope <= loss * Math.max(2 * restingGain * state[3 * lanes + i], roundingSlope);
      left[i] = isAtRest ? 0 : Math.sqrt(slope / first[i]);
      if (!isAtRest) moving++;
    }
    return moving;
  }

  /** One sample in float64, under the weights as the setting has them. */
  private findExactly(sample: number, finder: RestFinder): SimdRest {
    const { network, samples } = this.tile;
    const { widths, layers, unitOffset } = network.layout;
    finder.sample.load(network.exactWeights(), 0);
    finder.sample.z.set(samples.x.subarray(sample * widths[0], (sample + 1) * widths[0]));
    finder.sample.z.set(samples.y.subarray(sample * widths[layers], (sample + 1) * widths[layers]), unitOffset[layers]);
    const residual = finder.find();
    return { energy: finder.sample.energy, residual };
  }
}
