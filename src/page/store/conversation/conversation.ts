/**
 * The store's side of the talk with the worker: which experiments to ask for now, and which answers no longer hold.
 * How each is asked for, and what its frames change, is said by its family: `raceQuestions.ts` and its neighbours.
 */
import type { RunMemory } from '../checkpoints/runMemory.ts';
import { allKinds, isShown, type Kind } from '../state/dependencies.ts';
import type { NoticeBoard } from '../state/noticeBoard.ts';
import type { Resumable } from '../state/pageState.ts';
import { comparisonQuestions } from './comparisonQuestions.ts';
import { landscapesQuestions } from './landscapesQuestions.ts';
import { createLane, type Run } from './lane.ts';
import { reportingListener } from './laneReports.ts';
import { moonsQuestions } from './moonsQuestions.ts';
import type { Job, Question, StateAccess, Talk } from './question.ts';
import { raceQuestions } from './raceQuestions.ts';
import { withMemory } from './rememberedAnswers.ts';
import { unsupervisedQuestions } from './unsupervisedQuestions.ts';

export interface Conversation {
  /** Asks, as the view is now, for those of these experiments that are on screen; the others wait until they are, and are dropped until then. */
  ask(kinds: ReadonlySet<Kind>): void;
  /** Asks for nothing more of this experiment; what it answered stays. */
  stop(kind: Kind): void;
  /** Goes on with a stopped job from what it has answered. */
  resume(kind: Resumable): void;
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
  const { read, write } = state;
  const remembering = withMemory(run, stop);
  const stale = new Set<Kind>(); // their answers no longer hold, but are not on screen either

  const talk: Talk = {
    ...state,
    memory,
    open: (kind, receiver) => createLane(remembering, reportingListener(kind, receiver, state, board)),
    ask,
    drop,
  };
  const questions: Readonly<Record<Kind, Question> & Record<Resumable, Job>> = {
    ...landscapesQuestions(talk),
    ...raceQuestions(talk),
    ...comparisonQuestions(talk),
    ...moonsQuestions(talk),
    ...unsupervisedQuestions(talk),
  };

  function drop(kind: Kind): void {
    if (read().computing[kind]) {
      questions[kind].lane.abandon();
      stop(kind);
    }
    if (read()[kind]) write({ [kind]: null });
    if (read().failure[kind] !== null) write({ failure: { ...read().failure, [kind]: null } });
  }

  function ask(kinds: ReadonlySet<Kind>): void {
    for (const kind of kinds) stale.add(kind);
    for (const kind of kinds) if (!isShown(kind, read())) drop(kind); // which may ask for what is shown: then it is stale no longer
    const asked = allKinds.filter((kind) => stale.has(kind) && isShown(kind, read()));
    for (const kind of asked) stale.delete(kind);
    for (const kind of asked) questions[kind].ask();
  }

  /** The run that the playhead moves along. */
  const played = () => (isShown('decision', read()) ? 'decision' : 'training');
  const isAnswered = (kind: Kind) => questions[kind].lane.answered();

  return {
    ask,
    stop(kind) {
      questions[kind].lane.rest();
      stop(kind);
    },
    resume: (kind) => questions[kind].resume(),
    computedEdge: () => (isAnswered(played()) ? (read()[played()]?.iteration ?? 0) : 0),
    runGoesOn: () => read().failure[played()] === null && !(isAnswered(played()) && read()[played()]?.progress === 1),
  };
}
