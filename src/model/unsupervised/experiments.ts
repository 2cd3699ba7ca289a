/** The experiment of the laboratory "unsupervised": its request and its frame. Types only. */
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
  /** Checkpoint to resume from, under this request's settings; null for a new run. */
  resume: UnsupervisedCheckpoint | null;
}
