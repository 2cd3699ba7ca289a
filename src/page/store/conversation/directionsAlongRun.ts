/** When directions are asked for: along a run once it is over, and at the playhead's weights whenever they move. */
import type { DirectionsFrame } from '../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import type { DirectionsRequest } from '../../../model/requests.ts';
import { directionsRequest } from '../../laboratories/landscapes/requests/landscapesRequests.ts';
import type { PageState } from '../state/pageState.ts';
import { visitedWeights } from '../state/visitedWeights.ts';
import type { Lane } from './lane.ts';

interface Asking {
  lane: Lane<DirectionsFrame>;
  read(): PageState;
  write(change: Partial<PageState>): void;
  /** The weights to look at; null for the start's. */
  weights(): Float64Array | null;
}

export interface DirectionsAlongRun {
  /** Asks as the view is now, or as soon as the run is over. */
  ask(): void;
  receive(frame: DirectionsFrame): void;
  /** The newest request was answered in full: what waited for it is asked. */
  askIfDue(): void;
}

export function createDirectionsAlongRun({ lane, read, write, weights }: Asking): DirectionsAlongRun {
  let known: { run: TrainingFrame | null; directions: DirectionsFrame['training'] } = { run: null, directions: null };
  let askedAlong: TrainingFrame | null = null; // run whose points the newest request looks at
  let due = false;

  function build(): DirectionsRequest {
    const { training } = read();
    askedAlong = training === known.run ? null : training;
    return directionsRequest(read(), weights(), askedAlong && visitedWeights(askedAlong));
  }

  function ask(): void {
    const { computing, training } = read();
    // The points of a run take long: a playhead that moves on meanwhile does not begin them again.
    due = computing.directions && askedAlong !== null && askedAlong === training;
    if (!due && !computing.training) lane.ask(build, true);
  }

  return {
    ask,
    receive(frame) {
      if (askedAlong && frame.progress === 1) known = { run: askedAlong, directions: frame.training };
      write({ directions: askedAlong ? frame : { ...frame, training: known.directions } });
    },
    askIfDue: () => due && ask(),
  };
}
