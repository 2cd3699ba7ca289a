/** Decides when a long run of learners sends its next frame, and whether that frame carries a checkpoint. */

/** Least time between two frames, in ms, and the share of a run's time that frames may take: the longer the curves, the rarer the frames. */
const frameInterval = 80;
const frameShare = 1 / 20;
/** Most time between two frames, in ms: even after one slow frame the page receives checkpoints to store. */
const longestSilence = 5000;
/** Time between two checkpoints of a large network, in ms: the first wait, doubled after each checkpoint up to the second number. */
const firstCheckpoint = 1000;
const checkpointInterval = 10_000;

export class FramePace {
  private nextFrame = performance.now() + frameInterval;
  private untilCheckpoint = firstCheckpoint;
  private nextCheckpoint = performance.now() + firstCheckpoint;

  get isDue(): boolean {
    return performance.now() > this.nextFrame;
  }

  get isCheckpointDue(): boolean {
    return performance.now() > this.nextCheckpoint;
  }

  /** Called when a checkpoint has been taken. */
  tookCheckpoint(): void {
    this.untilCheckpoint = Math.min(2 * this.untilCheckpoint, checkpointInterval);
    this.nextCheckpoint = performance.now() + this.untilCheckpoint;
  }

  /** Called when the page has taken a frame that was begun at `asked`. */
  sentFrame(asked: number): void {
    const taken = performance.now() - asked;
    this.nextFrame = asked + taken + Math.min(longestSilence, Math.max(frameInterval, taken / frameShare));
  }
}
