/** The escape sweep in words: where slopes were fitted, what was left out, and how far the sweep is. */
import type { EscapeFrame, EscapeNetwork, PowerLaw } from '../../../../../model/landscapes/escapeFrames.ts';
import { numberText } from '../../../../panels/numberText.ts';

const sum = (counts: ArrayLike<number>): number => Array.from(counts).reduce((total, count) => total + count, 0);

/** How many of the sweep's runs are done: `120 of 360 runs done`. */
export function sweepProgress(sweep: EscapeFrame | null, runs: number): string {
  if (!sweep) return `0 of ${runs} runs done`;
  const running = sweep.networks.reduce((total, { bp, pc }) => total + sum(bp.running) + sum(pc.running), 0);
  return `${runs - running} of ${runs} runs done`;
}

export const rangeText = ({ from, to, points }: PowerLaw): string => `${numberText(from, 2)}–${numberText(to, 2)} (${points})`;

/** The sentence under the table: how the ranges of the fits were found. */
export const fitRule =
  'Medians; whiskers from the earliest to the latest run. BP’s slope is fitted over the smallest scales whose local slopes agree within 10 % (medians of 20 steps or more), PC’s over its three smallest, since it goes on flattening. Dashed: σ to the power −(L − 2) for BP and log(1/σ) for PC, through the middle of each fit.';

/** BP's escape time over PC's at the smallest scale where both are known. */
export function ratioAtSmallest({ scales }: EscapeFrame, { bp, pc }: EscapeNetwork): { ratio: number; scale: number } | null {
  for (let i = 0; i < scales.length; i++) {
    const ratio = bp.median[i] / pc.median[i];
    if (Number.isFinite(ratio)) return { ratio, scale: scales[i] };
  }
  return null;
}

/** Sentences about the runs that did not escape, and why; empty where all runs have escaped. */
export function leftOut({ networks, mostSteps }: EscapeFrame, dt: number): string[] {
  const count = (learner: 'bp' | 'pc', what: 'censored' | 'diverged' | 'overshot') =>
    networks.reduce((total, network) => total + sum(network[learner][what]), 0);
  const sentences: string[] = [];
  for (const learner of ['bp', 'pc'] as const) {
    const [censored, diverged] = [count(learner, 'censored'), count(learner, 'diverged')];
    const name = learner.toUpperCase();
    if (censored > 0)
      sentences.push(`${runs(censored)} of ${name} had not escaped by ${mostSteps.toLocaleString('en')} steps (△).`);
    if (diverged > 0) sentences.push(`${runs(diverged)} of ${name} diverged: the learning rate or dt is too large.`);
  }
  const overshot = count('pc', 'overshot');
  if (overshot > 0)
    sentences.push(
      `In ${runs(overshot)} of PC inference ended above the energy it began with: dt = ${numberText(dt, 3)} is too large for the weights reached there.`,
    );
  return sentences;
}

const runs = (count: number): string => (count === 1 ? '1 run' : `${count} runs`);
