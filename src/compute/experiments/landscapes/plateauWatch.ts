/** Finds the plateaus of a BP run, which are near saddles, from the norm of the gradient at each iteration. */
import type { PlateauState } from '../../../model/landscapes/trainingFrames.ts';

/** On a plateau the norm falls below this part of its highest since the last plateau; the plateau ends when the norm has risen by this factor. */
const fallen = 1 / 5;
const risen = 2;
/** The norm stays low for at least this part of the iterations so far: shorter dips are oscillations, no plateaus. */
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

  /** Takes an iteration's gradient norm and the weights after that iteration. Returns the plateau that BP has just left, or null. */
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
