/** Fields that the requests of all experiments share, and those that their frames share. */
import type { BackendChoice, BackendName, InferenceSettings, PlaneRecipe, Problem, Start } from './problem.ts';

/** Every experiment computes on a problem, made from a seed. */
export interface Request {
  problem: Problem;
}

/** An experiment that computes on the path that a person chose, and infers. */
export interface InferringRequest extends Request {
  inference: InferenceSettings;
  backend: BackendChoice;
}

/** An experiment that draws on a plane through weight space, or starts from a point of one. */
export interface PlaneRequest extends InferringRequest {
  plane: PlaneRecipe;
  start: Start;
}

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

/** An equilibrium is at rest where the largest |dF/dz| is at most this part of that at the feedforward pass. */
export const restingResidual = 1e-9;
