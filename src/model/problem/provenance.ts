/** Statements of every frame about itself: how the frame was computed, and how far theory and experiment differ. Types only. */
import type { BackendName } from './problem.ts';

/** How a frame was computed. */
export interface Provenance {
  backend: BackendName;
  /** Time spent computing since the request began. */
  milliseconds: number;
  /** 0 to 1; the last frame says 1. */
  progress: number;
}

/** Theory against experiment: the largest absolute difference, and what was compared. */
export interface Agreement {
  what: string;
  difference: number;
}
