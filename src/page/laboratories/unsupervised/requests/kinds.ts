/** How the page asks for the generative network. */
import type { UnsupervisedExperiments } from '../../../../model/unsupervised/experiments.ts';
import type { UnsupervisedFrame } from '../../../../model/unsupervised/unsupervisedFrames.ts';
import type { KindRows } from '../../../store/state/kindRow.ts';
import { continuedRun, unsupervisedRequest } from './unsupervisedRequests.ts';

export const unsupervisedKinds: KindRows<UnsupervisedExperiments> = {
  unsupervised: {
    label: 'Unsupervised PC',
    shown: ({ laboratory }) => laboratory === 'unsupervised',
    request: unsupervisedRequest,
    continued: continuedRun,
    received: (frame, _request, { unsupervised }) => ({ unsupervised: withKnownParts(frame, unsupervised) }),
    warning: (frame) => ({ about: 'learner diverges', text: divergence(frame) }),
  },
};

/** Parts that a frame leaves out stay as they were. */
function withKnownParts(frame: UnsupervisedFrame, before: UnsupervisedFrame | null): UnsupervisedFrame {
  const { images, evaluation, checkpoint } = before ?? frame;
  return {
    ...frame,
    images: frame.images ?? images,
    evaluation: frame.evaluation ?? evaluation,
    checkpoint: frame.checkpoint ?? checkpoint,
  };
}

/** When the generative network diverged, and the two settings that make it; null where it did not. */
function divergence({ divergedAt, curves }: Pick<UnsupervisedFrame, 'divergedAt' | 'curves'>): string | null {
  if (divergedAt < 0) return null;
  const { dt, learningRate } = curves.settings[curves.settings.length - 1];
  return `Unsupervised PC diverged at iteration ${divergedAt} with a step size of ${dt} and a learning rate of ${learningRate}: choose a smaller one, and it goes on from its latest checkpoint`;
}
