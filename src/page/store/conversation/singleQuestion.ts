/** An experiment whose every request stands by itself: asked as the view is now, and its frame is put on screen. */
import type { ExperimentFrame } from '../../../model/landscapes/frames.ts';
import type { Request } from './lane.ts';
import type { Question, Receiver, Talk } from './question.ts';

interface Single<Frame extends ExperimentFrame> {
  kind: Frame['kind'];
  request(): Request<Frame>;
  show: Receiver<Frame>['frame'];
}

export function createSingleQuestion<Frame extends ExperimentFrame>(
  { open, read }: Talk,
  { kind, request, show }: Single<Frame>,
): Question {
  const lane = open<Frame>(kind, { frame: show });
  return { lane, ask: () => lane.ask(request, read().dragging) };
}
