/** How the page asks for the comparison of BP and PC, and for the loss surfaces around what the models have learnt: one row a kind. */

import type { ComparisonFrame } from '../../../../model/comparison/comparisonFrames.ts';
import type { ComparisonExperiments, SurfacesRequest } from '../../../../model/comparison/experiments.ts';
import type { Controls } from '../../../../model/controls.ts';
import type { KindRows } from '../../../store/state/kindRow.ts';
import { comparisonRequest, continuedComparison, surfacesRequest } from './comparisonRequests.ts';

export const comparisonKinds: KindRows<ComparisonExperiments> = {
  comparison: {
    label: 'Comparison',
    shown: isOpen,
    request: comparisonRequest,
    continued: continuedComparison,
    received: (frame, _request, { comparison }) => ({ comparison: withKnownCheckpoints(frame, comparison) }),
    ends: ['surfaces'], // around weights that are learning again they would be out of date at once, and slow the learning down
  },
  surfaces: {
    label: 'Loss surfaces',
    shown: isOpen,
    request(page) {
      const centres = page.comparison ? learntWeights(page.comparison) : [];
      return page.computing.comparison || centres.length === 0 ? null : surfacesRequest(page, centres);
    },
    startsItself: ({ comparison, surfaces }) => comparison?.progress === 1 || surfaces !== null,
  },
};

function isOpen({ laboratory }: Controls): boolean {
  return laboratory === 'comparison';
}

/** The latest known weights of each model; none of one that has diverged, around which there is nothing to see. */
const learntWeights = ({ runs, checkpoint }: ComparisonFrame): SurfacesRequest['centres'] =>
  runs.flatMap(({ model, curves }) => {
    const weights = checkpoint?.[model]?.weights;
    return weights && curves.divergedAt < 0 ? [{ model, weights }] : [];
  });

/** The models' checkpoints are read now and then: the latest of each stays known. */
function withKnownCheckpoints(frame: ComparisonFrame, before: ComparisonFrame | null): ComparisonFrame {
  const known = before?.checkpoint;
  return { ...frame, checkpoint: known || frame.checkpoint ? { ...known, ...frame.checkpoint } : null };
}
