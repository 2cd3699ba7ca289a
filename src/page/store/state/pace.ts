/** Progress of an experiment's newest request, and when the request will be over, judged by when frames came. */

export interface Milestone {
  /** performance.now(), in ms. */
  at: number;
  /** 0 to 1. */
  progress: number;
}

export interface Pace {
  /** When the request went out, as performance.now(). */
  asked: number;
  /** The newest frames, at most two, the newest last. */
  frames: Milestone[];
}

export const paceFrom = (asked: number): Pace => ({ asked, frames: [] });

export const paceWith = ({ asked, frames }: Pace, frame: Milestone): Pace => ({ asked, frames: [...frames.slice(-1), frame] });

/** 0 to 1. */
export const progressOf = ({ frames }: Pace): number => frames.at(-1)?.progress ?? 0;

/**
 * Milliseconds left at `now`, if the rest goes as fast as the stretch between the last two frames. The time before the first frame is mostly
 * setting up, and would give an estimate several times too long. Null while nothing is known, and once the estimate was too short.
 */
export function timeLeft({ frames }: Pace, now: number): number | null {
  const [before, frame] = frames;
  if (!frame || frame.progress <= before.progress) return null;
  const whole = ((1 - frame.progress) * (frame.at - before.at)) / (frame.progress - before.progress);
  const left = whole - (now - frame.at);
  return left > 0 ? left : null;
}
