/** The store's side of the talk with the worker: asks for the experiments on screen whose request has changed, and drops answers that no longer hold. */
import type { Kind } from '../../../model/experiments.ts';
import type { RunMemory } from '../checkpoints/runMemory.ts';
import type { NoticeBoard } from '../state/noticeBoard.ts';
import type { StateAccess } from '../state/pageState.ts';
import type { Run } from './exchange.ts';
import { allKinds, playedKind } from './kinds.ts';
import { withMemory } from './rememberedAnswers.ts';
import { type Around, Talk } from './talk.ts';

export interface Conversation {
  /**
   * Asks for every experiment on screen whose request differs from the one asked last. An answer off the screen that no longer holds is dropped,
   * and asked for again when it is next shown: a hidden experiment costs nothing.
   */
  refresh(): void;
  /** Has the next refresh ask for this experiment whatever was asked before. */
  forget(kind: Kind): void;
  /** Asks for nothing more of this experiment; its answers so far stay. */
  stop(kind: Kind): void;
  /** Goes on with a stopped experiment from its latest answer. */
  resume(kind: Kind): void;
  /** Iteration up to which the run on screen is known; 0 until its first frame. */
  computedEdge(): number;
  /** Whether more of that run is on its way, or still to be asked for. */
  runGoesOn(): boolean;
}

/** `memory`: the checkpoints that runs go on from. */
export function createConversation(
  { run, stop }: { run: Run; stop(kind: Kind): void },
  state: StateAccess,
  board: NoticeBoard,
  memory: RunMemory,
): Conversation {
  const { read } = state;
  const isAnswered = (kind: Kind) => talks[kind].isAnswered();
  const around: Around = {
    ...state,
    run: withMemory(run, stop),
    stop,
    board,
    asking: () => ({ ...read(), memory, isAnswered }),
    changed: refresh,
    end: (kind) => talks[kind].drop(),
  };
  const talks = Object.fromEntries(allKinds.map((kind) => [kind, new Talk(kind, around)])) as { [K in Kind]: Talk<K> };
  let busy = false; // refreshing, or in the middle of a change
  let isDue = false; // something changed meanwhile

  function refresh(): void {
    isDue = true;
    if (busy) return;
    busy = true;
    while (isDue) {
      isDue = false;
      for (const kind of allKinds) talks[kind].refresh();
    }
    busy = false;
  }

  /** Makes a change that may end other experiments, and refreshes once the change is whole. */
  function refreshAfter(change: () => void): void {
    busy = true;
    change();
    busy = false;
    refresh();
  }

  return {
    refresh,
    forget: (kind) => talks[kind].forget(),
    stop: (kind) => talks[kind].stop(),
    resume: (kind) => refreshAfter(() => talks[kind].resume()),
    computedEdge() {
      const kind = playedKind(read());
      return kind ? talks[kind].reached() : 0;
    },
    runGoesOn() {
      const kind = playedKind(read()) ?? 'training';
      return read().failure[kind] === null && !(isAnswered(kind) && read()[kind]?.progress === 1);
    },
  };
}
