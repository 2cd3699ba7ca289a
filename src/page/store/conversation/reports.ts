/** Tells the page of an experiment's exchange beside its answers: that the experiment is being computed and how fast, what went wrong, and what diverges. */

import type { ComputeErrorName } from '../../../model/computeError.ts';
import type { FrameOf, Kind } from '../../../model/experiments.ts';
import { type NoticeBoard, workerFailed } from '../state/noticeBoard.ts';
import { paceFrom, paceWith } from '../state/pace.ts';
import type { PageState, StateAccess } from '../state/pageState.ts';
import type { ExchangeListener } from './exchange.ts';
import { kindRow } from './kinds.ts';

const DATA_UNAVAILABLE: ComputeErrorName = 'DataUnavailable';

/** The one notice about data that cannot be had, which every experiment misses. */
export const dataNotice = (message: string): string => `Data: ${message}`;

/** An exchange's listener that reports to the page, and hands frames and the end to `receiver`. */
export function reportingListener<K extends Kind>(
  kind: K,
  receiver: Pick<ExchangeListener<K>, 'frame' | 'finished'>,
  { read, write }: StateAccess,
  board: NoticeBoard,
): ExchangeListener<K> {
  /** Sets this kind's entry of a record that has one for each kind. */
  function note<Name extends 'computing' | 'pace' | 'failure'>(name: Name, value: PageState[Name][Kind]): void {
    if (read()[name][kind] !== value) write({ [name]: { ...read()[name], [kind]: value } });
  }
  return {
    asked() {
      note('computing', true);
      note('pace', paceFrom(performance.now()));
      note('failure', null);
    },
    frame(frame, request) {
      note('pace', paceWith(read().pace[kind]!, { at: performance.now(), progress: frame.progress }));
      reportOn(kind, frame, board);
      receiver.frame(frame, request);
    },
    finished() {
      note('computing', false);
      receiver.finished();
    },
    failed(error) {
      note('failure', error.message);
      // Every experiment misses data that cannot be had, or the worker: one notice says so.
      if (error.name === DATA_UNAVAILABLE) board.report('data', 'error', dataNotice(error.message));
      else if (error.name === 'WorkerAbsent') board.report('worker', 'error', workerFailed(error));
      else board.report(kind, 'error', `${kindRow(kind).label}: ${error.message}`);
    },
  };
}

/** Posts a frame's warning, and withdraws an earlier failure of the same experiment. */
function reportOn<K extends Kind>(kind: K, frame: FrameOf<K>, board: NoticeBoard): void {
  board.report(kind, 'error', null);
  board.report('data', 'error', null);
  const warning = kindRow(kind).warning?.(frame);
  if (warning) board.report(warning.about, 'warning', warning.text);
}
