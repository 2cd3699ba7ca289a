/** The experiment of the laboratory "unsupervised": what it is asked, and the frame that answers. Types only. */
import type { InferringRequest } from '../problem/requestAndFrame.ts';
import type { UnsupervisedCheckpoint, UnsupervisedFrame } from './unsupervisedFrames.ts';

/** One row a kind. */
export interface UnsupervisedExperiments {
  unsupervised: { request: UnsupervisedRequest; frame: UnsupervisedFrame };
}

/** The problem's network has free inputs, and as many outputs as the data's images have pixels; its weights learn by Adam. */
export interface UnsupervisedRequest extends InferringRequest {
  kind: 'unsupervised';
  learningRate: number;
  /** Weight steps. */
  iterations: number;
  /** kappa of the L1 prior on activities; 0 for none. */
  sparsity: number;
  /** Inference steps at which reconstructions are wanted, ascending to T. */
  record: number[];
  /** Go on from here, with the settings of this request. */
  resume: UnsupervisedCheckpoint | null;
}
