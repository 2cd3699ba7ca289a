/** One sample's energy as a function of the activities that move, written from THEORY.md with dense matrices. The oracle of equilibria shares no code with the engine. */
import type { Network } from '../../../../src/model/problem/problem.ts';

/** Slope of phi where its input is negative; undefined where phi has no kink. */
const lowerSlopes: Partial<Record<string, number>> = { relu: 0, leaky_relu: 0.01 };

interface LayerMap {
  /** [rows * columns] */
  readonly matrix: Float64Array;
  readonly bias: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** A place where phi bends while activities move: where `row . z_below + bias` is zero. */
export interface Kink {
  /** One unit; or all units above a layer of one activity without biases, whose inputs are zero together. */
  readonly units: readonly number[];
  /** 1 where the unit's input is positive on the kink's upper side, -1 where on the lower. */
  readonly signs: readonly number[];
  /** `|da/dz|` of each unit, in lengths of `row`. */
  readonly sizes: readonly number[];
  readonly row: Float64Array;
  /** First of the activities that `row` multiplies. */
  readonly below: number;
}

/** `F(z) = 1/2 sum_l |z_l - g_l(z_{l-1})|^2 + output term`. z holds the layers that move, one after another. */
export class SampleEnergy {
  /** Number of activities that move. */
  readonly size: number;
  /** phi'(a) for a < 0; null where phi has no kink. */
  readonly lowerSlope: number | null;
  readonly kinks: readonly Kink[];
  /** Preactivation of every unit at the last z; 0 in the lowest layer. */
  private readonly a: Float64Array;
  /** `z - g` of every unit at the last z. */
  private readonly e: Float64Array;
  private readonly slope: Float64Array;
  private readonly bend: Float64Array;
  private readonly outputError: Float64Array;
  /** Under cross-entropy, softmax of the outputs times the sum of y. */
  private readonly expected: Float64Array;
  private readonly logits: number[] = [];
  /** `log sum_k exp(logit_k)` */
  private logSum = 0;
  private readonly maps: (LayerMap | null)[];
  /** First layer that moves. */
  private readonly bottom: number;
  /** Prediction of the lowest layer; null where that is the free input. */
  private readonly prediction: Float64Array | null;
  private readonly offset: number[] = [];
  private readonly feedforward: Float64Array[];

  constructor(
    private readonly network: Network,
    weights: Float64Array,
    x: Float64Array,
    private readonly y: Float64Array,
  ) {
    this.maps = mapsOf(network, weights);
    this.lowerSlope = lowerSlopes[network.activation] ?? null;
    this.feedforward = this.predictedLayers(weights, x);
    this.bottom = this.lowestMoving();
    this.prediction = this.bottom === 0 ? null : this.feedforward[this.bottom];
    let size = 0;
    for (let l = this.bottom; l <= this.top; l++) {
      this.offset[l] = size;
      size += network.widths[l];
    }
    this.size = size;
    this.kinks = this.lowerSlope === null ? [] : this.placesOfKinks();
    [this.a, this.e, this.slope, this.bend] = [0, 0, 0, 0].map(() => new Float64Array(size));
    [this.outputError, this.expected] = [0, 0].map(() => new Float64Array(y.length));
  }

  /** The feedforward pass. */
  start(): Float64Array {
    return this.movingOf(this.feedforward.slice(0, this.top + 1));
  }

  /** Activities of layers 0 to L of one sample as the z of this energy. */
  pick(activities: ArrayLike<number>): Float64Array {
    let at = 0;
    const layers = this.network.widths.slice(0, -1).map((width) => {
      at += width;
      return Float64Array.from({ length: width }, (_, k) => activities[at - width + k]);
    });
    return this.movingOf(layers);
  }

  /** z with the layers that are held and y around it: layers 0 to L. */
  whole(z: Float64Array): Float64Array {
    const held = this.feedforward.slice(0, this.bottom).flatMap((layer) => [...layer]);
    return Float64Array.from([...held, ...z, ...this.y]);
  }

  /** The slope of every unit where each kink is on this side: 1 for the upper, -1 for the lower. */
  slopesOn(sides: ArrayLike<number>): Float64Array {
    const slopes = new Float64Array(this.size).fill(1);
    for (const [k, { units, signs }] of this.kinks.entries())
      for (const [j, unit] of units.entries()) slopes[unit] = signs[j] * sides[k] > 0 ? 1 : this.lowerSlope!;
    return slopes;
  }

  /** The side of each kink that z is on. */
  sidesAt(z: Float64Array): Int8Array {
    this.gradient(z, this.slopesOn(new Int8Array(this.kinks.length).fill(-1)));
    return Int8Array.from(this.kinks, (kink) => (this.input(kink) > 0 ? 1 : -1));
  }

  /** How far above a kink the last z was, in lengths of its row. */
  input({ units, signs, sizes }: Kink): number {
    return (signs[0] * this.a[units[0]]) / sizes[0];
  }

