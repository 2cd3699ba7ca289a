/** The energy of one sample as a function of its activities, with its gradient and Hessian in float64. */
import { BlockTridiagonal } from '../../math/blockTridiagonal.ts';
import { rowProduct } from '../../math/innerProduct.ts';
import { activate, bendAt, hasKink, slopeAt } from '../kernels/activation.ts';
import { softmaxOf } from '../kernels/outputLayer.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';

/** Which side of its kink a unit's preactivation is on; a pinned unit's stays at 0 while other activities move. */
export const sides = { below: 0, above: 1, pinned: 2 } as const;

/** Curvature that holds a pinned preactivation at 0 during a step, in units of the energy's own. */
export const stiffness = 1e5;

/**
 * `F(z) = 1/2 sum_l pi_l |e_l|^2` of one sample (under cross-entropy the output term is that of outputLayer.ts), for fully connected networks.
 * `evaluate` fills in everything for the activities in `z`; `assemble` then gives the Hessian's blocks.
 */
export class SampleEnergy {
  /** z_0 to z_L with z_L = y: [units]. */
  readonly z: Float64Array;
  /** a_l = W_l z_{l-1} and the biases: [units]; layer 0 unused. */
  readonly preactivations: Float64Array;
  /** e_l: [units]; at the output of cross-entropy `y - softmax(a_L)`. */
  readonly errors: Float64Array;
  /** The force with which layer l pulls at its preactivations, `pi_l e_l phi'(a_l)`; of a pinned unit the one that holds it: [units]. */
  readonly signals: Float64Array;
  /** dF/dz of the activities that move: [units]; elsewhere 0. */
  readonly gradient: Float64Array;
  /** The side of each unit's kink, a value of `sides`: [units]; unused in smooth networks. */
  readonly side: Uint8Array;
  readonly hasKinks: boolean;
  /** The slopes of phi on both sides of a kink. */
  readonly kinkSlopes: { readonly below: number; readonly above: number };
  readonly hessian: BlockTridiagonal;
  /** First and one past the last unit that moves. */
  readonly firstMoving: number;
  readonly endMoving: number;
  energy = 0;
  /** The output's part of the energy. */
  outputEnergy = 0;

  private readonly slopes: Float64Array;
  private readonly bends: Float64Array;
  /** How the units above a block bend it, and the places of their rows: filled in while the block is assembled. */
  private readonly factors: Float64Array;
  private readonly rows: Int32Array;
  weights: Float64Array = new Float64Array();
  private start = 0;

  /** `precisions` [units]: pi_l, null where all are 1. */
  constructor(
    readonly layout: NetworkLayout,
    private readonly precisions: Float64Array | null = null,
  ) {
    const { unitCount, unitOffset, layers, widths, firstInferred, network } = layout;
    this.z = new Float64Array(unitCount);
    this.preactivations = new Float64Array(unitCount);
    this.errors = new Float64Array(unitCount);
    this.signals = new Float64Array(unitCount);
    this.gradient = new Float64Array(unitCount);
    this.slopes = new Float64Array(unitCount);
    this.bends = new Float64Array(unitCount);
    this.factors = new Float64Array(unitCount);
    this.rows = new Int32Array(unitCount);
    this.side = new Uint8Array(unitCount);
    this.hasKinks = hasKink[network.activation];
    this.kinkSlopes = { below: slopeAt(network.activation, -1, activate(network.activation, -1)), above: 1 };
    this.hessian = new BlockTridiagonal(widths.slice(firstInferred, layers));
    this.firstMoving = unitOffset[firstInferred];
    this.endMoving = unitOffset[layers];
  }

  /** Takes the weights from `start` on: [parameters]. */
  load(weights: Float64Array, start: number): void {
    this.weights = weights;
    this.start = start;
  }

  /** Frobenius norm of W_l without its biases. */
  normOf(l: number): number {
    const { shapes, widths } = this.layout;
    let sum = 0;
    for (let j = 0; j < widths[l]; j++) {
      const w = this.rowOf(l, j);
      for (let k = w; k < w + shapes[l - 1].columns - (shapes[l - 1].hasBias ? 1 : 0); k++) sum += this.weights[k] ** 2;
    }
    return Math.sqrt(sum);
  }

  /** Row of W_l that unit j of layer l has among the weights. */
  rowOf(l: number, j: number): number {
    return this.start + this.layout.weightOffset[l - 1] + j * this.layout.shapes[l - 1].columns;
  }

  /** `z_l = phi(W_l z_{l-1})`, and each unit's side of its kink, where it lies at 0 below. */
  feedforward(): void {
    const { layers, unitOffset, network } = this.layout;
    for (let l = 1; l < layers; l++) {
      this.weigh(l);
      for (let unit = unitOffset[l]; unit < unitOffset[l + 1]; unit++)
        this.z[unit] = activate(network.activation, this.preactivations[unit]);
    }
    this.evaluate(true);
  }

