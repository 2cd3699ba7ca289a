/**
 * Where `dz/dt = -dF/dz` of one sample ends: the definition of F* followed step by step. Rosenbrock steps with error control carry the flow while every unit
 * stays on its piece of phi; at each crossing of a kink the time is bisected. From there the flow crosses, or slides along the kink: its velocity is then the
 * smallest element of the subdifferential.
 */
import { factor, isPositive, solve } from './denseSolve.ts';
import type { SampleEnergy } from './sampleEnergy.ts';

export interface FlowEnd {
  /** F where the flow ended. */
  readonly energy: number;
  readonly z: Float64Array;
  /** Whether the flow came to rest within the steps that it was given. */
  readonly isAtRest: boolean;
  /** Number of kinks that z rests on. */
  readonly sliding: number;
}

const mostSteps = 6_000;
const mostKinks = 600;

export interface FlowOptions {
  /** The error of a step, as a part of the activities. */
  readonly accuracy?: number;
  /** The part of the activities within which a kink counts as met at the start. */
  readonly kinkWidth?: number;
  /** A slope that counts as rest; by default 1e-13 of the first one. */
  readonly restSlope?: number;
}

/** Follows the flow from z. */
export function followFlow(energy: SampleEnergy, z: Float64Array, options: FlowOptions = {}): FlowEnd {
  return new Flow(energy, z.slice(), options).follow();
}

/** |dF/dz| at z, at kinks the smallest element of the subdifferential. */
export function slopeAt(energy: SampleEnergy, z: Float64Array, kinkWidth = 0): number {
  return new Flow(energy, z.slice(), { kinkWidth }).speed();
}

class Flow {
  /** The side of every kink that the flow is on: 1 above, -1 below or sliding. */
  private readonly sides: Int8Array;
  private slopes: Float64Array;
  /** Indices of the kinks that the flow slides on. */
  private sliding: number[] = [];
  /** Orthonormal basis of the sliding kinks' normals. */
  private normals: Float64Array[] = [];
  private readonly accuracy: number;
  private readonly firstSlope: number;
  private readonly firstEnergy: number;
  private readonly restSlope: number;
  private kinksMet = 0;
  /** Velocity, its derivative, and the kinks' inputs at z. */
  private here: { velocity: Float64Array; derivative: Float64Array; inputs: number[] } | null = null;

  constructor(
    private readonly energy: SampleEnergy,
    private z: Float64Array,
    { accuracy = 1e-5, kinkWidth = 0, restSlope }: FlowOptions,
  ) {
    this.accuracy = accuracy;
    this.sides = energy.sidesAt(z);
    this.slopes = energy.slopesOn(this.sides);
    this.firstEnergy = energy.energy(z, this.slopes);
    this.firstSlope = this.speed();
    this.meetAtStart(kinkWidth);
    this.restSlope = restSlope ?? 1e-13 * this.firstSlope;
  }

  private meetAtStart(kinkWidth: number): void {
    this.energy.gradient(this.z, this.slopes);
    const inputs = this.energy.kinks.map((kink) => Math.abs(this.energy.input(kink)));
    const near = [...inputs.keys()].filter((k) => inputs[k] > 0 && inputs[k] < kinkWidth * this.sizeOf(k));
    if (near.length > 0) this.chooseSides(near, false);
  }

  speed(): number {
    return largest(this.velocityAt(this.z));
  }

  follow(): FlowEnd {
    let h = 1e-3 / (1 + largest(this.present().derivative));
    let isAtRest = this.comesToRest();
    for (let steps = 0; steps < mostSteps && this.kinksMet < mostKinks && !isAtRest; steps++) {
      const { z, error } = this.step(h);
      if (!(error <= 1)) h *= Math.max(0.1, 0.8 * error ** (-1 / 3) || 0);
      else if (this.staysOnPieces(z)) {
        this.moveTo(z);
        h *= Math.min(5, 0.8 * error ** (-1 / 3));
      } else h = this.meetKink(h);
      isAtRest = this.comesToRest();
    }
    return {
      energy: this.energy.energy(this.z, this.slopes),
      z: this.z,
      isAtRest,
      sliding: this.sliding.length,
    };
  }

