/** Divergence in words: frames report at which step it happened, a person also needs to know what would be stable. */
import type { LandscapeFrame } from '../../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { LearnerCurves } from '../../../../model/problem/learnerCurves.ts';

/** `Inference diverges from step 12 on 34 % of the plane; the largest stable step size here is 0.41`; null where it does not. */
export function inferenceDivergence({ divergedAt, stableDt }: LandscapeFrame): string | null {
  const extent = divergenceExtent(divergedAt);
  if (!extent) return null;
  const { first, share } = extent;
  const remedy =
    stableDt === null ? 'try a smaller step size' : `the largest stable step size on this plane is ${significant(stableDt)}`;
  return `Inference diverges from step ${first} on ${share} % of the plane (hatched); ${remedy}`;
}

/** First step at which any grid point diverged, and on how many per cent of them it did (at least 1); null where none did. */
export function divergenceExtent(divergedAt: Int32Array): { first: number; share: number } | null {
  const steps = divergedAt.filter((step) => step >= 0);
  if (steps.length === 0) return null;
  const first = steps.reduce((least, step) => Math.min(least, step));
  return { first, share: Math.max(1, Math.round((100 * steps.length) / divergedAt.length)) };
}

/** Names the learners that diverged, and when; null if none did. Before any step of the weights it is PC's inference that diverges. */
export function learnerDivergence({ bp, pc }: Pick<TrainingFrame, 'bp' | 'pc'>): string | null {
  const found = [
    { name: 'BP', at: firstDivergence(bp) },
    { name: 'PC', at: firstDivergence(pc) },
  ].filter(({ at }) => at >= 0);
  if (found.length === 0) return null;
  const when = found.map(({ name, at }) => `${name} diverged at iteration ${at}`).join(' and ');
  const remedies = new Set(found.map(({ name, at }) => (name === 'PC' && at === 0 ? 'step size' : 'learning rate')));
  return `${when}: ${found.length > 1 ? 'their runs stop' : 'its run stops'} there; try a smaller ${[...remedies].join(' and a smaller ')}`;
}

/** The first iteration at which one of the runs did; -1 where none did. */
function firstDivergence(runs: LearnerCurves[]): number {
  const at = runs.map((run) => run.divergedAt).filter((iteration) => iteration >= 0);
  return at.length === 0 ? -1 : Math.min(...at);
}

/** Rounded down, so that what is shown is itself stable. */
function significant(dt: number): string {
  const unit = 10 ** (Math.floor(Math.log10(dt)) - 2);
  return (Math.floor(dt / unit) * unit).toPrecision(3);
}
