/** How the comparison of BP and PC is asked for, and the loss surfaces around what its models have learnt. */
import type { ComparisonFrame, SurfacesFrame } from '../../../model/comparison/comparisonFrames.ts';
import {
  comparisonRequest,
  continuedComparison,
  surfacesRequest,
} from '../../laboratories/comparison/requests/comparisonRequests.ts';
import { hasLearnt, learntWeights } from '../state/learntWeights.ts';
import { createContinuedJob } from './continuedJob.ts';
import type { Job, Talk } from './question.ts';

export function comparisonQuestions(talk: Talk): Record<'comparison' | 'surfaces', Job> {
  const { open, read, write, drop } = talk;
  const lane = open<SurfacesFrame>('surfaces', { frame: (surfaces) => write({ surfaces }) });

  /** Around the weights that the models have learnt; while they learn, at their end. */
  function askSurfaces(): void {
    const { computing, comparison } = read();
    const centres = comparison ? learntWeights(comparison) : [];
    if (computing.comparison || centres.length === 0) return;
    lane.ask(() => surfacesRequest(read(), centres), read().dragging);
  }

  const learning = createContinuedJob<ComparisonFrame>(talk, {
    kind: 'comparison',
    request: () => comparisonRequest(read()),
    continued: continuedComparison,
    shown: () => read().comparison,
    show: (frame) => write({ comparison: frame && withKnownCheckpoints(frame, read().comparison) }),
    finished: () => hasLearnt(read()) && askSurfaces(),
  });

  /** Surfaces around weights that are still learning would be out of date at once, and slow the learning down. */
  function withoutSurfaces(learn: () => void): () => void {
    return () => {
      drop('surfaces');
      learn();
    };
  }

  return {
    comparison: { lane: learning.lane, ask: withoutSurfaces(learning.ask), resume: withoutSurfaces(learning.resume) },
    surfaces: { lane, ask: () => (hasLearnt(read()) || read().surfaces) && askSurfaces(), resume: askSurfaces },
  };
}

/** The models' checkpoints are read now and then: the latest of each is kept. */
function withKnownCheckpoints(frame: ComparisonFrame, before: ComparisonFrame | null): ComparisonFrame {
  const known = before?.checkpoint;
  return { ...frame, checkpoint: known || frame.checkpoint ? { ...known, ...frame.checkpoint } : null };
}
