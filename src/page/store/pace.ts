/** How far an experiment's newest request is and when it will be over, judged by when its frames came. */

export interface Milestone {
  /** performance.now(), in ms. */
  at: number;
  /** 0 to 1. */
  progress: number;
}

export interface Pace {
  /** When the request went out; its progress then is 0. */
  asked: Milestone;
  /** The newest frame of the request, and the one before it (or the request itself); null before the first frame. */
  latest: { before: Milestone; frame: Milestone } | null;
}

export const paceFrom = (at: number): Pace => ({ asked: { at, progress: 0 }, latest: null });

export const paceWith = ({ asked, latest }: Pace, frame: Milestone): Pace => ({
  asked,
  latest: { before: latest?.frame ?? asked, frame },
});

/** 0 to 1. */
export const progressOf = (pace: Pace): number => pace.latest?.frame.progress ?? 0;

/**
 * Milliseconds left at `now` if the rest goes as fast as what came between the last two frames: setting up is not counted to it once
 * two frames are there. Null where nothing is known: before the first frame, and once the estimate has turned out too short.
 */
export function timeLeft({ latest }: Pace, now: number): number | null {
  if (!latest || latest.frame.progress <= latest.before.progress) return null;
  const { before, frame } = latest;
  const whole = ((1 - frame.progress) * (frame.at - before.at)) / (frame.progress - before.progress);
  const left = whole - (now - frame.at);
  return left > 0 ? left : null;
}
