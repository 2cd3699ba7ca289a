/** From what is on screen to what the worker is asked of the generative network: pure functions of the view. */
import type { UnsupervisedRequest } from '../../../../model/unsupervised/experiments.ts';
import type { UnsupervisedFrame } from '../../../../model/unsupervised/unsupervisedFrames.ts';
import { generativeNetworkOf } from '../../../view/networkOf.ts';
import { problemOf, recordedSteps } from '../../../view/requestParts.ts';
import type { View } from '../../../view/view.ts';

/** Steps whose pictures are kept, at most. */
const RECORDED_PICTURES = 15;

/** From the start: as published, weights start at PyTorch's default, around no saddle and on no plane. */
export function unsupervisedRequest(view: View): UnsupervisedRequest {
  const { dt, steps, learningRate, iterations, sparsity, backend } = view.controls;
  return {
    kind: 'unsupervised',
    problem: {
      ...problemOf(view),
      network: generativeNetworkOf(view.controls),
      initial: 'uniform',
      scale: 1,
      saddle: { kind: 'origin' },
    },
    inference: { dt, steps },
    backend,
    learningRate,
    iterations,
    sparsity,
    record: recordedSteps(steps, RECORDED_PICTURES),
    resume: null,
  };
}

/**
 * The second run from the first one's latest checkpoint, if that is of the same network on the same batches and path, and no further than is
 * asked for; null where it must start again.
 */
export function continuedRun(
  before: UnsupervisedRequest,
  { checkpoint }: UnsupervisedFrame,
  after: UnsupervisedRequest,
): UnsupervisedRequest | null {
  const sameRun = ({ problem, backend }: UnsupervisedRequest) => JSON.stringify({ problem, backend });
  const goesOn = checkpoint && sameRun(before) === sameRun(after) && checkpoint.iteration <= after.iterations;
  return goesOn ? { ...after, resume: checkpoint } : null;
}
