/** The saddle search in words: how far it is, what it found, and what that says about the conjecture that every saddle of F* is strict. */
import type { CriticalPoint, SaddlesFrame, Standing } from '../../../../../model/landscapes/saddlesFrames.ts';
import { numberText } from '../../../../panels/numberText.ts';

export const searchProgress = (search: SaddlesFrame | null, starts: number): string =>
  `${search?.starts ?? 0} of ${starts} starts searched`;

/** `9 kinds of critical points from 41 starts; 1 start led to no point.` */
export function foundText({ points, starts, lost }: SaddlesFrame): string {
  const led = counted(starts - lost, 'start');
  const none = lost === 0 ? 'every start led to a point' : `${counted(lost, 'start')} led to no point`;
  return `${counted(points.length, 'kind')} of critical points from ${led}; ${none}.`;
}

/** Sentences on the conjecture: the number of candidates, and how curved F* is at every other saddle found. */
export function conjectureText({ points }: SaddlesFrame): string {
  const having = (standing: Standing) => points.filter((point) => point.standing === standing);
  const candidates = having('flat').length;
  const said = [`${counted(candidates, 'candidate')} against the conjecture.`];
  const strict = having('strict');
  if (strict.length > 0) {
    const flattest = strict.reduce((most, { energyMin }) => Math.max(most, energyMin), Number.NEGATIVE_INFINITY);
    const all = candidates === 0 ? 'Every saddle of F* found is strict' : 'Every other saddle of F* found is strict';
    said.push(`${all}, with a curvature of ${numberText(flattest, 4)} or below.`);
  }
  const local = having('local minimum').length;
  if (local > 0) said.push(`${counted(local, 'kind')} of local minima of F* above 0: the network cannot fit all of the data.`);
  return said.join(' ');
}

/** `{1, 3}`: the directions learnt, counted from 1, the strongest. */
export const subsetText = (theory: CriticalPoint['theory']): string =>
  theory === null ? '' : theory.subset.length === 0 ? '∅' : `{${theory.subset.map((i) => i + 1).join(', ')}}`;

/** Rounding leaves a difference below this part of the loss, or of 1. */
const rounding = 1e-12;

/** The measured loss beside theory's critical value, ½ (tr Σyy − Σ λᵢ over i in S); empty where the point is not critical for the loss. */
export function differenceText({ loss, theory, isCriticalForLoss }: CriticalPoint): string {
  if (!theory || !isCriticalForLoss) return '';
  const difference = loss - theory.loss;
  if (Math.abs(difference) < rounding * Math.max(1, loss)) return 'loss as in theory, up to rounding';
  return `loss less theory’s ${numberText(difference, 1)}`;
}

/** `F* 0.5; loss: λmin 4: −3.28; learnt {1, 3}; loss as in theory, up to rounding; found 3 times`. */
export function detailsText(point: CriticalPoint): string {
  const { equilibratedEnergy, lossIndex, lossMin, theory, count } = point;
  const parts = [
    `F* ${numberText(equilibratedEnergy < 1e-12 ? 0 : equilibratedEnergy, 5)}`,
    `loss: λmin ${curvatureText(lossIndex, lossMin)}`,
    theory && `learnt ${subsetText(theory)}`,
    differenceText(point),
    count === 1 ? 'found once' : `found ${count} times`,
  ];
  return parts.filter(Boolean).join('; ');
}

const standings: Readonly<Record<Standing, string>> = {
  strict: 'strict saddle',
  minimum: 'minimum',
  'local minimum': 'local minimum',
  flat: 'candidate',
};

/** The kind of critical point of F*: `strict saddle`; elsewhere a no, with the norm of F*'s gradient. */
export const standingText = ({ standing, energyGradientNorm }: CriticalPoint): string =>
  standing ? standings[standing] : `no: |∇F*| = ${numberText(energyGradientNorm, 3)}`;

/** `4: −3.28`: negative eigenvalues, and the smallest of all. What rounding leaves of zero is zero: a negative eigenvalue that does not count, and any below 1e-8. */
export function curvatureText(index: number, smallest: number): string {
  const isRounding = Math.abs(smallest) < 1e-8 || (index === 0 && smallest < 0);
  return `${index}: ${isRounding ? '0' : numberText(smallest, Math.abs(smallest) < 0.1 ? 4 : 3)}`;
}

/** The row's accessible name. */
export const pointName = ({ rank, loss }: CriticalPoint): string => `rank ${rank}, loss ${numberText(loss, 4)}`;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
