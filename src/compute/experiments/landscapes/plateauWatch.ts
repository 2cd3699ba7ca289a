/** Finds the plateaus that a run of backpropagation rests on, the saddles that it comes near, from the norm of its gradient as it goes. */
import type { PlateauState } from '../../../model/landscapes/trainingFrames.ts';

/** The norm falls below this part of its highest since the plateau before, and rises again by this factor; */
const fallen = 1 / 5;
const risen = 2;
/** in between it stays low for at least this part of the iterations so far: a learner that bounces between walls does not rest. */
const lasting = 1 / 40;

/**
 * A plateau is where the gradient's norm is least between two rises: there the loss hardly changes any more, and then does again. The start by the
 * origin's saddle is none (the norm has not been higher before), nor is the end of a run (the norm does not rise again).
 */
export class PlateauWatch {
  private state: PlateauState;

  constructor(resume: PlateauState | null) {
    this.state = resume ? copyOf(resume) : { highest: 0, lowSince: -1, least: Number.POSITIVE_INFINITY, at: -1, weights: null };
  }

  /** Takes an iteration's gradient norm and the weights after it. Returns the plateau that has just been left, or null. */
  observe(iteration: number, norm: number, weights: Float64Array): { from: number; weights: Float64Array } | null {
    const { state } = this;
    if (norm >= state.highest) {
      this.beginAt(norm);
      return null;
    }
    if (norm < state.least && norm < fallen * state.highest) {
      if (state.lowSince < 0) state.lowSince = iteration;
      state.least = norm;
      state.at = iteration + 1;
      state.weights = weights.slice();
    }
    if (!state.weights || norm < risen * state.least) return null;
    const rested = iteration - state.lowSince >= lasting * iteration;
    const left = rested ? { from: state.at, weights: state.weights } : null;
    this.beginAt(rested ? norm : state.highest);
    return left;
  }

  checkpoint(): PlateauState {
    return copyOf(this.state);
  }

  private beginAt(highest: number): void {
    this.state = { highest, lowSince: -1, least: Number.POSITIVE_INFINITY, at: -1, weights: null };
  }
}

const copyOf = (state: PlateauState): PlateauState => ({ ...state, weights: state.weights?.slice() ?? null });
