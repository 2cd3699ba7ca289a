/** The page's one store: what is on screen, what the worker answered, and every action that changes either. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ComputeService, ComputeStatus, DataProgress } from '../../model/service.ts';
import { trainingRequest } from '../laboratories/landscapes/requests/landscapesRequests.ts';
import { lookingAt, withField } from '../view/changes.ts';
import { consistent, MOST_POINT_WEIGHTS } from '../view/consistency.ts';
import { readQuery } from '../view/readQuery.ts';
import type { View } from '../view/view.ts';
import { viewOf } from '../view/view.ts';
import type { CheckpointStorage } from './checkpoints/checkpointStorage.ts';
import { continuedText } from './checkpoints/continuedText.ts';
import { createRunMemory } from './checkpoints/runMemory.ts';
import { createConversation } from './conversation/conversation.ts';
import { createPlayer } from './createPlayer.ts';
import { loadingText } from './dataLoading.ts';
import { allKinds, type Kind, staleKinds } from './state/dependencies.ts';
import { initialState } from './state/initialState.ts';
import { createNoticeBoard } from './state/noticeBoard.ts';
import type { PageActions, PageState } from './state/pageState.ts';
import type { CalibrationStorage } from './storage/calibrationStorage.ts';

/** What the store needs of the worker's client. */
export interface Compute extends Pick<ComputeService, 'run' | 'stop' | 'status' | 'readFiles' | 'takeFiles' | 'readArchive'> {
  /** Called whenever the worker had to be started again, after its requests were rejected with `WorkerLost`. */
  onRestart(listener: (reason: string) => void): void;
  /** Called when the graphics device was lost. */
  onDeviceLost(listener: () => void): void;
  onStatus(listener: () => void): void;
  rememberCalibration(kept: unknown): void;
  forgetCalibration(): void;
  /** Called while a data set is being loaded. */
  onDataProgress(listener: (progress: DataProgress) => void): void;
}

/** What the store needs of the browser. */
export interface Surroundings {
  reducedMotion(): boolean;
  back(): void;
  forward(): void;
}

export type PageStore = StoreApi<PageState & PageActions>;

