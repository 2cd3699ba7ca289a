/** The page's one store: what is on screen, what the worker answered, and every action that changes either. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TrainingCheckpoint } from '../../model/landscapes/trainingFrames.ts';
import { consistent } from '../view/consistency.ts';
import type { CheckpointStorage } from './checkpoints/checkpointStorage.ts';
import { continuedText } from './checkpoints/continuedNotice.ts';
import { createRunMemory, type RunMemory } from './checkpoints/runMemory.ts';
import type { Accept } from './checkpoints/storedCheckpoints.ts';
import { createConversation } from './conversation/conversation.ts';
import { allKinds } from './conversation/kinds.ts';
import { createPlayer, type Player } from './createPlayer.ts';
import { fileActions } from './fileActions.ts';
import { initialState } from './initialState.ts';
import { type Compute, listenToWorker } from './listenToWorker.ts';
import { runActions } from './runActions.ts';
import { createNoticeBoard, type NoticeBoard } from './state/noticeBoard.ts';
import type { PageActions, PageState, StateAccess } from './state/pageState.ts';
import type { CalibrationStorage } from './storage/calibrationStorage.ts';
import type { StoreParts } from './storeParts.ts';
import { viewActions } from './viewActions.ts';

/** The browser, as the store uses it. */
export interface Surroundings {
  reducedMotion(): boolean;
  back(): void;
  forward(): void;
}

export type PageStore = StoreApi<PageState & PageActions>;

/** `storage`: where runs are stored beyond this visit, and `calibrations` the times measured on the machine; null where nowhere. */
export function createPageStore(
  compute: Compute,
  surroundings: Surroundings,
  storage: CheckpointStorage | null = null,
  calibrations: CalibrationStorage | null = null,
): PageStore {
  return createStore<PageState & PageActions>()((write, read) => {
    const state: StateAccess = { read, write };
    const board = createNoticeBoard(state);
    const memory = memoryOfRuns(storage, compute, state, board, () => player);
    const conversation = createConversation(compute, state, board, memory);
    const askStatus = listenToWorker(compute, state, board, calibrations);
    let begun = false; // before the page has begun, nothing is asked

    const refresh = () => begun && conversation.refresh();

    const take: StoreParts['take'] = (next, changes = {}) => {
      const after = consistent(next);
      player.standsAt(after.playhead);
      write({ ...after, ...changes });
      refresh();
    };

    compute.onReturn(() => {
      for (const kind of allKinds) if (read().failure[kind] !== null) conversation.forget(kind);
      askStatus();
      refresh();
    });

    const player: Player = createPlayer({ ...state, take, conversation, reducedMotion: () => surroundings.reducedMotion() });
    const parts: StoreParts = { ...state, compute, board, memory, conversation, player, take, refresh };

    return {
      ...initialState,
      ...viewActions(parts),
      ...runActions(parts),
      ...fileActions(parts),
      begin() {
        begun = true;
        askStatus();
        refresh();
        if (read().playing) player.start();
      },
      measureAgain: compute.forgetCalibration,
      undo: () => read().canUndo && surroundings.back(),
      redo: () => read().canRedo && surroundings.forward(),
      notify: board.notify,
      dismiss: board.dismiss,
      dismissAll: board.dismissAll,
    };
  });
}

/** The memory of runs, which tells a person where a run goes on from, that a checkpoint could not be stored, and that a stored one was of no use. */
function memoryOfRuns(
  storage: CheckpointStorage | null,
  { checkCheckpoint }: Compute,
  { read }: StateAccess,
  board: NoticeBoard,
  player: () => Player,
): RunMemory {
  const accept: Accept = async (request, checkpoint) => {
    await checkCheckpoint(request, checkpoint);
    return checkpoint as TrainingCheckpoint;
  };
  return createRunMemory(storage, accept, {
    continued(checkpoint, origin, frame) {
      board.report('continued', 'information', continuedText(checkpoint, origin, frame));
      if (frame.progress < 1 && read().playhead === 0) player().goOnFrom(checkpoint.iteration);
    },
    trouble: (why) => board.report('checkpoint storage', 'warning', why),
    removed: (why) => board.report('removed checkpoint', 'warning', why),
  });
}
