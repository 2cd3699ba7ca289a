/** An experiment that looks at the weights of the run: asked again when they move, and not before the run says them. */
import type { ExperimentFrame } from '../../../model/landscapes/frames.ts';
import type { Lane, Request } from './lane.ts';

interface Looking<Frame extends ExperimentFrame> {
  lane: Lane<Frame>;
  /** Whether the run has still to say where its weights are. */
  waits(): boolean;
  /** The weights to look at; null for those that the request itself implies. */
  weights(): Float64Array | null;
  request(weights: Float64Array | null): Request<Frame>;
}

export interface Follower {
  /** Asks as the view is now, or as soon as the run has weights. */
  ask(): void;
  /** The run has ended: what is due waits no longer. */
  askIfDue(): void;
  /** Whether the newest request is still to come, or looks at other weights than the run has now. */
  hasMoved(): boolean;
}

export function createFollower<Frame extends ExperimentFrame>({ lane, waits, weights, request }: Looking<Frame>): Follower {
  let lookedAt: Float64Array | null | undefined; // weights of the newest request
  let due = false;

  function ask(): void {
    due = waits();
    if (due) return;
    lane.ask(() => {
      lookedAt = weights();
      return request(lookedAt);
    }, true);
  }

  return {
    ask,
    askIfDue: () => due && ask(),
    hasMoved: () => due || !sameWeights(weights(), lookedAt),
  };
}

function sameWeights(a: Float64Array | null, b: Float64Array | null | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((weight, i) => weight === b[i]);
}
