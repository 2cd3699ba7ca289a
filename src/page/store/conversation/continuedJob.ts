/** A job that goes on from what it has answered, where its request allows: stopped, asked for more, or lost with its worker. */
import type { ExperimentFrame } from '../../../model/landscapes/frames.ts';
import type { Request } from './lane.ts';
import type { Job, Receiver, Talk } from './question.ts';

interface Continued<Frame extends ExperimentFrame> extends Pick<Receiver<Frame>, 'finished'> {
  kind: Frame['kind'];
  /** As the view is now, from nothing. */
  request(): Request<Frame>;
  /** `after`, going on from the frame that answers `before`; null where it must begin from nothing. */
  continued(before: Request<Frame>, frame: Frame, after: Request<Frame>): Request<Frame> | null;
  /** What is on screen of it. */
  shown(): Frame | null;
  show(frame: Frame | null): void;
}

export function createContinuedJob<Frame extends ExperimentFrame>(
  { open, read }: Talk,
  { kind, request, continued, shown, show, finished }: Continued<Frame>,
): Job {
  let answered: Request<Frame> | null = null; // the request that the frame on screen answers

  const lane = open<Frame>(kind, {
    frame(frame, request) {
      answered = request;
      show(frame);
    },
    finished,
  });

  function goingOn(): Request<Frame> | null {
    const frame = shown();
    return frame && answered && continued(answered, frame, request());
  }

  const build = () => goingOn() ?? request();

  return {
    lane,
    ask() {
      if (!goingOn()) show(null);
      lane.ask(build, read().dragging);
    },
    resume: () => lane.ask(build, false),
  };
}
