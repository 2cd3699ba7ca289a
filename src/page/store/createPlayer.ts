/** What moves the playhead along the run on screen: the clock while it is watched, and whoever puts it somewhere. */
import { presets } from '../view/presets.ts';
import type { View } from '../view/view.ts';
import { viewOf } from '../view/view.ts';
import type { Conversation } from './conversation/conversation.ts';
import type { StateAccess } from './conversation/question.ts';
import { isPlayed } from './state/dependencies.ts';
import type { PageState } from './state/pageState.ts';
import { advance, createClock } from './state/playback.ts';

interface Played extends StateAccess {
  /** The one way in which the view changes. */
  take(next: View, changes: Partial<PageState>): void;
  conversation: Pick<Conversation, 'computedEdge' | 'runGoesOn'>;
  /** Whether nothing may move by itself. */
  reducedMotion(): boolean;
}

export interface Player {
  /** Said whenever the view changes: the clock goes on from there, at no fraction of an iteration. */
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
      const isSeen = isPlayed(view);
      const still = reducedMotion();
      take({ ...view, playhead: isSeen && still ? view.controls.iterations : 0 }, { playing: isSeen && !still });
      if (isSeen && !still) clock.start();
    },
    goOnFrom(iteration) {
      const still = reducedMotion();
      moveTo(iteration, { playing: !still });
      if (!still) clock.start();
    },
    run() {
      if (!isPlayed(viewOf(read()))) return;
      const { playhead, controls } = read();
      if (reducedMotion()) return moveTo(controls.iterations);
      if (playhead >= controls.iterations) moveTo(0);
      write({ playing: true });
      clock.start();
    },
  };
}
