/** The numbers beside the presets' claims: pure functions from live frames to words. */

import type { Frames } from '../../../../model/experiments.ts';
import type { EscapeNetwork } from '../../../../model/landscapes/escapeFrames.ts';
import type { LearnerPath } from '../../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';
import { escapeRange, farFromSaddle, learnersOf, startsNearSaddle } from './escapeTime.ts';

/** Largest difference between the landscape's closed form and its simulation, as the worker measured it; in words where there is no closed form. */
export function theoryAgreement({ landscape }: Frames): string | null {
  if (!landscape || landscape.progress < 1) return null;
  if (!landscape.agreement) return 'nothing to compare: Theorem 1 is about linear networks';
  return `${landscape.agreement.what}: at most ${landscape.agreement.difference.toExponential(1)} apart`;
}

/** Largest difference between PC's energy after inference and Theorem 1's F* over the first run, as a part of F*. */
export function energyAgreement({ training }: Frames): string | null {
  const { energy, theoryEnergy } = training?.pc[0] ?? {};
  if (!energy || !theoryEnergy || energy.length === 0) return null;
  const parts = energy.map((value, iteration) => Math.abs(value - theoryEnergy[iteration]) / theoryEnergy[iteration]);
  const largest = parts.reduce((most, part) => Math.max(most, part), 0);
  return `energy after inference and F* differ by at most ${largest.toExponential(1)} of F*, over ${energy.length} iterations`;
}

/** How flat the loss is beside the energy on a Hessian plane: ranges within ±0.5 of its centre. */
export function flatnessOfLoss({ landscape }: Frames): string | null {
  if (!landscape?.planeDescription.includes('Hessian of ') || landscape.progress < 1) return null;
  const [loss, energy] = [landscape.loss, landscape.equilibratedEnergy].map((heights) =>
    rangeWithin(landscape.axis, heights, 0.5),
  );
  if (!(energy > 0)) return null;
  return `within ±0.5 the loss varies by ${loss.toExponential(1)}, F* by ${energy.toPrecision(2)}`;
}

function rangeWithin(axis: Float64Array, heights: Float64Array, reach: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let point = 0; point < heights.length; point++) {
    const farthest = Math.max(Math.abs(axis[point % axis.length]), Math.abs(axis[Math.floor(point / axis.length)]));
    if (farthest > reach + 1e-12) continue;
    low = Math.min(low, heights[point]);
    high = Math.max(high, heights[point]);
  }
  return high - low;
}

/** Escape times: `iteration of escape: PC 44 (27 to 62), BP over 300 (120 to over 300; 2 of 5 escaped)`, medians and ranges over all runs. */
export function escapeSpread({ training }: Pick<Frames, 'training'>): string | null {
  if (!training || training.iteration === 0) return null;
  if (!startsNearSaddle(training)) return `no escape, since ${farFromSaddle(training)}`;
  const told = learnersOf(training).map(({ name, runs }) => `${name} ${escapeRange(runs)}`);
  return `iteration of escape: ${told.join(', ')}`;
}

/** Both learners' gradients at the first step of the first run and at its largest: `first BP 2.1e-8, PC 1.4e-3; largest so far BP 3.0e-8, PC 5.2e-1`. */
export function gradientNorms({ training }: Frames): string | null {
  if (!training || training.iteration === 0) return null;
  const norms = [training.bp[0].gradientNorm, training.pc[0].gradientNorm];
  const inWords = (values: number[]) => `BP ${values[0].toExponential(1)}, PC ${values[1].toExponential(1)}`;
  const largest = norms.map((curve) => curve.reduce((most, norm) => Math.max(most, norm), 0));
  return `first ${inWords(norms.map((curve) => curve[0]))}; largest so far ${inWords(largest)}`;
}

/** The latest test accuracy of the first run: `BP 94.4 %, PC 94.0 % of the test samples`. */
export function testAccuracy({ training }: Frames): string | null {
  const latest = (curves: LearnerCurves) => curves.tests?.accuracy.at(-1);
  const [bp, pc] = [training?.bp[0], training?.pc[0]].map((curves) => curves && latest(curves));
  if (bp === undefined || pc === undefined) return null;
  return `BP ${(100 * bp).toFixed(1)} %, PC ${(100 * pc).toFixed(1)} % of the test samples`;
}

