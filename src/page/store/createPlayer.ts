/** Moves the playhead along the run on screen: by the clock while a person watches, or to where a person puts the playhead. */
import { presets } from '../view/presets.ts';
import { type View, viewOf, withValue } from '../view/view.ts';
import type { Conversation } from './conversation/conversation.ts';
import { playedKind } from './conversation/kinds.ts';
import { advance, createClock } from './playback.ts';
import type { PageState, StateAccess } from './state/pageState.ts';

interface Played extends StateAccess {
  /** The one way in which the view changes. */
  take(next: View, changes: Partial<PageState>): void;
  conversation: Pick<Conversation, 'computedEdge' | 'runGoesOn'>;
  /** Whether nothing may move by itself. */
  reducedMotion(): boolean;
}

export interface Player {
  /** Has the clock go on from this iteration, at no fraction of one; called whenever the view changes. */
  standsAt(playhead: number): void;
  moveTo(playhead: number, changes?: Partial<PageState>): void;
  /** Lets the clock go, which stops by itself once nothing plays. */
  start(): void;
  /** Both learners race from the start, or have raced where nothing may move; where no run is on screen, they wait. */
  race(view: View): void;
  /** A run that was interrupted is watched from where it goes on. */
  goOnFrom(iteration: number): void;
  /** The run on screen is watched from where it stands, and from the start where that is its end. */
  run(): void;
}

export function createPlayer({ read, write, take, conversation, reducedMotion }: Played): Player {
  const clock = createClock(tick);
  let position = 0; // the playhead with its fraction of an iteration

  function tick(milliseconds: number): { over: boolean } {
    const { playing, speed, playhead, controls } = read();
    if (!playing) return { over: true };
    const tempo = {
      playhead: position,
      pace: presets[controls.experiment].pace * speed,
      edge: conversation.computedEdge(),
      goesOn: conversation.runGoesOn(),
    };
    const next = advance(tempo, milliseconds);
    if (Math.floor(next.playhead) !== playhead) moveTo(Math.floor(next.playhead));
    position = next.playhead;
    if (next.over) write({ playing: false });
    return next;
  }

  function moveTo(playhead: number, changes: Partial<PageState> = {}): void {
    take({ ...viewOf(read()), playhead }, changes);
  }

  return {
    standsAt(playhead) {
      position = playhead;
    },
    moveTo,
    start: clock.start,
    race(view) {
      const isSeen = playedKind(view) !== null;
      const still = reducedMotion();
      take(withValue(view, 'at', isSeen && still ? view.controls.iterations : 0), { playing: isSeen && !still });
      if (isSeen && !still) clock.start();
    },
    goOnFrom(iteration) {
      const still = reducedMotion();
      moveTo(iteration, { playing: !still });
      if (!still) clock.start();
    },
    run() {
      if (!playedKind(read())) return;
      const { playhead, controls } = read();
      if (reducedMotion()) return moveTo(controls.iterations);
      if (playhead >= controls.iterations) moveTo(0);
      write({ playing: true });
      clock.start();
    },
  };
}
