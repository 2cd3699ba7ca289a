/** The actions of the timeline: run, pause, step, reset, scrub, and stopping or resuming what is computed. */
import { controls } from '../../model/controls.ts';
import { trainingRequest } from '../laboratories/landscapes/requests/landscapesRequests.ts';
import { withField } from '../view/changes.ts';
import { viewOf } from '../view/view.ts';
import type { PageActions } from './state/pageState.ts';
import type { StoreParts } from './storeParts.ts';

type RunActions = Pick<
  PageActions,
  | 'run'
  | 'pause'
  | 'step'
  | 'reset'
  | 'scrub'
  | 'setSpeed'
  | 'extend'
  | 'stop'
  | 'resume'
  | 'latestCheckpoint'
  | 'storeCheckpoint'
>;

export function runActions({ read, write, take, memory, conversation, player }: StoreParts): RunActions {
  const { moveTo, run } = player;
  return {
    run,
    pause() {
      write({ playing: false });
      memory.flush();
    },
    step: () => moveTo(read().playhead + 1, { playing: false }),
    reset() {
      if (memory.forget(trainingRequest(read()))) conversation.forget('training');
      take({ ...viewOf(read()), playhead: 0, rateChanges: [] }, { playing: false });
    },
    scrub: (iteration) => moveTo(Math.max(0, Math.round(iteration)), { playing: false }),
    setSpeed: (speed) => write({ speed }),
    extend(iterations) {
      const longer = Math.min(read().controls.iterations + iterations, controls.iterations.max);
      take(withField(viewOf(read()), 'iterations', longer));
      run();
    },
    stop(kind) {
      conversation.stop(kind);
      if (kind !== 'training') return;
      write({ playing: false }); // nothing more comes to play
      memory.flush();
    },
    resume: conversation.resume,
    latestCheckpoint: () => memory.latest(trainingRequest(read())),
    storeCheckpoint: memory.flush,
  };
}
