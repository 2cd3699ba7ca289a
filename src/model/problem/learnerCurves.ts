/** The curves of a learner over its weight steps, and the state from which it goes on. Types only. */

/** Loss and accuracy on test samples, one entry a test. */
export interface LearnerTests {
  /** Steps taken before the test. */
  iteration: Int32Array;
  loss: Float64Array;
  accuracy: Float64Array;
}

/** Curves of one learner for one seed; index = iteration. */
export interface LearnerCurves {
  /** Loss of each batch before the update. */
  loss: Float64Array;
  /** Energy where the learner took its gradient, before the update (the loss itself for BP). */
  energy: Float64Array;
  /** PC alone: Theorem 1's F* at the same weights and batch; null for nonlinear nets, and where it would take too long. */
  theoryEnergy: Float64Array | null;
  gradientNorm: Float64Array;
  /** On the data's own test part, before the first step and after every epoch; null for data without one. */
  tests: LearnerTests | null;
  /** Norms by layer, [L][iteration]; null where a long run keeps none. */
  layerNorms: { gradient: Float64Array[]; parameter: Float64Array[] } | null;
  /** Iteration at which it diverged, -1 if it did not. */
  divergedAt: number;
  /** Whether the learner met a published stopping criterion and takes no more steps. */
  finished: boolean;
}

/** State from which a learner takes its next weight step exactly as an unbroken run would. */
export interface LearnerCheckpoint {
  weights: Float64Array;
  /** The optimiser's state. */
  optimiser: Float64Array;
  /** How often the published stopping rule has halved dt; a halved dt is kept for the batches that follow. */
  halvings: number;
}
