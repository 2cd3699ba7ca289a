/** The store's side of the talk with the worker: which experiments to ask for, and what their frames change. */
import type { ComparisonFrame, SurfacesFrame } from '../../model/comparisonFrames.ts';
import type {
  DataFrame,
  DirectionsFrame,
  EscapeFrame,
  ExperimentFrame,
  InferenceFrame,
  LandscapeFrame,
  SaddlesFrame,
  SpectrumFrame,
  VolumeFrame,
} from '../../model/frames.ts';
import type { ActivityRatesFrame, DecisionFrame } from '../../model/moonsFrames.ts';
import type {
  ActivityRatesRequest,
  ComparisonRequest,
  EscapeRequest,
  LandscapeRequest,
  SaddlesRequest,
  TrainingRequest,
  UnsupervisedRequest,
} from '../../model/requests.ts';
import type { ComputeErrorName } from '../../model/service.ts';
import type { LearnerPath, TrainingFrame } from '../../model/trainingFrames.ts';
import type { UnsupervisedFrame } from '../../model/unsupervisedFrames.ts';
import type { RunMemory } from './checkpoints/runMemory.ts';
import { isShown, type Kind } from './dependencies.ts';
import { createDirectionsAlongRun } from './directionsAlongRun.ts';
import { generativeDivergence, inferenceDivergence, learnerDivergence } from './divergence.ts';
import { createFollower } from './follower.ts';
import { createLane, type LaneListener, type Run } from './lane.ts';
import { hasLearnt, learntWeights } from './learntWeights.ts';
import { activityRatesRequest, decisionRequest, knownRuns } from './moonsRequests.ts';
import type { NoticeBoard } from './noticeBoard.ts';
import { type Pace, paceFrom, paceWith } from './pace.ts';
import type { PageState, Resumable } from './pageState.ts';
import { playheadWeights, shownWeights } from './playheadWeights.ts';
import {
  comparisonRequest,
  continuedComparison,
  continuedRun,
  continuedSearch,
  dataRequest,
  escapeRequest,
  inferenceRequest,
  landscapeRequest,
  saddlesRequest,
  spectrumRequest,
  surfacesRequest,
  trainingRequest,
  unsupervisedRequest,
  volumeRequest,
} from './requests.ts';

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

export interface StateAccess {
  read(): PageState;
  write(change: Partial<PageState>): void;
}

const NAMES: Readonly<Record<Kind, string>> = {
  landscape: 'Landscape',
  volume: 'Volume',
  training: 'Training',
  inference: 'Inference',
  directions: 'Directions',
  escape: 'Escape time',
  saddles: 'Saddle search',
  unsupervised: 'Unsupervised PC',
  spectrum: 'Spectrum',
  data: 'Data',
  comparison: 'Comparison',
  surfaces: 'Loss surfaces',
  activityRates: 'Activity rates',
  decision: 'Decision',
};

const DATA_UNAVAILABLE: ComputeErrorName = 'DataUnavailable';

/** The order in which experiments are asked for: what is largest on the page first. */
const kindsInOrder = Object.keys(NAMES) as Kind[];
/** Those that look at the run's weights. */
const followingKinds = ['inference', 'spectrum'] as const satisfies Kind[];

