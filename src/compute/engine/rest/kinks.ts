/** The kinks of one sample's energy: on which side of them its units are, and the forces that hold units at them while the gradient flow slides along. */
import { boundedLeastSquares } from '../../math/boundedLeastSquares.ts';
import { failingPivot, solveCholesky } from '../../math/cholesky.ts';
import { type SampleEnergy, sides } from './sampleEnergy.ts';

/** Parts of the numbers that a force, a preactivation or a row's product is made of that are mere rounding; how many times that two kinks of one place are apart. */
const rounding = { force: 1e-12, preactivation: 1e-15, row: 1e-12, corner: 1e3 };

/**
 * A place where phi bends while the activities move: where a_j of its first unit is 0. Above a layer of one unit without biases that is the place of all units, whose
 * preactivations are `ratio` times the first one's.
 */
export interface Kink {
  readonly l: number;
  readonly units: readonly number[];
  readonly ratios: Float64Array;
  /** Place of the first unit's row among the weights. */
  readonly w: number;
}

export class Kinks {
  list: readonly Kink[] = [];

  constructor(private readonly sample: SampleEnergy) {}

  /** Finds the kinks that activities can reach under the weights that were loaded. */
  load(): void {
    const { layers, firstInferred } = this.sample.layout;
    const list: Kink[] = [];
    for (let l = firstInferred + 1; l < layers; l++) list.push(...this.kinksOf(l));
    this.list = list;
  }

  private kinksOf(l: number): Kink[] {
    const { weights, layout } = this.sample;
    const { unitOffset, widths, shapes } = layout;
    const units = Array.from({ length: widths[l] }, (_, j) => unitOffset[l] + j);
    const rowOf = (unit: number) => this.sample.rowOf(l, unit - unitOffset[l]);
    if (widths[l - 1] > 1 || shapes[l - 1].hasBias)
      return units.map((unit) => ({ l, units: [unit], ratios: Float64Array.of(1), w: rowOf(unit) }));
    const moving = units.filter((unit) => weights[rowOf(unit)] !== 0);
    if (moving.length === 0) return [];
    moving.sort((a, b) => Math.abs(weights[rowOf(b)]) - Math.abs(weights[rowOf(a)]));
    const w = rowOf(moving[0]);
    return [{ l, units: moving, ratios: Float64Array.from(moving, (unit) => weights[rowOf(unit)] / weights[w]), w }];
  }

  sideOf({ units }: Kink): number {
    return this.sample.side[units[0]];
  }

  private put({ units, ratios }: Kink, isAbove: boolean): void {
    for (const [j, unit] of units.entries()) this.sample.side[unit] = ratios[j] > 0 === isAbove ? sides.above : sides.below;
  }

  /** How the first unit's preactivation moves with a step of the activities [units]. */
  moved({ l, w }: Kink, step: Float64Array): number {
    const { layout, weights } = this.sample;
    const below = layout.unitOffset[l - 1];
    let sum = 0;
    for (let k = 0; k < layout.widths[l - 1]; k++) sum += weights[w + k] * step[below + k];
    return sum;
  }

  /** What is rounding in the first unit's preactivation. */
  noiseOf({ l, w }: Kink): number {
    const { layout, weights } = this.sample;
    let sum = 0;
    for (let k = 0; k < layout.widths[l - 1]; k++) sum += Math.abs(weights[w + k]);
    return rounding.preactivation * sum * this.largest();
  }

  private largest(): number {
    const { z, firstMoving, endMoving } = this.sample;
    let largest = 0;
    for (let unit = firstMoving; unit < endMoving; unit++) largest = Math.max(largest, Math.abs(z[unit]));
    return largest;
  }

  /** Whether every preactivation is, after a step, on its side of its kink, and farther from there than activities that move by `length` could carry it. */
  stayInPiece(step: Float64Array, length: number): boolean {
    const { preactivations } = this.sample;
    return this.list.every((kink) => {
      const side = this.sideOf(kink);
      if (side === sides.pinned) return true;
      const end = preactivations[kink.units[0]] + this.moved(kink, step);
      return (side === sides.above ? end : -end) >= length * Math.sqrt(this.product(kink, kink));
    });
  }

  /** The force with which the kink's units pull at the first one's preactivation. */
  force({ units, ratios }: Kink): number {
    let sum = 0;
    for (let j = 0; j < units.length; j++) sum += ratios[j] * this.sample.signals[units[j]];
    return sum;
  }