  /** `c` where the gradient rises by `c row` from below a kink to above it, at the last z: positive where the kink is convex. */
  rise({ units, sizes }: Kink): number {
    return (1 - this.lowerSlope!) * units.reduce((sum, unit, j) => sum - this.e[unit] * sizes[j], 0);
  }

  /** F at z, with phi of every kinked unit continued as the straight line of its slope. */
  energy(z: Float64Array, slopes: Float64Array): number {
    this.visit(z, slopes);
    const squares = this.e.reduce((sum, e) => sum + e * e, 0);
    if (this.network.output !== 'cross-entropy') return 0.5 * this.outputError.reduce((sum, e) => sum + e * e, squares);
    return this.y.reduce((sum, y, k) => sum - y * (this.logits[k] - this.logSum), 0.5 * squares);
  }

  /** dF/dz under these slopes. */
  gradient(z: Float64Array, slopes: Float64Array): Float64Array {
    this.visit(z, slopes);
    const g = this.e.slice();
    this.overRows((map, r, below, unit) => {
      const signal = unit < 0 ? this.outputError[r] : this.slope[unit] * this.e[unit];
      for (let c = 0; c < map.columns; c++) g[below + c] -= signal * map.matrix[r * map.columns + c];
    });
    return g;
  }

  /** The second derivatives of F under these slopes, [size * size]. */
  hessian(z: Float64Array, slopes: Float64Array): Float64Array {
    this.visit(z, slopes);
    const n = this.size;
    const hessian = new Float64Array(n * n);
    const inputs = this.bottom === 0 ? this.network.widths[0] : 0; // free inputs have no error
    for (let unit = inputs; unit < n; unit++) hessian[unit * n + unit] = 1;
    this.overRows((map, r, below, unit) => {
      const row = map.matrix.subarray(r * map.columns, (r + 1) * map.columns);
      const curvature = unit < 0 ? this.outputCurvature(r) : this.slope[unit] ** 2 - this.e[unit] * this.bend[unit];
      for (let c = 0; c < map.columns; c++) {
        if (unit >= 0) {
          hessian[unit * n + below + c] -= this.slope[unit] * row[c];
          hessian[(below + c) * n + unit] -= this.slope[unit] * row[c];
        }
        for (let d = 0; d < map.columns; d++) hessian[(below + c) * n + below + d] += curvature * row[c] * row[d];
      }
    });
    if (this.network.output === 'cross-entropy') this.addSoftmaxCoupling(hessian);
    return hessian;
  }

  /** H, the last layer that moves. */
  private get top(): number {
    return this.network.widths.length - 2;
  }

  /** Softmax has no curvature along a common shift of all outputs: `diag(p) - p p^T`, of which `outputCurvature` gave the diagonal. */
  private outputCurvature(r: number): number {
    return this.network.output === 'cross-entropy' ? this.expected[r] : 1;
  }

  private addSoftmaxCoupling(hessian: Float64Array): void {
    const { matrix, columns, rows } = this.maps[this.top + 1]!;
    const total = this.y.reduce((sum, y) => sum + y, 0);
    const mixed = new Float64Array(columns); // W^T p, with p times the root of the sum of y
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) mixed[c] += (this.expected[r] / Math.sqrt(total)) * matrix[r * columns + c];
    const below = this.offset[this.top];
    for (let c = 0; c < columns; c++)
      for (let d = 0; d < columns; d++) hessian[(below + c) * this.size + below + d] -= mixed[c] * mixed[d];
  }

  /** Computes a, e, slopes and output errors at z. */
  private visit(z: Float64Array, slopes: Float64Array): void {
    for (let k = 0; k < this.network.widths[this.bottom]; k++) this.e[k] = this.prediction ? z[k] - this.prediction[k] : 0;
    this.overRows((map, r, below, unit) => {
      const a = rowTimes(map, r, z, below);
      if (unit < 0) {
        this.logits[r] = a;
        this.outputError[r] = this.y[r] - a;
        return;
      }
      this.a[unit] = a;
      if (this.network.activation === 'tanh') {
        const g = Math.tanh(a);
        this.slope[unit] = 1 - g * g;
        this.bend[unit] = -2 * g * (1 - g * g);
        this.e[unit] = z[unit] - g;
      } else {
        this.slope[unit] = slopes[unit];
        this.e[unit] = z[unit] - slopes[unit] * a;
      }
    });
    if (this.network.output === 'cross-entropy') this.compareDistributions();
  }

  private compareDistributions(): void {
    const largest = Math.max(...this.logits);
    const total = this.y.reduce((sum, y) => sum + y, 0);
    this.logSum = largest + Math.log(this.logits.reduce((sum, a) => sum + Math.exp(a - largest), 0));
    for (let k = 0; k < this.y.length; k++) {
      this.expected[k] = total * Math.exp(this.logits[k] - this.logSum);
      this.outputError[k] = this.y[k] - this.expected[k];
    }
  }

  /** Visits the rows of the maps between layers that move, and last the output layer's, whose units are -1. */
  private overRows(see: (map: LayerMap, r: number, below: number, unit: number) => void): void {
    for (let l = this.bottom + 1; l <= this.top + 1; l++) {
      const map = this.maps[l]!;
      for (let r = 0; r < map.rows; r++) see(map, r, this.offset[l - 1], l > this.top ? -1 : this.offset[l] + r);
    }
  }