  /** Close to rest, Newton's method on the present pieces goes the rest of the way. */
  private comesToRest(): boolean {
    const speed = largest(this.present().velocity);
    if (speed <= this.restSlope) return true;
    if (speed > 1e-4 * this.firstSlope) return false;
    const newton = this.newtonPoint();
    if (newton) this.moveTo(newton);
    return newton !== null;
  }

  private newtonPoint(): Float64Array | null {
    let z = this.z;
    for (let i = 0; i < 3; i++) {
      const curvature = this.blockedCurvature(z);
      if (i === 0 && !isPositive(curvature, z.length)) return null;
      const move = solve(factor(curvature, z.length), this.velocityAt(z));
      if (i === 0 && !(largest(move) <= 0.01 * largest(this.z))) return null;
      z = combined(z, move, 1);
    }
    const [there, here] = [z, this.z].map((at) => this.energy.energy(at, this.slopes));
    const isLower = there <= here + 1e-14 * this.firstEnergy;
    return isLower && largest(this.velocityAt(z)) <= Math.max(1e-10 * this.firstSlope, this.restSlope) && this.staysOnPieces(z)
      ? z
      : null;
  }

  /** P H P, with 1 along the normals: singular only where the flow has flat directions. */
  private blockedCurvature(z: Float64Array): Float64Array {
    const matrix = this.projected(this.energy.hessian(z, this.slopes));
    const n = z.length;
    for (const normal of this.normals)
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j] += normal[i] * normal[j];
    return matrix;
  }

  private moveTo(z: Float64Array): void {
    this.z = z;
    this.here = null;
  }

  /** -dF/dz without its part along the normals of kinks that the flow slides on. */
  private velocityAt(z: Float64Array): Float64Array {
    const velocity = this.energy.gradient(z, this.slopes);
    for (let k = 0; k < velocity.length; k++) velocity[k] = -velocity[k];
    this.project(velocity);
    return velocity;
  }

  private project(v: Float64Array): void {
    for (const normal of this.normals) {
      const along = dot(normal, v);
      for (let k = 0; k < v.length; k++) v[k] -= along * normal[k];
    }
  }

  /** P A P of a symmetric matrix, in place. */
  private projected(matrix: Float64Array): Float64Array {
    if (this.normals.length === 0) return matrix;
    const n = this.z.length;
    for (let side = 0; side < 2; side++) {
      for (let i = 0; i < n; i++) this.project(matrix.subarray(i * n, (i + 1) * n));
      for (let i = 0; i < n; i++)
        for (let j = 0; j < i; j++) [matrix[i * n + j], matrix[j * n + i]] = [matrix[j * n + i], matrix[i * n + j]];
    }
    return matrix;
  }

  private present() {
    this.here ??= {
      velocity: this.velocityAt(this.z),
      derivative: this.projected(this.energy.hessian(this.z, this.slopes)).map((value) => -value),
      inputs: this.inputsAt(this.z),
    };
    return this.here;
  }

  /** One step of Shampine and Reichelt's Rosenbrock pair of orders 2 and 3 (ode23s, 1997). */
  private step(h: number): { z: Float64Array; error: number } {
    const { velocity: f0, derivative } = this.present();
    const n = this.z.length;
    const d = 1 / (2 + Math.SQRT2);
    const e32 = 6 + Math.SQRT2;
    const matrix = new Float64Array(n * n);
    for (let k = 0; k < n * n; k++) matrix[k] = (k % (n + 1) === 0 ? 1 : 0) - h * d * derivative[k];
    const factors = factor(matrix, n);
    const k1 = solve(factors, f0);
    const f1 = this.velocityAt(combined(this.z, k1, h / 2));
    const k2 = combined(solve(factors, combined(f1, k1, -1)), k1, 1);
    const z = combined(this.z, k2, h);
    const f2 = this.velocityAt(z);
    const right = new Float64Array(n);
    for (let k = 0; k < n; k++) right[k] = f2[k] - e32 * (k2[k] - f1[k]) - 2 * (k1[k] - f0[k]);
    const k3 = solve(factors, right);
    const scale = this.accuracy * Math.max(largest(this.z), largest(z));
    let error = 0;
    for (let k = 0; k < n; k++) error = Math.max(error, Math.abs((h / 6) * (k1[k] - 2 * k2[k] + k3[k])));
    return { z, error: error / scale };
  }

  /** Whether no kink has been crossed on the way to z, and the flow still slides on every one that it slid on. */
  private staysOnPieces(z: Float64Array): boolean {
    return this.crossed(z).length === 0 && this.stillSlides(z);
  }

  /** Kinks on whose other side z is, by more than rounding and more than the present z. */
  private crossed(z: Float64Array): number[] {
    if (this.sides.length === 0) return [];
    const { inputs } = this.present();
    const after = this.inputsAt(z);
    const isAcross = (k: number) => after[k] < Math.min(0, inputs[k]) - 1e-12 * this.sizeOf(k) && !this.sliding.includes(k);
    return after.flatMap((_, k) => (isAcross(k) ? [k] : []));
  }

  /** How far z is on the present side of every kink. */
  private inputsAt(z: Float64Array): number[] {
    this.energy.gradient(z, this.slopes);
    return this.energy.kinks.map((kink, k) => this.sides[k] * this.energy.input(kink));
  }

  /** The size of numbers that a kink's input is made of. */
  private sizeOf(k: number): number {
    return largest(this.energy.kinks[k].row) * largest(this.z);
  }

  private stillSlides(z: Float64Array): boolean {
    if (this.sliding.length === 0) return true;
    const { velocity } = this.smallest(z, this.sliding);
    return this.sliding.every((k) => Math.abs(this.speedOfInput(k, velocity)) <= this.restOf(k, velocity));
  }

  private speedOfInput(k: number, velocity: Float64Array): number {
    const { row, below } = this.energy.kinks[k];
    return row.reduce((sum, w, c) => sum + w * velocity[below + c], 0);
  }

  /** The speed of a kink's input that counts as none. */
  private restOf(k: number, velocity: Float64Array): number {
    return largest(this.energy.kinks[k].row) * (1e-7 * largest(velocity) + 1e-12 * this.firstSlope);
  }

  /** Moves to the first kink within a step of h. Returns the next step to try. */
  private meetKink(h: number): number {
    let [early, late] = [0, h];
    while (late - early > 1e-8 * late && late > 1e-12 * h) {
      const middle = (early + late) / 2;
      if (this.staysOnPieces(this.step(middle).z)) early = middle;
      else late = middle;
    }
    const { z } = this.step(late);
    const crossed = this.crossed(z);
    this.moveTo(z);
    this.chooseSides(crossed, true);
    this.kinksMet++;
    return Math.max(late, 1e-3 * h);
  }

  /**
   * Decides for these kinks, at which z is, and for those that the flow slides on, on which side it goes on, or that it slides. Convex kinks go by the smallest
   * velocity; a concave one pushes away, and the flow passes it.
   */
  private chooseSides(met: number[], passes: boolean): void {
    const { kinks } = this.energy;
    this.energy.gradient(this.z, this.slopes);
    const rises = kinks.map((kink) => this.energy.rise(kink));
    const all = [...this.sliding, ...met];
    const convex = all.filter((k) => rises[k] > 0);
    for (const k of met) if (passes && !(rises[k] > 0)) this.sides[k] *= -1;
    for (const k of convex) this.sides[k] = -1;
    this.slopes = this.energy.slopesOn(this.sides);
    const { velocity } = this.smallest(this.z, convex);
    const speeds = convex.map((k) => this.speedOfInput(k, velocity));
    const isSliding = convex.map((k, c) => Math.abs(speeds[c]) <= this.restOf(k, velocity));
    for (const [c, k] of convex.entries()) if (!isSliding[c] && speeds[c] > 0) this.sides[k] = 1;
    this.slopes = this.energy.slopesOn(this.sides);
    this.slideOn(convex.filter((_, c) => isSliding[c]));
  }

  private slideOn(sliding: number[]): void {
    this.sliding = sliding;
    this.normals = [];
    for (const k of sliding) {
      const { row, below } = this.energy.kinks[k];
      const normal = new Float64Array(this.z.length);
      normal.set(row, below);
      const size = Math.sqrt(dot(normal, normal));
      for (let pass = 0; pass < 2; pass++) this.project(normal);
      const left = Math.sqrt(dot(normal, normal));
      if (left > 1e-9 * size) this.normals.push(normal.map((value) => value / left));
    }
    this.moveTo(this.ontoKinks());
  }

  /** z moved by rounding alone, so that the inputs of all kinks that the flow slides on are zero. */
  private ontoKinks(): Float64Array {
    const z = this.z.slice();
    for (let sweep = 0; sweep < 50 && this.sliding.length > 0; sweep++) {
      for (const k of this.sliding) {
        this.energy.gradient(z, this.slopes);
        const { row, below } = this.energy.kinks[k];
        const share = this.energy.input(this.energy.kinks[k]) / dot(row, row);
        for (let c = 0; c < row.length; c++) z[below + c] -= share * row[c];
      }
    }
    return z;
  }

  /**
   * The smallest of the velocities `-(g + sum_k part_k rise_k row_k)` with every part between 0, below the kink, and 1, above: by least squares where that stays
   * within the bounds, else part by part.
   */
  private smallest(z: Float64Array, kinks: number[]): { velocity: Float64Array } {
    const g = this.energy.gradient(z, this.slopes);
    const changes = kinks.map((k) => {
      const { row, below } = this.energy.kinks[k];
      const rise = Math.max(0, this.energy.rise(this.energy.kinks[k]));
      return { row: row.map((w) => rise * w), below };
    });
    const parts = leastSquares(g, changes) ?? partByPart(g, changes);
    for (const [k, { row, below }] of changes.entries()) for (let c = 0; c < row.length; c++) g[below + c] += parts[k] * row[c];
    return { velocity: g.map((value) => -value) };
  }
}

