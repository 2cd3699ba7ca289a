/** What the conversation knows of each experiment, and what those who ask for it need of the conversation. Types only. */
import type { ExperimentFrame } from '../../../model/landscapes/frames.ts';
import type { RunMemory } from '../checkpoints/runMemory.ts';
import type { Kind } from '../state/dependencies.ts';
import type { PageState } from '../state/pageState.ts';
import type { Lane, LaneListener } from './lane.ts';

/** One experiment's way of being asked for. */
export interface Question {
  lane: Pick<Lane<ExperimentFrame>, 'answered' | 'rest' | 'abandon'>;
  /** Asks as the view is now. */
  ask(): void;
}

/** One that can be stopped and taken up again. */
export interface Job extends Question {
  /** Goes on from what it has answered. */
  resume(): void;
}

export interface StateAccess {
  read(): PageState;
  write(change: Partial<PageState>): void;
}

/** What an experiment does with its own frames, and when its newest request is over. */
export type Receiver<Frame extends ExperimentFrame> = Pick<LaneListener<Frame>, 'frame'> &
  Partial<Pick<LaneListener<Frame>, 'finished'>>;

export interface Talk extends StateAccess {
  /** The checkpoints that runs go on from. */
  memory: RunMemory;
  open<Frame extends ExperimentFrame>(kind: Frame['kind'], receiver: Receiver<Frame>): Lane<Frame>;
  /** As of the conversation: those that are on screen, and the others once they are. */
  ask(kinds: ReadonlySet<Kind>): void;
  /** Forgets an answer that no longer holds, and stops the work on one. */
  drop(kind: Kind): void;
}
