/** The timeline's clock: moves the playhead while playing, waits for the worker, stops at the end. */

/** The run as the clock sees it. */
export interface Tempo {
  playhead: number;
  /** Iterations a second. */
  pace: number;
  /** Iteration up to which the run is computed. */
  edge: number;
  /** Whether the run grows beyond the edge. */
  goesOn: boolean;
}

/** Where the playhead stands after `milliseconds`, fractions of an iteration included, and whether the race is over. */
export function advance({ playhead, pace, edge, goesOn }: Tempo, milliseconds: number): { playhead: number; over: boolean } {
  const moved = Math.min(edge, playhead + (pace * milliseconds) / 1000);
  return { playhead: Math.max(playhead, moved), over: !goesOn && moved >= edge };
}

/** Longest time between two pictures that counts: a page that takes long to draw keeps its pace, a hidden one does not catch up. */
const LONGEST_STEP_MS = 1000;

export interface Clock {
  start(): void;
  stop(): void;
}

/** Ticks once a picture, from the moment it is started until `tick` says it is over. */
export function createClock(tick: (milliseconds: number) => { over: boolean }): Clock {
  let request: number | null = null;
  let last = 0;
  const onPicture = (now: number) => {
    const { over } = tick(Math.min(now - last, LONGEST_STEP_MS));
    last = now;
    request = over ? null : requestAnimationFrame(onPicture);
  };
  return {
    start() {
      if (request !== null) return;
      last = performance.now();
      request = requestAnimationFrame(onPicture);
    },
    stop() {
      if (request !== null) cancelAnimationFrame(request);
      request = null;
    },
  };
}