  /** The energy, errors, signals and gradient at `z`. With `takesSides` every unit is on the side of its preactivation, which is below at 0; else where it was. */
  evaluate(takesSides = false): void {
    const { layers } = this.layout;
    this.energy = 0;
    for (let l = 1; l <= layers; l++) {
      this.weigh(l);
      if (takesSides && l < layers && this.hasKinks) this.takeSides(l);
      if (l < layers) this.compareHidden(l);
    }
    this.outputEnergy = this.compareOutput();
    this.energy += this.outputEnergy;
    this.differentiate();
  }

  private takeSides(l: number): void {
    const { unitOffset } = this.layout;
    for (let unit = unitOffset[l]; unit < unitOffset[l + 1]; unit++)
      this.side[unit] = this.preactivations[unit] > 0 ? sides.above : sides.below;
  }

  private weigh(l: number): void {
    const { z, preactivations, weights, layout } = this;
    const { shapes, widths, unitOffset } = layout;
    const { columns, hasBias } = shapes[l - 1];
    const fanIn = widths[l - 1];
    const input = unitOffset[l - 1];
    let w = this.rowOf(l, 0);
    for (let unit = unitOffset[l]; unit < unitOffset[l + 1]; unit++, w += columns) {
      preactivations[unit] = (hasBias ? weights[w + fanIn] : 0) + rowProduct(weights, w, z, input, fanIn);
    }
  }

  private compareHidden(l: number): void {
    const { z, errors, signals, slopes, layout } = this;
    for (let unit = layout.unitOffset[l]; unit < layout.unitOffset[l + 1]; unit++) {
      const pi = this.precisionOf(unit);
      const e = z[unit] - (this.hasKinks ? this.kinkedOutput(unit) : this.smoothOutput(unit));
      errors[unit] = e;
      if (this.side[unit] !== sides.pinned) signals[unit] = pi * e * slopes[unit];
      this.energy += 0.5 * pi * e * e;
    }
  }

  private kinkedOutput(unit: number): number {
    const { below, above } = this.kinkSlopes;
    const side = this.side[unit];
    this.slopes[unit] = side === sides.above ? above : side === sides.below ? below : 0;
    return this.slopes[unit] * this.preactivations[unit];
  }

  private smoothOutput(unit: number): number {
    const { activation } = this.layout.network;
    const a = this.preactivations[unit];
    const g = activate(activation, a);
    this.slopes[unit] = slopeAt(activation, a, g);
    this.bends[unit] = bendAt(activation, a, g);
    return g;
  }

  private compareOutput(): number {
    const { z, preactivations, errors, signals, layout } = this;
    const [from, to] = [layout.unitOffset[layout.layers], layout.unitCount];
    if (layout.network.output === 'cross-entropy') return this.compareToSoftmax(from, to);
    let energy = 0;
    for (let unit = from; unit < to; unit++) {
      const pi = this.precisionOf(unit);
      const e = z[unit] - preactivations[unit];
      errors[unit] = e;
      signals[unit] = pi * e;
      energy += 0.5 * pi * e * e;
    }
    return energy;
  }

  private compareToSoftmax(from: number, to: number): number {
    const { z, preactivations, errors, signals, slopes } = this;
    for (let unit = from; unit < to; unit++) slopes[unit] = preactivations[unit];
    const energy = softmaxOf(slopes, z, from, to);
    for (let unit = from; unit < to; unit++) signals[unit] = errors[unit] = z[unit] - slopes[unit];
    return energy;
  }

  /** `dF/dz_l = pi_l e_l - W_{l+1}^T s_{l+1}`; free inputs have no error of their own. */
  differentiate(): void {
    const { gradient, errors, precisions, layout } = this;
    const { unitOffset, layers, firstInferred } = layout;
    for (let l = firstInferred; l < layers; l++) {
      for (let unit = unitOffset[l]; unit < unitOffset[l + 1]; unit++)
        gradient[unit] = l === 0 ? 0 : precisions ? precisions[unit] * errors[unit] : errors[unit];
      this.subtractFelt(l);
    }
  }

  private subtractFelt(l: number): void {
    const { gradient, signals, weights, layout } = this;
    const { unitOffset, widths, shapes } = layout;
    const first = unitOffset[l];
    let w = this.rowOf(l + 1, 0);
    for (let above = unitOffset[l + 1]; above < unitOffset[l + 2]; above++, w += shapes[l].columns) {
      const signal = signals[above];
      if (signal === 0) continue;
      for (let k = 0; k < widths[l]; k++) gradient[first + k] -= signal * weights[w + k];
    }
  }

  precisionOf(unit: number): number {
    return this.precisions ? this.precisions[unit] : 1;
  }

