/** The laboratories, and every kind of experiment in them, with the request that the page sends and the frame that the worker answers with. */
import type { ComparisonExperiments } from './comparison/experiments.ts';
import type { LandscapesExperiments } from './landscapes/experiments.ts';
import type { MoonsExperiments } from './moons/experiments.ts';
import type { UnsupervisedExperiments } from './unsupervised/experiments.ts';

/** One line a laboratory: the name that a person reads. */
export const laboratoryLabels = {
  landscapes: 'Landscapes',
  comparison: 'BP and PC compared',
  moons: 'Two moons',
  unsupervised: 'Unsupervised PC',
} as const;

/** One line a laboratory; its rows map each kind to its request and its frame. */
export interface Experiments extends LandscapesExperiments, ComparisonExperiments, MoonsExperiments, UnsupervisedExperiments {}

export type Kind = keyof Experiments;
export type RequestOf<K extends Kind> = Experiments[K]['request'];
export type FrameOf<K extends Kind> = Experiments[K]['frame'];

export type ExperimentRequest = RequestOf<Kind>;
export type ExperimentFrame = FrameOf<Kind>;

/** The newest frame of each kind; null before the first one. */
export type Frames = { [K in Kind]: FrameOf<K> | null };