/** When each learner has completed the matrix, and from how far each restart took: `BP at iteration 5,990, PC at 900; from BP’s plateau at 2,596 in 300`. */
export function completedByBoth({ training }: Frames): string | null {
  if (!training || training.iteration === 0) return null;
  const end = ({ loss, finished }: LearnerCurves) =>
    finished
      ? `completes at iteration ${(loss.length - 1).toLocaleString('en')}`
      : `has not completed by ${loss.length.toLocaleString('en')}`;
  const restarts = training.restarts.map(
    ({ from, curves: { loss, finished } }) =>
      `from BP’s plateau at ${from.toLocaleString('en')} PC ${finished ? 'completes in' : 'has taken'} ${loss.length - 1} steps`,
  );
  return [`PC ${end(training.pc[0])}, BP ${end(training.bp[0])}`, escapeSpread({ training }), ...restarts].join('; ');
}

/** How far one Newton step of inference ends from the equilibrium, and the angles to BP's gradient. */
export function newtonStep({ directions }: Frames): string | null {
  if (!directions || Number.isNaN(directions.here.shiftError[0])) return null;
  const { angleAtEquilibrium, angleApproximated, shiftError } = directions.here;
  return `|dz − dz*| / |dz*| = ${shiftError[0].toExponential(1)}; PC’s gradient is ${angleAtEquilibrium[0].toFixed(2)}° from BP’s, the Newton step’s ${angleApproximated[0].toFixed(2)}°`;
}

/** Length of each learner's path in the plane over the straight line between its ends: `BP 1.29, PC 1.01`. */
export function detours({ training }: Frames): string | null {
  if (!training || training.progress < 1) return null;
  return `BP ${detour(training.bpPath)}, PC ${detour(training.pcPath)}`;
}

function detour({ a, b }: LearnerPath): string {
  let length = 0;
  for (let i = 1; i < a.length; i++) length += Math.hypot(a[i] - a[i - 1], b[i] - b[i - 1]);
  const last = a.length - 1;
  return (length / Math.hypot(a[last] - a[0], b[last] - b[0])).toFixed(2);
}

/** Fitted slopes of both learners: `L = 3: BP −1.03 (predicted −1), PC −0.21`, one a network. */
export function escapeSlopes({ escape: sweep }: Frames): string | null {
  const fitted = sweep?.networks.filter(({ bp }) => bp.fit) ?? [];
  return fitted.length === 0 ? null : `slopes ${fitted.map(slopesInWords).join('; ')}`;
}

function slopesInWords({ layers, bp, pc, predictedSlope }: EscapeNetwork): string {
  const words = (slope: number) => slope.toFixed(2).replace('-', '−');
  const prediction = predictedSlope.bp === null ? '' : ` (predicted −${-predictedSlope.bp})`;
  return `L = ${layers}: BP ${words(bp.fit!.slope)}${prediction}${pc.fit ? `, PC ${words(pc.fit.slope)}` : ''}`;
}

/**
 * The energy's smallest eigenvalue beside theory's and Theorem 2's bound, at the saddle: `λmin of F* −2.041 (theory −2.041, bound −2.041),
 * of the loss 0`; on the way there `at t = 3 λmin −0.52`.
 */
export function spectrumAgainstTheory({ spectrum }: Frames): string | null {
  if (!spectrum?.theory || spectrum.progress < 0.5) return null;
  const { loss, energy, theory, time, curvatureBound } = spectrum;
  const scale = Math.max(Math.abs(theory.energy.min), Math.abs(theory.energy.max));
  const words = (value: number) => (Math.abs(value) < 1e-9 * scale ? '0' : value.toPrecision(4).replace('-', '−'));
  const whose = time === 'equilibrium' ? 'F*' : `F at t = ${time}`;
  const predicted = `theory of F* ${words(theory.energy.min)}, −λmax(Σyy) ${words(curvatureBound)}`;
  return `λmin of ${whose} ${words(energy.min)} (${predicted}), of the loss ${words(loss.min)}`;
}
