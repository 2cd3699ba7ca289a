/** How the generative network is asked for. */
import type { UnsupervisedFrame } from '../../../model/unsupervised/unsupervisedFrames.ts';
import { continuedRun, unsupervisedRequest } from '../../laboratories/unsupervised/requests/unsupervisedRequests.ts';
import { createContinuedJob } from './continuedJob.ts';
import type { Job, Talk } from './question.ts';

export function unsupervisedQuestions(talk: Talk): Record<'unsupervised', Job> {
  const { read, write } = talk;
  return {
    unsupervised: createContinuedJob<UnsupervisedFrame>(talk, {
      kind: 'unsupervised',
      request: () => unsupervisedRequest(read()),
      continued: continuedRun,
      shown: () => read().unsupervised,
      show: (frame) => write({ unsupervised: frame && withKnownParts(frame, read().unsupervised) }),
    }),
  };
}

/** Parts that a frame leaves out are as they were. */
function withKnownParts(frame: UnsupervisedFrame, before: UnsupervisedFrame | null): UnsupervisedFrame {
  const { images, look, checkpoint } = before ?? frame;
  return { ...frame, images: frame.images ?? images, look: frame.look ?? look, checkpoint: frame.checkpoint ?? checkpoint };
}
