/** The parts that the requests of several experiments have in common. Types only. */
import type { BackendChoice, InferenceSettings, PlaneRecipe, Problem, Start } from './problem.ts';

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