  private placesOfKinks(): Kink[] {
    const kinks: Kink[] = [];
    for (let l = this.bottom + 1; l <= this.top; l++) {
      const { matrix, bias, rows, columns } = this.maps[l]!;
      const units = Array.from({ length: rows }, (_, r) => this.offset[l] + r);
      const below = this.offset[l - 1];
      if (columns === 1 && bias.every((b) => b === 0))
        kinks.push({
          units,
          signs: [...matrix].map(Math.sign),
          sizes: [...matrix].map(Math.abs),
          row: Float64Array.of(1),
          below,
        });
      else
        for (const [r, unit] of units.entries())
          kinks.push({ units: [unit], signs: [1], sizes: [1], row: matrix.subarray(r * columns, (r + 1) * columns), below });
    }
    return kinks;
  }

  private movingOf(layers: Float64Array[]): Float64Array {
    return Float64Array.from(layers.slice(this.bottom).flatMap((layer) => [...layer]));
  }

  private predictedLayers(weights: Float64Array, x: Float64Array): Float64Array[] {
    const layers = [x];
    for (let l = 1; l <= this.top; l++) {
      const map = this.maps[l];
      const a = map
        ? Float64Array.from({ length: map.rows }, (_, r) => rowTimes(map, r, layers[l - 1]))
        : pooled(this.network, weights, x);
      layers.push(a.map((value) => phi(this.network.activation, value)));
    }
    return layers;
  }

  /**
   * Layer 0 where inputs are free, else layer 1. Where a whole hidden layer of relu is dead and there are no biases, all layers above it start at a = 0
   * too, where phi' counts as 0: only the last hidden layer feels a force, and it alone moves.
   */
  private lowestMoving(): number {
    const isDead = this.network.activation === 'relu' && !this.network.biases && !this.network.convolution;
    const dead = isDead ? this.feedforward.findIndex((layer, l) => l > 0 && layer.every((z) => z === 0)) : -1;
    if (dead > 0 && dead < this.top) return this.top;
    return this.network.inputs === 'free' ? 0 : 1;
  }
}

function phi(activation: string, a: number): number {
  if (activation === 'tanh') return Math.tanh(a);
  return a > 0 ? a : (lowerSlopes[activation] ?? 1) * a;
}

/** `a_r = b_r + sum_c W_rc z_c`, where the layer's z start at `below`. */
function rowTimes({ matrix, bias, columns }: LayerMap, r: number, z: Float64Array, below = 0): number {
  let sum = bias[r];
  for (let c = 0; c < columns; c++) sum += matrix[r * columns + c] * z[below + c];
  return sum;
}

/** W_1, ..., W_L with their biases at index l; null for a convolution, which only a clamped x may enter. */
function mapsOf({ widths, biases = false, convolution }: Network, weights: Float64Array): (LayerMap | null)[] {
  let at = convolution ? convolution.channels[0] * (9 * convolution.image[2] + 1) : 0;
  const maps: (LayerMap | null)[] = [null];
  for (let l = 1; l < widths.length; l++) {
    if (convolution && l === 1) {
      maps.push(null);
      continue;
    }
    const [rows, columns] = [widths[l], widths[l - 1]];
    const stride = columns + (biases ? 1 : 0);
    const row = (r: number) => weights.subarray(at + r * stride, at + r * stride + columns);
    const matrix = Float64Array.from(Array.from({ length: rows }, (_, r) => [...row(r)]).flat());
    const bias = Float64Array.from({ length: rows }, (_, r) => (biases ? weights[at + r * stride + columns] : 0));
    maps.push({ matrix, bias, rows, columns });
    at += rows * stride;
  }
  return maps;
}

/** The largest of each 2 x 2 outputs of a 3 x 3 convolution, before phi, written as plain loops. */
function pooled({ convolution }: Network, weights: Float64Array, x: Float64Array): Float64Array {
  const [height, width, inputs] = convolution!.image;
  const at = (filter: number, row: number, column: number) => {
    let sum = weights[filter * (9 * inputs + 1) + 9 * inputs];
    for (let channel = 0; channel < inputs; channel++)
      for (let i = -1; i <= 1; i++)
        for (let j = -1; j <= 1; j++) {
          if (row + i < 0 || row + i >= height || column + j < 0 || column + j >= width) continue;
          const tap = weights[filter * (9 * inputs + 1) + 9 * channel + 3 * (i + 1) + j + 1];
          sum += tap * x[channel * height * width + (row + i) * width + column + j];
        }
    return sum;
  };
  const values: number[] = [];
  for (let filter = 0; filter < convolution!.channels[0]; filter++)
    for (let row = 0; row + 1 < height; row += 2)
      for (let column = 0; column + 1 < width; column += 2)
        values.push(Math.max(...[0, 1].flatMap((i) => [0, 1].map((j) => at(filter, row + i, column + j)))));
  return Float64Array.from(values);
}
