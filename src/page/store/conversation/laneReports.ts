/** What the page says of every experiment beside its answers: that it is being computed and how fast, what went wrong, and what diverges. */
import type { ExperimentFrame } from '../../../model/landscapes/frames.ts';
import type { ComputeErrorName } from '../../../model/service.ts';
import type { Kind } from '../state/dependencies.ts';
import { generativeDivergence, inferenceDivergence, learnerDivergence } from '../state/divergence.ts';
import type { NoticeBoard } from '../state/noticeBoard.ts';
import { type Pace, paceFrom, paceWith } from '../state/pace.ts';
import type { LaneListener } from './lane.ts';
import type { Receiver, StateAccess } from './question.ts';

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

/** Listens to a lane for the page as a whole, and hands its frames and its end to the experiment's own receiver. */
export function reportingListener<Frame extends ExperimentFrame>(
  kind: Frame['kind'],
  receiver: Receiver<Frame>,
  { read, write }: StateAccess,
  board: NoticeBoard,
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
      receiver.frame(frame, request);
      pace(paceWith(read().pace[kind]!, { at: performance.now(), progress: frame.progress }));
      reportOn(frame, board);
    },
    finished() {
      computing(false);
      receiver.finished?.();
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
function reportOn(frame: ExperimentFrame, board: NoticeBoard): void {
  board.report(frame.kind, 'error', null);
  board.report('data', 'error', null);
  if (frame.kind === 'landscape' && frame.progress === 1)
    board.report('inference diverges', 'warning', inferenceDivergence(frame));
  if (frame.kind === 'training') board.report('learner diverges', 'warning', learnerDivergence(frame));
  if (frame.kind === 'unsupervised') board.report('learner diverges', 'warning', generativeDivergence(frame));
}