  /**
   * The Hessian at the activities that were evaluated last, plus `shift` times the identity, unfactored: diagonal blocks
   * `pi_l + W_{l+1}^T diag(pi phi'^2 - pi e phi'') W_{l+1}`, below them `-diag(pi phi') W_{l+1}`.
   */
  assemble(shift: number): void {
    const { layers, firstInferred } = this.layout;
    for (let l = firstInferred; l < layers; l++) this.assembleBlock(l, shift);
  }

  /** Numbers beyond float64 have no rest: all that was found is NaN. */
  overflow(): void {
    for (const units of [this.z, this.errors, this.signals, this.gradient])
      units.fill(Number.NaN, this.firstMoving, this.endMoving);
    this.energy = this.outputEnergy = Number.NaN;
  }

  /** Whether the Hessian's diagonal is finite, once assembled. */
  isFinite(): boolean {
    const { diagonal, sizes } = this.hessian;
    return diagonal.every((block, l) => {
      for (let k = 0; k < sizes[l]; k++) if (!Number.isFinite(block[k * sizes[l] + k])) return false;
      return true;
    });
  }

  private assembleBlock(l: number, shift: number): void {
    const { hessian, precisions, weights, slopes, side, layout, hasKinks } = this;
    const { unitOffset, widths, layers, firstInferred } = layout;
    const size = widths[l];
    const block = hessian.diagonal[l - firstInferred].fill(0);
    for (let k = 0; k < size; k++) {
      const own = l === 0 ? 0 : precisions ? precisions[unitOffset[l] + k] : 1;
      block[k * size + k] = own + shift;
    }
    const below = l + 1 < layers ? hessian.below[l - firstInferred] : null;
    const { factors, rows } = this;
    let count = 0;
    for (let j = 0; j < widths[l + 1]; j++) {
      const unit = unitOffset[l + 1] + j;
      const w = this.rowOf(l + 1, j);
      const pi = precisions ? precisions[unit] : 1;
      const falls = -pi * slopes[unit];
      if (below) for (let k = 0; k < size; k++) below[j * size + k] = falls * weights[w + k];
      factors[count] = hasKinks && below && side[unit] === sides.pinned ? stiffness : this.bendOf(l + 1, unit, pi);
      rows[count] = w;
      if (factors[count] !== 0) count++;
    }
    addOuters(block, size, weights, factors, rows, count);
    if (!below && layout.network.output === 'cross-entropy') this.subtractShared(block, l);
  }

  /** How a unit's term bends in its preactivation. */
  private bendOf(l: number, unit: number, pi: number): number {
    const { layers, network, unitCount, unitOffset } = this.layout;
    if (l < layers) return pi * (this.slopes[unit] ** 2 - this.errors[unit] * this.bends[unit]);
    if (network.output !== 'cross-entropy') return pi;
    return this.slopes[unit] * sumOf(this.z, unitOffset[layers], unitCount);
  }

  /** The part of the softmax that its units share: `-sum(y) (W^T p)(W^T p)^T`. */
  private subtractShared(block: Float64Array, l: number): void {
    const { weights, slopes, z, layout } = this;
    const { unitOffset, widths, layers, unitCount } = layout;
    const mean = new Float64Array(widths[l]);
    for (let j = 0; j < widths[layers]; j++) {
      const w = this.rowOf(layers, j);
      for (let k = 0; k < mean.length; k++) mean[k] += slopes[unitOffset[layers] + j] * weights[w + k];
    }
    addOuters(block, mean.length, mean, Float64Array.of(-sumOf(z, unitOffset[layers], unitCount)), new Int32Array(1), 1);
  }
}

/** `block += sum_j factor_j v_j v_j^T` in the lower triangle for vectors that start at `rows`, four at once. */
function addOuters(
  block: Float64Array,
  size: number,
  v: Float64Array,
  factors: Float64Array,
  rows: Int32Array,
  count: number,
): void {
  let j = 0;
  for (; j + 3 < count; j += 4) {
    const [v0, v1, v2, v3] = [rows[j], rows[j + 1], rows[j + 2], rows[j + 3]];
    for (let i = 0; i < size; i++) {
      const s0 = factors[j] * v[v0 + i];
      const s1 = factors[j + 1] * v[v1 + i];
      const s2 = factors[j + 2] * v[v2 + i];
      const s3 = factors[j + 3] * v[v3 + i];
      const own = i * size;
      for (let k = 0; k <= i; k++) block[own + k] += s0 * v[v0 + k] + s1 * v[v1 + k] + (s2 * v[v2 + k] + s3 * v[v3 + k]);
    }
  }
  for (; j < count; j++) {
    for (let i = 0; i < size; i++) {
      const scaled = factors[j] * v[rows[j] + i];
      for (let k = 0; k <= i; k++) block[i * size + k] += scaled * v[rows[j] + k];
    }
  }
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum;
}
