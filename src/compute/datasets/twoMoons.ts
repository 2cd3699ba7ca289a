/** Two moons: two interleaving half circles with Gaussian noise, point for point scikit-learn's `make_moons`. */
import { randomState } from '../math/random.ts';
import type { DataSet, SampleSet } from './batches/batch.ts';
import { classSamples } from './batches/classSamples.ts';
import type { FiniteSource } from './batches/dataSource.ts';

/** Samples, seeds and noise of the published experiment ("Analysis of PC networks"). */
const TRAIN = { count: 512, seed: 42 };
const TEST = { count: 256, seed: 0 };
const NOISE = 0.2;

export const twoMoonsSource: FiniteSource = {
  kind: 'finite',
  facts: {
    made: 'Two half circles with Gaussian noise, scikit-learn’s make_moons (512 samples of random state 42, 256 of 0); published with noise of sd 0.2.',
    classNames: ['outer', 'inner'],
  },
  load: ({ noise }) => Promise.resolve(twoMoons(noise)),
};

let generated: { noise: number; set: DataSet } | null = null;

/** 512 training and 256 test samples, equal on every machine; at noise 0.2 the published ones. */
export function twoMoons(noise = NOISE): DataSet {
  if (generated?.noise !== noise)
    generated = { noise, set: { train: makeMoons({ ...TRAIN, noise }), test: makeMoons({ ...TEST, noise }) } };
  return generated.set;
}

/**
 * `(cos t, sin t)` of class 0 and `(1 - cos t, 1/2 - sin t)` of class 1, t evenly from 0 to pi, in an order that the seed shuffles, plus
 * normals of sd `noise` from the same stream. x: [count, 2], y: [count, 2] one-hot.
 */
export function makeMoons({ count, noise, seed }: { count: number; noise: number; seed: number }): SampleSet {
  const { interval, normals } = randomState(seed);
  const outer = Math.floor(count / 2);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = interval(i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const places = order.flatMap((i) => {
    const angle = i < outer ? (Math.PI * i) / (outer - 1) : (Math.PI * (i - outer)) / (count - outer - 1);
    return i < outer ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 1 - Math.sin(angle) - 0.5];
  });
  const x = Float64Array.from(places, (place) => place + noise * normals.next());
  return classSamples(
    x,
    order.map((i) => (i < outer ? 0 : 1)),
    2,
    2,
  );
}