interface Change {
  readonly row: Float64Array;
  readonly below: number;
}

/** The parts of changes that make `g + sum_k parts_k c_k` smallest; null where one of them is not between 0 and 1. */
function leastSquares(g: Float64Array, changes: Change[]): number[] | null {
  const n = changes.length;
  if (n === 0) return [];
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (changes[i].below === changes[j].below) gram[i * n + j] = dot(changes[i].row, changes[j].row);
  const right = Float64Array.from(changes, ({ row, below }) => -dot(row, g.subarray(below, below + row.length)));
  const parts = [...solve(factor(gram, n), right)];
  return parts.every((part) => part >= 0 && part <= 1) ? parts : null;
}

function partByPart(gradient: Float64Array, changes: Change[]): number[] {
  const g = gradient.slice();
  const parts = changes.map(() => 0);
  const sizes = changes.map(({ row }) => dot(row, row));
  for (let sweep = 0, moved = 1; sweep < 20_000 && moved > 1e-13; sweep++) {
    moved = 0;
    for (const [k, { row, below }] of changes.entries()) {
      if (sizes[k] === 0) continue;
      const best = parts[k] - dot(row, g.subarray(below, below + row.length)) / sizes[k];
      const change = Math.min(1, Math.max(0, best)) - parts[k];
      for (let c = 0; c < row.length; c++) g[below + c] += change * row[c];
      parts[k] += change;
      moved = Math.max(moved, Math.abs(change));
    }
  }
  return parts;
}

function combined(a: Float64Array, b: Float64Array, factorOfB: number): Float64Array {
  const sum = new Float64Array(a.length);
  for (let k = 0; k < a.length; k++) sum[k] = a[k] + factorOfB * b[k];
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value)); // NaN stays NaN
  return most;
}
