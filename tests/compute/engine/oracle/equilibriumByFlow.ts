/** F* of a batch by its definition: every sample's gradient flow is followed from the feedforward pass to its end. */
import type { Samples } from '../../../../src/compute/engine/work/samples.ts';
import type { Network } from '../../../../src/model/problem/problem.ts';
import { followFlow } from './gradientFlow.ts';
import { SampleEnergy } from './sampleEnergy.ts';

export interface Question {
  readonly network: Network;
  readonly weights: Float64Array;
  readonly samples: Samples;
}

export interface Equilibrium {
  readonly loss: number;
  /** F*: the mean over the samples. */
  readonly energy: number;
  /** Layers 0 to L of every sample. */
  readonly activities: Float64Array;
  readonly isAtRest: boolean;
  /** Kinks that the samples rest on, all together. */
  readonly sliding: number;
}

/** Each sample's energy, with its feedforward pass as the start. */
export function sampleEnergies({ network, weights, samples: { x, y, count } }: Question): SampleEnergy[] {
  const [inputs, outputs] = [x.length / count, y.length / count];
  return Array.from({ length: count }, (_, i) => {
    const own = (of: Float64Array, width: number) => of.slice(i * width, (i + 1) * width);
    return new SampleEnergy(network, weights, own(x, inputs), own(y, outputs));
  });
}

/** `disturbance`: how far each start is moved first, as a part of its size, by a fixed pattern. */
export function equilibriumByFlow(question: Question, accuracy = 1e-5, disturbance = 0): Equilibrium {
  const energies = sampleEnergies(question);
  const ends = energies.map((energy) => followFlow(energy, disturbed(energy.start(), disturbance), { accuracy }));
  return {
    loss: meanOf(energies.map(lossOf)),
    energy: meanOf(ends.map(({ energy }) => energy)),
    activities: Float64Array.from(ends.flatMap(({ z }, i) => [...energies[i].whole(z)])),
    isAtRest: ends.every((end) => end.isAtRest),
    sliding: ends.reduce((sum, end) => sum + end.sliding, 0),
  };
}

/**
 * Whether the end hangs on nothing finer than a thousandth: not on the accuracy of the steps, and not on a small move of the start. Where it does, the flow
 * passes close by a ridge, and two good integrators may come down on different sides.
 */
export function endsForSure(question: Question, end: Equilibrium): boolean {
  const isSame = ({ energy, isAtRest }: Equilibrium) => isAtRest && Math.abs(energy - end.energy) <= 1e-9 * end.loss;
  if (!isSame(end)) return false;
  if (question.network.activation === 'linear') return true; // a convex energy
  return isSame(equilibriumByFlow(question, 1e-3)) && isSame(equilibriumByFlow(question, 1e-4, 1e-3));
}

/** The time that plain steps follow the flow for, their first length over the curvature, and how often they are made ten times shorter. */
const plain = { time: 60, part: 0.1, refinements: 3 };

/**
 * F* by the plainest of integrators, for flows on which others disagree: Euler's steps, ten times shorter each time until two lengths lead each sample to one end.
 * `followFlow` brings them from there to rest, since they themselves only come close.
 */
export function equilibriumByPlainSteps(question: Question): number {
  return meanOf(sampleEnergies(question).map(endOfPlainSteps));
}

function endOfPlainSteps(energy: SampleEnergy): number {
  const start = energy.start();
  const n = start.length;
  const here = energy.hessian(start, energy.slopesOn(energy.sidesAt(start)));
  const curvature = here.reduce((sum, value, k) => (k % (n + 1) === 0 ? sum + Math.abs(value) : sum), 1);
  const loss = lossOf(energy);
  let before = Number.NaN;
  for (let k = 0, dt = plain.part / curvature; k <= plain.refinements; k++, dt /= 10) {
    const { energy: end } = followFlow(energy, afterEuler(energy, start, dt), { accuracy: 1e-4, kinkWidth: 3 * dt });
    if (Math.abs(end - before) <= 1e-7 * loss) return end;
    before = end;
  }
  return before;
}

function afterEuler(energy: SampleEnergy, start: Float64Array, dt: number): Float64Array {
  const z = start.slice();
  for (let t = 0; t < plain.time / dt; t++) {
    const gradient = energy.gradient(z, energy.slopesOn(energy.sidesAt(z)));
    for (let k = 0; k < z.length; k++) z[k] -= dt * gradient[k];
  }
  return z;
}

/** L: the energy of the feedforward pass. */
export const feedforwardLoss = (question: Question): number => meanOf(sampleEnergies(question).map(lossOf));

const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function lossOf(energy: SampleEnergy): number {
  const start = energy.start();
  return energy.energy(start, energy.slopesOn(energy.sidesAt(start)));
}

/** An exact zero stays: where a whole layer is dead, phi's slope at zero decides. */
function disturbed(z: Float64Array, part: number): Float64Array {
  const size = z.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return z.map((value, k) => (value === 0 ? 0 : value + part * size * Math.sin(1 + 7 * k)));
}
