/** Remembers the last frames of some requests: going back to a slider's earlier position asks the worker nothing. */
import type { ExperimentFrame, Kind, RequestOf } from '../../../model/experiments.ts';
import type { Run } from './exchange.ts';
import { kindRow } from './kinds.ts';

/** Bytes of answers that are remembered; the ones longest unused go first. */
const BUDGET = 64 * 2 ** 20;

/** `run` but for requests whose last frame is remembered: that frame alone is sent, at once. `stop` ends the worker's earlier run of the same kind. */
export function withMemory(run: Run, stop: (kind: Kind) => void, budget = BUDGET): Run {
  const answers = new Answers(budget);
  return (request, onFrame) => {
    const name = nameOf(request);
    if (name === null) return run(request, onFrame);
    const known = answers.recall(name);
    if (!known) {
      return run(request, (frame) => {
        if (frame.progress === 1) answers.keep(name, frame);
        return onFrame(frame);
      });
    }
    stop(request.kind);
    onFrame(known);
    return Promise.resolve();
  };
}

/** Text that tells a request from others; null for kinds, or requests, whose answers are not remembered. */
function nameOf<K extends Kind>(request: RequestOf<K> & { kind: K }): string | null {
  return kindRow(request.kind).isRemembered?.(request) ? JSON.stringify(request) : null;
}

class Answers {
  /** The one used last is the last. */
  private readonly frames = new Map<string, ExperimentFrame>();
  private bytes = 0;

  constructor(private readonly budget: number) {}

  recall(name: string): ExperimentFrame | null {
    const frame = this.frames.get(name);
    if (!frame) return null;
    this.frames.delete(name);
    this.frames.set(name, frame);
    return frame;
  }

  keep(name: string, frame: ExperimentFrame): void {
    this.forget(name);
    this.frames.set(name, frame);
    this.bytes += bytesOf(frame);
    for (const [oldest] of this.frames) {
      if (this.bytes <= this.budget) break;
      this.forget(oldest);
    }
  }

  private forget(name: string): void {
    const frame = this.frames.get(name);
    if (frame) this.bytes -= bytesOf(frame);
    this.frames.delete(name);
  }
}

/** Bytes of a value's arrays; the rest is small beside the arrays. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0);
}
