/** k-NN among the latest latents: how well their neighbourhoods keep the classes apart, without learning anything. */
import type { NeighboursState } from '../../../model/unsupervised/unsupervisedFrames.ts';
import type { Stepwise } from '../../math/stepwise.ts';

/** k and buffer size, as published. */
export const neighbourCount = 5;
export const bufferSize = 1000;

export class NearestNeighbours {
  private readonly latents: Float64Array[] = []; // oldest first
  private readonly labels: number[] = [];

  constructor(
    private readonly inputs: number,
    earlier: NeighboursState | null,
  ) {
    if (earlier) this.add(earlier.latents, earlier.labels);
  }

  /** Latents in the buffer. */
  get count(): number {
    return this.latents.length;
  }

  get isReady(): boolean {
    return this.count >= neighbourCount;
  }

  /** `latents`: [labels * inputs]; beyond the buffer's size the oldest go. */
  add(latents: Float64Array, labels: ArrayLike<number>): void {
    for (let i = 0; i < labels.length; i++) {
      this.latents.push(latents.slice(i * this.inputs, (i + 1) * this.inputs));
      this.labels.push(labels[i]);
    }
    this.latents.splice(0, this.count - bufferSize);
    this.labels.splice(0, this.labels.length - bufferSize);
  }

  /**
   * The class that most of the k nearest have, by Euclidean distance; of several, the one whose nearest member is nearest. `latents`: [count * inputs].
   * Throws a RangeError where the buffer holds fewer than k.
   */
  *classify(latents: Float64Array, count: number): Stepwise<Int32Array> {
    if (!this.isReady)
      throw new RangeError(`k-NN has ${this.count} latents in its buffer (expected ${neighbourCount} or more, as many as k)`);
    const classes = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      classes[i] = mostFrequent(this.nearest(latents.subarray(i * this.inputs, (i + 1) * this.inputs)));
      yield;
    }
    return classes;
  }

  state(): NeighboursState {
    const latents = new Float64Array(this.count * this.inputs);
    for (const [i, latent] of this.latents.entries()) latents.set(latent, i * this.inputs);
    return { latents, labels: Int32Array.from(this.labels) };
  }

  /** Classes of the k nearest, the nearest first. */
  private nearest(latent: Float64Array): number[] {
    const found: { distance: number; label: number }[] = [];
    for (const [place, other] of this.latents.entries()) {
      const distance = squaredDistance(latent, other);
      if (found.length === neighbourCount && distance >= found[neighbourCount - 1].distance) continue;
      const after = found.findIndex((each) => each.distance > distance);
      found.splice(after < 0 ? found.length : after, 0, { distance, label: this.labels[place] });
      found.length = Math.min(found.length, neighbourCount);
    }
    return found.map(({ label }) => label);
  }
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] - b[j]) ** 2;
  return sum;
}

/** The most frequent label; among equally frequent labels, the first. */
function mostFrequent(labels: number[]): number {
  const times = (label: number) => labels.filter((other) => other === label).length;
  return labels.reduce((best, label) => (times(label) > times(best) ? label : best), labels[0]);
}
