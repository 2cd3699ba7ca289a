/** What the compared models have learnt: the centres of their loss surfaces. */
import type { ComparisonFrame } from '../../../model/comparison/comparisonFrames.ts';
import type { SurfacesRequest } from '../../../model/requests.ts';
import type { PageState } from './pageState.ts';

/** Whether every model has taken all its steps, or diverged. */
export const hasLearnt = ({ comparison }: Pick<PageState, 'comparison'>): boolean => comparison?.progress === 1;

/** The latest known weights of each model; none of one that has diverged, around which there is nothing to see. */
export const learntWeights = ({ runs, checkpoint }: ComparisonFrame): SurfacesRequest['centres'] =>
  runs.flatMap(({ model, curves }) => {
    const weights = checkpoint?.[model]?.weights;
    return weights && curves.divergedAt < 0 ? [{ model, weights }] : [];
  });
