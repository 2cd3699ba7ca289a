/** The parts that the store's actions are made of. Types only. */
import type { View } from '../view/view.ts';
import type { RunMemory } from './checkpoints/runMemory.ts';
import type { Conversation } from './conversation/conversation.ts';
import type { Player } from './createPlayer.ts';
import type { Compute } from './listenToWorker.ts';
import type { NoticeBoard } from './state/noticeBoard.ts';
import type { PageState, StateAccess } from './state/pageState.ts';

export interface StoreParts extends StateAccess {
  compute: Compute;
  board: NoticeBoard;
  memory: RunMemory;
  conversation: Conversation;
  player: Player;
  /** The one way in which the view changes: consistently, and asking again for every experiment whose request changes with the view. */
  take(next: View, changes?: Partial<PageState>): void;
  /** Asks for every experiment whose request has changed, once the page has begun. */
  refresh(): void;
}
