/** From what is on screen to what the worker is asked where BP and PC are compared: pure functions of the view. */
import { comparedModels, comparedNames, variantOf } from '../../../../model/comparison/comparedModels.ts';
import type { ComparisonFrame } from '../../../../model/comparison/comparisonFrames.ts';
import type { ComparisonRequest, SurfacesRequest } from '../../../../model/comparison/experiments.ts';
import { inferring, problemOf } from '../../../view/requestParts.ts';
import type { View } from '../../../view/view.ts';

/** The models that are chosen, from the seed's own start. */
export function comparisonRequest(view: View): ComparisonRequest {
  const { controls } = view;
  const { optimiser, batches, iterations, updateEvery } = controls;
  return {
    kind: 'comparison',
    problem: problemOf(view),
    ...inferring(view),
    models: comparedNames
      .filter((model) => controls[comparedModels[model].field] === 'shown')
      .map((model) => {
        const { learner, rate } = comparedModels[model];
        return { model, learner, variant: variantOf(model, updateEvery), learningRate: controls[rate] };
      }),
    optimiser,
    batches,
    iterations,
    resume: null,
  };
}

/**
 * The second request with those of its models that go on from the first one's: the same problem, learnt alike, and not too far already.
 * Null where none does.
 */
export function continuedComparison(
  before: ComparisonRequest,
  { checkpoint: known }: ComparisonFrame,
  after: ComparisonRequest,
): ComparisonRequest | null {
  const inCommon = ({ models, iterations, resume, ...rest }: ComparisonRequest) => JSON.stringify(rest);
  if (!known || inCommon(before) !== inCommon(after)) return null;
  const going = after.models.flatMap((learner) => {
    const checkpoint = known[learner.model];
    const isSame = JSON.stringify(checkpoint?.learner) === JSON.stringify(learner);
    return checkpoint && isSame && checkpoint.curves.loss.length <= after.iterations ? [[learner.model, checkpoint]] : [];
  });
  return going.length === 0 ? null : { ...after, resume: Object.fromEntries(going) };
}

/** `centres`: the weights that each model has learnt. */
export function surfacesRequest(view: View, centres: SurfacesRequest['centres']): SurfacesRequest {
  const { surfaceDomain, surfaceResolution, backend } = view.controls;
  return {
    kind: 'surfaces',
    problem: problemOf(view),
    backend,
    centres,
    domain: surfaceDomain,
    resolution: surfaceResolution,
  };
}
