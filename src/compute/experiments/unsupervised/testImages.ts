/** Evaluates the network on test images: infers them at the current weights, measures their latents, and generates images of its own. */
import {
  type Evaluation,
  interpolationSteps,
  latentPairs,
  type TestImageSet,
} from '../../../model/unsupervised/unsupervisedFrames.ts';
import { labelsOf } from '../../datasets/batches/classSamples.ts';
import { Breather } from '../../engine/work/breather.ts';
import type { InferredSamples, LearnerSteps } from '../../engine/work/learnerSteps.ts';
import { batchOf, type Samples } from '../../engine/work/samples.ts';
import { dot } from '../../math/innerProduct.ts';
import { principalComponents } from '../../math/principalComponents.ts';
import { normalStream } from '../../math/random.ts';
import { mostImages } from './evaluationSchedule.ts';
import { type ImageSet, shadesOf } from './imageSet.ts';
import type { LinearProbe } from './linearProbe.ts';
import type { NearestNeighbours } from './nearestNeighbours.ts';

/** Images decoded from random latents at each evaluation. */
const sampleCount = 20;
/** Mixed into the seed, so that the random latents do not repeat the normals of the initial weights. */
const SAMPLE_SEED = 0x7feb352d;
/** Classes whose first image is reconstructed, at most. */
const mostDigits = 10;

/** Numbers of one evaluation that its curves are made of. */
export interface EvaluationMeasures {
  layerEnergies: Float64Array;
  /** Accuracy of the linear probe. */
  probe: number;
  /** k-NN's accuracy; NaN while its buffer holds fewer latents than k. */
  neighbours: number;
}

export class TestImages {
  /** Brightness, [count * inputs]. */
  private readonly bright: Float64Array;
  readonly count: number;
  private readonly labels: Int32Array<ArrayBuffer>;
  private readonly digits: Int32Array<ArrayBuffer>;

  constructor(
    private readonly set: ImageSet,
    private readonly latentSize: number,
    private readonly seed: number,
  ) {
    const { x, y, inputs, outputs } = set.test;
    this.count = Math.min(set.test.count, mostImages);
    this.bright = set.brightness(Float64Array.from(x.subarray(0, this.count * inputs)));
    this.labels = labelsOf({ y, count: this.count, outputs });
    const first = set.classNames.map((_, k) => this.labels.indexOf(k));
    this.digits = Int32Array.from(first.filter((i) => i >= 0).slice(0, mostDigits));
  }

  /** The test images as the page draws them. */
  described(): TestImageSet {
    const { image, classNames } = this.set;
    return {
      height: image.height,
      width: image.width,
      shades: this.shades(this.bright),
      labels: this.labels.slice(),
      classNames,
      digits: this.digits.slice(),
    };
  }

  /** Infers the first `images` test images, and the digits with the steps of `record`. Throws the signal's reason when cancelled. */
  async evaluate(
    steps: LearnerSteps,
    { iteration, images, record }: Pick<Evaluation, 'iteration' | 'images' | 'record'>,
    { probe, neighbours }: { probe: LinearProbe; neighbours: NearestNeighbours },
    signal: AbortSignal,
  ): Promise<{ evaluation: Evaluation; measures: EvaluationMeasures }> {
    const began = performance.now();
    const last = record[record.length - 1];
    const all = await steps.infer(this.samples(Array.from({ length: images }, (_, i) => i)), [last], { signal });
    const digits = await steps.infer(this.samples(Array.from(this.digits)), record, { signal });
    const latents = all.inputs[0];
    const found = {
      probe: this.accuracy(probe.classify(latents, images)),
      neighbours: neighbours.isReady
        ? this.accuracy(await new Breather(signal).run(neighbours.classify(latents, images)))
        : Number.NaN,
    };
    const evaluation: Evaluation = {
      iteration,
      images,
      record: [...record],
      reconstructions: digits.outputs.map((outputs) => this.shades(outputs)),
      samples: await this.decode(steps, this.drawn(latents, images), signal),
      interpolations: await this.interpolations(steps, digits, signal),
      components: await this.components(latents, images, signal),
      buffered: neighbours.count,
      milliseconds: performance.now() - began,
    };
    return { evaluation, measures: { layerEnergies: all.layerEnergies[0], ...found } };
  }

  private samples(places: number[]): Samples {
    const { inputs } = this.set.test;
    const y = new Float64Array(places.length * inputs);
    for (const [i, place] of places.entries()) y.set(this.bright.subarray(place * inputs, (place + 1) * inputs), i * inputs);
    return batchOf(new Float64Array(places.length * this.latentSize), y, places.length);
  }

  /** Part of the first `found.length` images whose class is the one found. */
  private accuracy(found: Int32Array): number {
    return found.reduce((correct, label, i) => correct + (label === this.labels[i] ? 1 : 0), 0) / found.length;
  }

  private shades(images: Float64Array) {
    const { height, width, channels } = this.set.image;
    return shadesOf(images, height * width, channels);
  }

  private async decode(steps: LearnerSteps, latents: Float64Array, signal: AbortSignal) {
    return this.shades(await steps.predict(latents, latents.length / this.latentSize, { signal }));
  }

  /** z_j ~ N(mean_j, sd_j^2), with mean and sd of unit j over these latents; every evaluation takes the same standard normals. */
  private drawn(latents: Float64Array, count: number): Float64Array {
    const { latentSize } = this;
    const normals = normalStream((this.seed ^ SAMPLE_SEED) >>> 0).fill(new Float64Array(sampleCount * latentSize), 0, 1);
    for (let j = 0; j < latentSize; j++) {
      const ofUnit = Float64Array.from({ length: count }, (_, i) => latents[i * latentSize + j]);
      const mean = ofUnit.reduce((sum, z) => sum + z, 0) / count;
      const deviation = Math.sqrt(ofUnit.reduce((sum, z) => sum + (z - mean) ** 2, 0) / count);
      for (let i = 0; i < sampleCount; i++) normals[i * latentSize + j] = mean + deviation * normals[i * latentSize + j];
    }
    return normals;
  }

  private async interpolations(steps: LearnerSteps, { inputs }: InferredSamples, signal: AbortSignal) {
    const { latentSize } = this;
    const latentOf = (digit: number) => inputs[inputs.length - 1].subarray(digit * latentSize, (digit + 1) * latentSize);
    const pairs = latentPairs(this.digits.length);
    const latents = new Float64Array(pairs.length * interpolationSteps * latentSize);
    for (const [pair, [a, b]] of pairs.entries()) {
      for (let k = 0; k < interpolationSteps; k++) {
        const along = k / (interpolationSteps - 1);
        const mixed = latentOf(a).map((z, j) => z + along * (latentOf(b)[j] - z));
        latents.set(mixed, (pair * interpolationSteps + k) * latentSize);
      }
    }
    const shades = await this.decode(steps, latents, signal);
    const size = shades.length / Math.max(1, pairs.length);
    return pairs.map((_, pair) => shades.slice(pair * size, (pair + 1) * size));
  }

  private async components(latents: Float64Array, count: number, signal: AbortSignal): Promise<Evaluation['components']> {
    const { latentSize } = this;
    const points = Array.from({ length: count }, (_, i) => latents.subarray(i * latentSize, (i + 1) * latentSize));
    const { centre, directions, squares, total } = await principalComponents(points, 2, signal);
    const along = (direction: Float64Array) =>
      Float64Array.from(points, (point) => dot(point, direction) - dot(centre, direction));
    return {
      first: along(directions[0]),
      second: along(directions[1]),
      shares: [squares[0] / total, squares[1] / total],
    };
  }
}