/** `storage`: where runs are kept beyond this visit, and `calibrations` what was measured of the machine; null where nowhere. */
export function createPageStore(
  compute: Compute,
  surroundings: Surroundings,
  storage: CheckpointStorage | null = null,
  calibrations: CalibrationStorage | null = null,
): PageStore {
  const store = createStore<PageState & PageActions>()((set, read) => {
    const write = (change: Partial<PageState>) => set(change);
    const board = createNoticeBoard({ read, write });
    const memory = createRunMemory(storage, {
      continued(checkpoint, origin, frame) {
        board.report('continued', 'information', continuedText(checkpoint, origin, frame));
        if (frame.progress < 1 && read().playhead === 0) goOnFrom(checkpoint.iteration);
      },
      trouble: (why) => board.report('checkpoint storage', 'warning', why),
    });
    const conversation = createConversation(compute, { read, write }, board, memory);
    const { standsAt, moveTo, start, race, goOnFrom, run } = createPlayer({
      read,
      write,
      take,
      conversation,
      reducedMotion: () => surroundings.reducedMotion(),
    });
    let heldFrom: number | null = null; // playhead when a slider was taken: a held learning rate makes one change, not many
    let coarse = false; // a surface was asked for at a reduced resolution
    let started = false; // before that, nothing is asked

    compute.onRestart((reason) => {
      board.notify('information', `The compute worker was restarted (${reason}); nothing is lost`);
      askStatus();
    });

    compute.onDeviceLost(() => {
      board.notify('information', 'The graphics device was lost; what it was computing goes on from its last frame');
      askStatus();
    });

    compute.onStatus(askStatus);

    const measuredBefore = calibrations?.load();
    if (measuredBefore) compute.rememberCalibration(measuredBefore);

    compute.onDataProgress((progress) => board.report('loading', 'information', loadingText(progress)));

    function askStatus(): void {
      compute
        .status()
        .then(takeStatus, (error: Error) =>
          board.report('status', 'error', `The compute worker does not answer: ${error.message}`),
        );
    }

    function takeStatus(status: ComputeStatus): void {
      write({ status });
      compute.rememberCalibration(status.calibration);
      calibrations?.keep(status.calibration);
    }

    function ask(kinds: ReadonlySet<Kind>): void {
      if (!started) return;
      if (read().dragging && (kinds.has('landscape') || kinds.has('volume'))) coarse = true;
      conversation.ask(kinds);
    }

    /** The one way in which the view changes: consistently, and recomputing only what depends on the change, and what is `alsoStale`. */
    function take(next: View, changes: Partial<PageState> = {}, alsoStale: Kind[] = []): void {
      const before = viewOf(read());
      const after = consistent(next);
      standsAt(after.playhead);
      write({ ...after, ...changes });
      ask(new Set([...staleKinds(before, after), ...alsoStale]));
    }

    return {
      ...initialState,

      begin() {
        started = true;
        askStatus();
        ask(new Set(allKinds));
        if (read().playing) start();
      },
      measureAgain: compute.forgetCalibration,
      set(field, value) {
        const next = withField(viewOf(read()), field, value, heldFrom ?? read().playhead);
        if (field === 'experiment') race(next);
        else take(next);
      },
      setDragging(dragging) {
        if (dragging === read().dragging) return;
        heldFrom = dragging ? read().playhead : null;
        write({ dragging });
        if (!dragging && coarse) ask(new Set<Kind>(['landscape', 'volume']));
        coarse = false;
      },
      setTime: (time) => take({ ...viewOf(read()), time }),
      setCamera: (camera) => write({ camera }),
      placeStart: (start) => race({ ...viewOf(read()), start }),
      lookAt(weights) {
        if (weights.length <= MOST_POINT_WEIGHTS) race(lookingAt(viewOf(read()), Array.from(weights)));
        else
          board.notify(
            'error',
            `This point has ${weights.length} weights: at most ${MOST_POINT_WEIGHTS} fit into the address, so it cannot be looked at`,
          );
      },
      run,
      pause() {
        write({ playing: false });
        memory.flush();
      },
      step: () => moveTo(read().playhead + 1, { playing: false }),
      reset() {
        const again = memory.forget(trainingRequest(read()));
        take({ ...viewOf(read()), playhead: 0, rateChanges: [] }, { playing: false }, again ? ['training'] : []);
      },
      scrub: (iteration) => moveTo(Math.max(0, Math.round(iteration)), { playing: false }),
      setSpeed: (speed) => write({ speed }),
      extend(iterations) {
        take(withField(viewOf(read()), 'iterations', read().controls.iterations + iterations));
        read().run();
      },
      restore(query) {
        const { view, replaced, hasPlayhead } = readQuery(query);
        for (const sentence of replaced) board.notify('warning', sentence);
        if (!hasPlayhead) race(view);
        else take(view, { playing: false });
      },
      show: (view) => take(view),
      readFiles: (files) => compute.readFiles(files),
      async takeFiles(files, choice) {
        const { inputs, outputs, channels, fingerprint } = await compute.takeFiles(files, choice);
        const own = { data: 'own', ownInputs: inputs, ownOutputs: outputs, ownChannels: channels, ownData: fingerprint } as const;
        const view = viewOf(read());
        race({ ...view, controls: { ...view.controls, ...own } });
      },
      stop(kind) {
        conversation.stop(kind);
        if (kind !== 'training') return;
        write({ playing: false }); // nothing more comes to play
        memory.flush();
      },
      resume: (kind) => conversation.resume(kind),
      latestCheckpoint: () => memory.latest(trainingRequest(read())),
      async openCheckpoint(file) {
        const { readCheckpoint } = await import('../checkpointFile/readCheckpoint.ts');
        const { view, checkpoint, savedAt } = await readCheckpoint(file, compute.readArchive);
        memory.adopt(checkpoint, trainingRequest(view), { savedAt, file: file.name });
        take(view, { playing: false }, ['training']);
      },
      storeCheckpoint: memory.flush,
      undo: () => read().canUndo && surroundings.back(),
      redo: () => read().canRedo && surroundings.forward(),
      notify: board.notify,
      dismiss: board.dismiss,
    };
  });
  return store;
}