  /** That force above the kink, or below, for errors e [units]; a step of the activities is the step of the errors of pinned units. */
  forceOn(isAbove: boolean, { units, ratios }: Kink, e: Float64Array): number {
    const { above, below } = this.sample.kinkSlopes;
    let sum = 0;
    for (let j = 0; j < units.length; j++) {
      const slope = ratios[j] > 0 === isAbove ? above : below;
      sum += ratios[j] * slope * this.sample.precisionOf(units[j]) * e[units[j]];
    }
    return sum;
  }

  /** By how much a pinned kink's force is beyond what it can hold: towards above, and towards below; both are negative within. */
  pullUp(kink: Kink): number {
    return this.forceOn(true, kink, this.sample.errors) - this.force(kink);
  }

  pullDown(kink: Kink): number {
    return this.force(kink) - this.forceOn(false, kink, this.sample.errors);
  }

  /** The size of the forces that a kink tells apart. */
  sizeOf({ units, ratios }: Kink): number {
    let size = 0;
    for (let j = 0; j < units.length; j++)
      size = Math.max(size, Math.abs(ratios[j] * this.sample.precisionOf(units[j]) * this.sample.errors[units[j]]));
    return size;
  }

  private isPinned = (kink: Kink): boolean => this.sideOf(kink) === sides.pinned;

  /** Whether every pinned kink's force is as far within what the kink can hold as from what it was, for signals [units] of then. */
  areHeld(signals: Float64Array): boolean {
    return this.list.filter(this.isPinned).every((kink) => {
      let before = 0;
      for (const [j, unit] of kink.units.entries()) before += kink.ratios[j] * signals[unit];
      return -Math.max(this.pullUp(kink), this.pullDown(kink)) >= Math.abs(this.force(kink) - before);
    });
  }

  /** What the forces of pinned kinks have done since these were at 0. */
  work(): number {
    return this.list
      .filter(this.isPinned)
      .reduce((sum, kink) => sum + this.force(kink) * this.sample.preactivations[kink.units[0]], 0);
  }

  /** Pins the kinks where a step has led: the flow then goes on across them, or along them, with the smallest of the velocities that they allow. */
  meet(kinks: readonly Kink[]): void {
    const layers = new Set(kinks.map(({ l }) => l));
    const coming = this.list.filter((kink) => layers.has(kink.l) && !this.isPinned(kink) && this.comesNear(kink));
    for (const kink of kinks) this.pin(kink);
    this.project();
    this.joinCorners(layers, coming);
    this.settleForces();
  }

  private pin({ units }: Kink): void {
    for (const unit of units) this.sample.side[unit] = sides.pinned;
  }

  /** Moves pinned preactivations to 0, gives them the forces under which they stay there, and frees those whose kinks cannot hold so much. */
  hold(): void {
    if (!this.list.some(this.isPinned)) return;
    this.project();
    this.settleForces();
  }

  private project(): void {
    this.eachPinnedLayer((pinned, gram) => this.projectLayer(pinned, gram));
    this.sample.evaluate();
  }

  private settleForces(): void {
    this.balance();
    if (this.worst() === null) return;
    this.eachPinnedLayer((pinned, gram) => this.shareInCorner(pinned, gram));
    this.sample.evaluate();
    this.balance();
    for (let kink = this.worst(); kink; kink = this.worst()) {
      this.put(kink, this.pullUp(kink) >= this.pullDown(kink));
      this.sample.evaluate();
      this.balance();
    }
  }

  private comesNear(kink: Kink): boolean {
    const falls = this.moved(kink, this.sample.gradient);
    return this.sideOf(kink) === sides.above ? falls > 0 : falls < 0;
  }

  /** Pins the kinks of these layers that lie where others are pinned, where they push towards themselves; crosses the others to which the flow comes. */
  private joinCorners(layers: ReadonlySet<number>, coming: readonly Kink[]): void {
    const { preactivations } = this.sample;
    for (const kink of this.list) {
      if (!layers.has(kink.l) || this.isPinned(kink)) continue;
      if (Math.abs(preactivations[kink.units[0]]) > rounding.corner * this.noiseOf(kink)) continue;
      if (this.isConvex(kink)) this.pin(kink);
      else if (coming.includes(kink)) this.put(kink, this.sideOf(kink) === sides.below);
    }
    this.sample.evaluate();
  }

  /** The forces under which pinned preactivations stay at 0, and the gradient under them. */
  balance(): void {
    this.eachPinnedLayer((pinned, gram) => {
      const changes = Float64Array.from(pinned, (kink) => this.moved(kink, this.sample.gradient));
      solveCholesky(gram, pinned.length, changes);
      for (const [i, { units }] of pinned.entries()) this.sample.signals[units[0]] += changes[i];
    });
    this.sample.differentiate();
  }