/** `memory`: the checkpoints that runs go on from. */
export function createConversation(
  { run, stop }: { run: Run; stop(kind: Kind): void },
  { read, write }: StateAccess,
  board: NoticeBoard,
  memory: RunMemory,
): Conversation {
  let searchedFor: SaddlesRequest | null = null; // the request that the saddles on screen answer
  let comparedFor: ComparisonRequest | null = null; // the request that the comparison on screen answers
  let swept: ActivityRatesRequest | null = null; // the request that the activity rates on screen answer
  let generatedFor: UnsupervisedRequest | null = null; // the same of the generative network
  const stale = new Set<Kind>(); // their answers no longer hold, but are not on screen either

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
    directions: createLane<DirectionsFrame>(
      run,
      listenTo('directions', (frame) => directions.receive(frame)),
    ),
    escape: createLane<EscapeFrame>(
      run,
      listenTo('escape', (frame) => write({ escape: frame })),
    ),
    saddles: createLane<SaddlesFrame>(run, listenTo('saddles', receiveSaddles)),
    unsupervised: createLane<UnsupervisedFrame>(run, listenTo('unsupervised', receiveUnsupervised)),
    spectrum: createLane<SpectrumFrame>(
      run,
      listenTo('spectrum', (frame) => write({ spectrum: frame })),
    ),
    data: createLane<DataFrame>(
      run,
      listenTo('data', (frame) => write({ data: frame })),
    ),
    activityRates: createLane<ActivityRatesFrame>(run, listenTo('activityRates', receiveActivityRates)),
    decision: createLane<DecisionFrame>(
      run,
      listenTo('decision', (frame) => write({ decision: frame })),
    ),
    comparison: createLane<ComparisonFrame>(run, listenTo('comparison', receiveComparison)),
    surfaces: createLane<SurfacesFrame>(
      run,
      listenTo('surfaces', (frame) => write({ surfaces: frame })),
    ),
  };

  const isAtPlayhead = () => read().parameters.spectrumAt === 'playhead';
  const followers = {
    inference: createFollower({
      lane: lanes.inference,
      waits: () => !lanes.training.answered() && read().computing.training && read().parameters.probe !== 'start',
      weights: () => (lanes.training.answered() ? playheadWeights(read(), memory) : null),
      request: (weights) => inferenceRequest(read(), weights),
    }),
    spectrum: createFollower({
      lane: lanes.spectrum,
      waits: () => isAtPlayhead() && (!lanes.training.answered() || shownWeights(read(), memory) === null),
      weights: () => (isAtPlayhead() ? shownWeights(read(), memory) : null),
      request: (weights) => spectrumRequest(read(), weights),
    }),
  };

  const directions = createDirectionsAlongRun({
    lane: lanes.directions,
    read,
    write,
    weights: () => (lanes.training.answered() ? playheadWeights(read(), memory) : null),
  });

  function listenTo<Frame extends ExperimentFrame>(
    kind: Frame['kind'],
    receive: LaneListener<Frame>['frame'],
  ): LaneListener<Frame> {
    const computing = (is: boolean) => write({ computing: { ...read().computing, [kind]: is } });
    const pace = (is: Pace) => write({ pace: { ...read().pace, [kind]: is } });
    const failure = (text: string | null) =>
      read().failure[kind] !== text && write({ failure: { ...read().failure, [kind]: text } });
    return {
      asked() {
        computing(true);
        pace(paceFrom(performance.now()));
        failure(null);
      },
      frame(frame, request) {
        receive(frame, request);
        pace(paceWith(read().pace[kind]!, { at: performance.now(), progress: frame.progress }));
        reportOn(frame);
      },
      finished() {
        computing(false);
        if (kind === 'directions') directions.askIfDue();
        if (kind === 'comparison' && hasLearnt(read())) askSurfaces();
        if (kind !== 'training') return;
        for (const each of followingKinds) if (isShown(each, read())) followers[each].askIfDue();
        ask(new Set<Kind>(['directions'])); // along the run that is over
      },
      failed(error) {
        failure(error.message);
        // Data that cannot be had are missed by every experiment, and said once.
        if (error.name === DATA_UNAVAILABLE) board.report('data', 'error', `Data: ${error.message}`);
        else board.report(kind, 'error', `${NAMES[kind]}: ${error.message}`);
      },
    };
  }

  /** Says what a frame reports, and withdraws an earlier failure of the same experiment. */
  function reportOn(frame: ExperimentFrame): void {
    board.report(frame.kind, 'error', null);
    board.report('data', 'error', null);
    if (frame.kind === 'landscape' && frame.progress === 1)
      board.report('inference diverges', 'warning', inferenceDivergence(frame));
    if (frame.kind === 'training') board.report('learner diverges', 'warning', learnerDivergence(frame));
    if (frame.kind === 'unsupervised') board.report('learner diverges', 'warning', generativeDivergence(frame));
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
    memory.receive(frame, request);
    ask(new Set(followingKinds.filter((kind) => followers[kind].hasMoved())));
  }

  function receiveSaddles(frame: SaddlesFrame, request: SaddlesRequest): void {
    searchedFor = request;
    write({ saddles: frame });
  }

  function receiveActivityRates(frame: ActivityRatesFrame, request: ActivityRatesRequest): void {
    swept = request;
    write({ activityRates: frame });
  }

  /** The models' checkpoints are read now and then: the latest of each is kept. */
  function receiveComparison(frame: ComparisonFrame, request: ComparisonRequest): void {
    comparedFor = request;
    const known = read().comparison?.checkpoint;
    write({ comparison: { ...frame, checkpoint: known || frame.checkpoint ? { ...known, ...frame.checkpoint } : null } });
  }

  /** Parts that a frame leaves out are as they were. */
  function receiveUnsupervised(frame: UnsupervisedFrame, request: UnsupervisedRequest): void {
    const { images, look, checkpoint } = read().unsupervised ?? frame;
    generatedFor = request;
    write({
      unsupervised: {
        ...frame,
        images: frame.images ?? images,
        look: frame.look ?? look,
        checkpoint: frame.checkpoint ?? checkpoint,
      },
    });
  }

  const buildTraining = (): TrainingRequest | Promise<TrainingRequest> => memory.continued(trainingRequest(read(), null));

  /** Also what a lost worker's successor is asked: it goes on where the last frame was. */
  function buildEscape(): EscapeRequest {
    return escapeRequest(read(), read().escape?.checkpoint ?? null);
  }

  /** A new sweep begins from nothing. */
  function askEscape(): void {
    write({ escape: null });
    lanes.escape.ask(buildEscape, read().dragging);
  }

  /** Goes on from what was found where it is the same search: stopped, asked for more starts, or lost with its worker. */
  function buildSaddles(): SaddlesRequest {
    const request = saddlesRequest(read(), null);
    const { saddles } = read();
    return { ...request, resume: saddles && searchedFor && continuedSearch(searchedFor, saddles, request) };
  }

  function askSaddles(): void {
    if (!buildSaddles().resume) write({ saddles: null });
    lanes.saddles.ask(buildSaddles, read().dragging);
  }

  /** Goes on with the runs that are known where they are those of this sweep too: stopped, asked for at more widths, or lost with its worker. */
  function buildActivityRates(): ActivityRatesRequest {
    const request = activityRatesRequest(read(), []);
    const { activityRates } = read();
    return { ...request, known: activityRates && swept ? knownRuns(swept, activityRates, request) : [] };
  }

  function askActivityRates(): void {
    if (buildActivityRates().known.length === 0) write({ activityRates: null });
    lanes.activityRates.ask(buildActivityRates, read().dragging);
  }

  /** The run that the playhead moves along. */
  const played = () => (isShown('decision', read()) ? 'decision' : 'training');

  /** Each model goes on from its own checkpoint where it learns alike: stopped, joined by others, or lost with its worker. */
  function buildComparison(): ComparisonRequest {
    const request = comparisonRequest(read(), null);
    const known = read().comparison?.checkpoint;
    return { ...request, resume: known && comparedFor ? continuedComparison(comparedFor, known, request) : null };
  }

  /** Surfaces around weights that are still learning would be out of date at once, and slow the learning down. */
  function askComparison(): void {
    drop('surfaces');
    if (!buildComparison().resume) write({ comparison: null });
    lanes.comparison.ask(buildComparison, read().dragging);
  }

  /** Around the weights that the models have learnt; while they learn, at their end. */
  function askSurfaces(): void {
    const { computing, comparison } = read();
    const centres = comparison ? learntWeights(comparison) : [];
    if (computing.comparison || centres.length === 0) return;
    lanes.surfaces.ask(() => surfacesRequest(read(), centres), read().dragging);
  }

  /** Goes on from the latest checkpoint where it is the same run: stopped, asked for other steps of inference or more of weights, or lost. */
  function buildUnsupervised(): UnsupervisedRequest {
    const request = unsupervisedRequest(read(), null);
    const { unsupervised } = read();
    return { ...request, resume: unsupervised && generatedFor && continuedRun(generatedFor, unsupervised, request) };
  }

  function askUnsupervised(): void {
    if (!buildUnsupervised().resume) write({ unsupervised: null });
    lanes.unsupervised.ask(buildUnsupervised, read().dragging);
  }

  const askFor: Readonly<Record<Kind, () => void>> = {
    landscape: () => lanes.landscape.ask(() => landscapeRequest(read(), read().dragging), read().dragging),
    volume: () => lanes.volume.ask(() => volumeRequest(read(), read().dragging), read().dragging),
    training: () => lanes.training.ask(buildTraining, read().dragging),
    directions: directions.ask,
    escape: askEscape,
    saddles: askSaddles,
    unsupervised: askUnsupervised,
    inference: followers.inference.ask,
    spectrum: followers.spectrum.ask,
    data: () => lanes.data.ask(() => dataRequest(read()), read().dragging),
    activityRates: askActivityRates,
    decision: () => lanes.decision.ask(() => decisionRequest(read()), read().dragging),
    comparison: askComparison,
    surfaces: () => (hasLearnt(read()) || read().surfaces) && askSurfaces(),
  };

  /** Forgets an answer that no longer holds, and stops the work on one. */
  function drop(kind: Kind): void {
    if (read().computing[kind]) {
      lanes[kind].abandon();
      stop(kind);
    }
    if (read()[kind]) write({ [kind]: null });
    if (read().failure[kind] !== null) write({ failure: { ...read().failure, [kind]: null } });
  }

  function ask(kinds: ReadonlySet<Kind>): void {
    for (const kind of kinds) stale.add(kind);
    for (const kind of kinds) if (!isShown(kind, read())) drop(kind); // which may ask for what is shown: then it is stale no longer
    const asked = kindsInOrder.filter((kind) => stale.has(kind) && isShown(kind, read()));
    for (const kind of asked) stale.delete(kind);
    for (const kind of asked) askFor[kind]();
  }

  const goOn: Readonly<Record<Resumable, () => void>> = {
    activityRates: () => lanes.activityRates.ask(buildActivityRates, false),
    comparison: askComparison,
    surfaces: askSurfaces,
    escape: () => lanes.escape.ask(buildEscape, false),
    saddles: () => lanes.saddles.ask(buildSaddles, false),
    training: () => lanes.training.ask(buildTraining, false),
    unsupervised: () => lanes.unsupervised.ask(buildUnsupervised, false),
  };

  return {
    ask,
    stop(kind) {
      lanes[kind].rest();
      stop(kind);
    },
    resume: (kind) => goOn[kind](),
    computedEdge: () => (lanes[played()].answered() ? (read()[played()]?.iteration ?? 0) : 0),
    runGoesOn: () => read().failure[played()] === null && !(lanes[played()].answered() && read()[played()]?.progress === 1),
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
