/** The store's side of the talk with the worker: which experiments to ask for, and what their frames change. */
import type {
  ExperimentFrame,
  InferenceFrame,
  LandscapeFrame,
  LandscapeRequest,
  LearnerPath,
  TrainingFrame,
  TrainingRequest,
  VolumeFrame,
} from '../../model/requests.ts';
import { createCheckpoints } from './checkpoints.ts';
import type { Kind } from './dependencies.ts';
import { inferenceDivergence, learnerDivergence } from './divergence.ts';
import { createLane, type LaneListener, type Run } from './lane.ts';
import type { NoticeBoard } from './noticeBoard.ts';
import type { PageState } from './pageState.ts';
import { playheadWeights } from './playheadWeights.ts';
import { inferenceRequest, landscapeRequest, trainingRequest, volumeRequest } from './requests.ts';

export interface Conversation {
  /** Asks for these experiments as the view is now. */
  ask(kinds: ReadonlySet<Kind>): void;
  /** Iteration up to which the current run is known; 0 until its first frame. */
  computedEdge(): number;
  /** Whether more of the current run is on its way, or still to be asked for. */
  trainingGoesOn(): boolean;
}

export interface StateAccess {
  read(): PageState;
  write(change: Partial<PageState>): void;
}

const NAMES: Readonly<Record<Kind, string>> = {
  landscape: 'Landscape',
  volume: 'Volume',
  training: 'Training',
  inference: 'Inference',
};

/** `onReplay` is told that the machine failed, so that the status can be asked for again. */
export function createConversation(
  run: Run,
  { read, write }: StateAccess,
  board: NoticeBoard,
  onReplay: () => void,
): Conversation {
  const checkpoints = createCheckpoints();
  let inferredAt: Float64Array | null | undefined; // weights of the newest inference request
  let inferenceIsDue = false; // it waits for the run whose weights it looks at

  const lanes = {
    landscape: createLane<LandscapeFrame>(run, listenTo('landscape', receiveLandscape)),
    volume: createLane<VolumeFrame>(
      run,
      listenTo('volume', (frame) => write({ volume: frame })),
    ),
    training: createLane<TrainingFrame>(run, listenTo('training', receiveTraining)),
    inference: createLane<InferenceFrame>(
      run,
      listenTo('inference', (frame) => write({ inference: frame })),
    ),
  };

  function listenTo<Frame extends ExperimentFrame>(
    kind: Frame['kind'],
    receive: LaneListener<Frame>['frame'],
  ): LaneListener<Frame> {
    const computing = (is: boolean) => write({ computing: { ...read().computing, [kind]: is } });
    const failure = (text: string | null) =>
      read().failure[kind] !== text && write({ failure: { ...read().failure, [kind]: text } });
    return {
      asked() {
        computing(true);
        failure(null);
      },
      frame(frame, request) {
        receive(frame, request);
        reportOn(frame);
      },
      finished() {
        computing(false);
        if (kind === 'training') askForDueInference();
      },
      failed(error) {
        failure(error.message);
        board.report(kind, 'error', `${NAMES[kind]}: ${error.message}`);
      },
      replayed(error) {
        if (error.name === 'DeviceLost')
          board.notify('information', 'The graphics device was lost; the page continues from its last frame');
        onReplay();
      },
    };
  }

  /** Says what a frame reports, and withdraws an earlier failure of the same experiment. */
  function reportOn(frame: ExperimentFrame): void {
    board.report(frame.kind, 'error', null);
    if (frame.kind === 'landscape' && frame.progress === 1)
      board.report('inference diverges', 'warning', inferenceDivergence(frame));
    if (frame.kind === 'training') board.report('learner diverges', 'warning', learnerDivergence(frame));
  }

  /** A surface asked for before the start was moved keeps the marker where the run put it. */
  function receiveLandscape(frame: LandscapeFrame, request: LandscapeRequest): void {
    const { landscape, start } = read();
    const moved = request.start?.a !== start?.a || request.start?.b !== start?.b;
    write({ landscape: moved && landscape ? { ...frame, start: landscape.start } : frame });
  }

  function receiveTraining(frame: TrainingFrame, request: TrainingRequest): void {
    const { landscape } = read();
    write({ training: frame, landscape: landscape && { ...landscape, start: startOf(frame.pcPath) } });
    checkpoints.keep(frame.checkpoint, request);
    askForDueInference();
    if (!sameWeights(playheadWeights(read(), checkpoints), inferredAt)) askInference();
  }

  function askForDueInference(): void {
    if (inferenceIsDue) askInference();
  }

  function askInference(): void {
    const runIsUnknown = !lanes.training.answered() && read().computing.training && read().parameters.probe !== 'start';
    inferenceIsDue = runIsUnknown;
    if (runIsUnknown) return;
    lanes.inference.ask(() => {
      inferredAt = lanes.training.answered() ? playheadWeights(read(), checkpoints) : null;
      return inferenceRequest(read(), inferredAt);
    }, true);
  }

  function buildTraining(): TrainingRequest {
    const fromTheStart = trainingRequest(read(), null);
    return { ...fromTheStart, resume: checkpoints.closest(fromTheStart) };
  }

  return {
    ask(kinds) {
      const { dragging } = read();
      if (kinds.has('landscape')) lanes.landscape.ask(() => landscapeRequest(read(), read().dragging), dragging);
      if (kinds.has('training')) lanes.training.ask(buildTraining, dragging);
      if (kinds.has('volume') && read().parameters.view === 'volume') {
        lanes.volume.ask(() => volumeRequest(read(), read().dragging), dragging);
      }
      if (kinds.has('inference')) askInference();
    },
    computedEdge: () => (lanes.training.answered() ? (read().training?.iteration ?? 0) : 0),
    trainingGoesOn: () => read().failure.training === null && !(lanes.training.answered() && read().training?.progress === 1),
  };
}

/** The learners' start, at its true heights: the first point of a path. */
function startOf({ a, b, loss, equilibratedEnergy, energyAtStep }: LearnerPath): LandscapeFrame['start'] {
  return {
    a: a[0],
    b: b[0],
    loss: loss[0],
    equilibratedEnergy: equilibratedEnergy[0],
    energyAtStep: Float64Array.from(energyAtStep, (heights) => heights[0]),
  };
}

function sameWeights(a: Float64Array | null, b: Float64Array | null | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((weight, i) => weight === b[i]);
}