  /** Layers with pinned kinks, each with the Cholesky factor of its rows' products. */
  private eachPinnedLayer(act: (pinned: Kink[], gram: Float64Array) => void): void {
    const layers = new Map<number, Kink[]>();
    for (const kink of this.list) {
      if (!this.isPinned(kink)) continue;
      const pinned = layers.get(kink.l);
      if (pinned) pinned.push(kink);
      else layers.set(kink.l, [kink]);
    }
    for (const pinned of layers.values()) act(pinned, this.gramOf(pinned));
  }

  /** With what keeps it definite where rows depend on each other. */
  private gramOf(pinned: Kink[]): Float64Array {
    const n = pinned.length;
    const gram = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) gram[i * n + j] = this.product(pinned[i], pinned[j]);
      gram[i * n + i] = gram[i * n + i] * (1 + rounding.row) || 1;
    }
    failingPivot(gram, n);
    return gram;
  }

  private product(a: Kink, b: Kink): number {
    const { weights, layout } = this.sample;
    let sum = 0;
    for (let k = 0; k < layout.widths[a.l - 1]; k++) sum += weights[a.w + k] * weights[b.w + k];
    return sum;
  }

  private projectLayer(pinned: Kink[], gram: Float64Array): void {
    const { z, preactivations, weights, layout } = this.sample;
    const shares = Float64Array.from(pinned, ({ units }) => preactivations[units[0]]);
    solveCholesky(gram, pinned.length, shares);
    for (const [i, { l, w }] of pinned.entries())
      for (let k = 0; k < layout.widths[l - 1]; k++) z[layout.unitOffset[l - 1] + k] -= shares[i] * weights[w + k];
  }

  private isConvex = (kink: Kink): boolean =>
    this.forceOn(false, kink, this.sample.errors) > this.forceOn(true, kink, this.sample.errors);

  /** Where several kinks of a layer meet: forces, within what they can hold, that leave the smallest velocity; frees the kinks from which that leads away. */
  private shareInCorner(kinks: Kink[], factor: Float64Array): void {
    const { signals, gradient, layout, errors } = this.sample;
    const n = kinks.length;
    if (n < 2 || !kinks.every(this.isConvex)) return;
    const forces = Float64Array.from(kinks, (kink) => this.force(kink));
    const low = Float64Array.from(kinks, (kink) => this.forceOn(true, kink, errors));
    const high = Float64Array.from(kinks, (kink) => this.forceOn(false, kink, errors));
    const gram = Float64Array.from({ length: n * n }, (_, k) => this.product(kinks[Math.floor(k / n)], kinks[k % n]));
    const products = Float64Array.from(kinks, (kink, i) => {
      let sum = this.moved(kink, gradient);
      for (let k = 0; k < n; k++) sum += gram[i * n + k] * forces[k];
      return sum;
    });
    const central = n > layout.widths[kinks[0].l - 1] ? centralForces(gram, factor, products, low, high) : null;
    const { values, bound } = central
      ? { values: central, bound: new Int8Array(n) }
      : boundedLeastSquares(gram, products, low, high);
    for (const [i, kink] of kinks.entries()) {
      signals[kink.units[0]] += values[i] - forces[i];
      if (bound[i] !== 0) this.put(kink, bound[i] < 0);
    }
  }

  /** The pinned kink whose force is farthest outside of what the kink can hold; null where all are held. */
  private worst(): Kink | null {
    let worst: Kink | null = null;
    let most = 0;
    for (const kink of this.list) {
      if (!this.isPinned(kink)) continue;
      const excess = Math.max(this.pullUp(kink), this.pullDown(kink));
      if (excess > Math.max(rounding.force * this.sizeOf(kink), most)) [worst, most] = [kink, excess];
    }
    return worst;
  }
}

/** More kinks than directions: many forces hold the corner, and those amid their bounds hold it longest. Null where those are not within. */
function centralForces(
  gram: Float64Array,
  factor: Float64Array,
  products: Float64Array,
  low: Float64Array,
  high: Float64Array,
): Float64Array | null {
  const n = products.length;
  const forces = low.map((value, i) => 0.5 * (value + high[i]));
  const changes = products.map((product, i) => {
    let left = product;
    for (let k = 0; k < n; k++) left -= gram[i * n + k] * forces[k];
    return left;
  });
  solveCholesky(factor, n, changes);
  for (let i = 0; i < n; i++) forces[i] += changes[i];
  return forces.every((force, i) => force >= low[i] && force <= high[i]) ? forces : null;
}
