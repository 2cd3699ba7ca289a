/** When a long run of learners sends its next frame, and when that frame carries a checkpoint. */

/** Least time between two frames, in ms, and the part of a run's time that frames may take: copies of ever longer curves come ever more rarely. */
const frameInterval = 80;
const frameShare = 1 / 20;
/** Most time between two frames, in ms: a page that was busy once still hears of the run, and can store its checkpoint. */
const longestSilence = 5000;
/** Time between two checkpoints of a large network, whose weights are elsewhere: the first come soon, each after twice as long, then steadily. */
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

  /** A checkpoint was taken. */
  tookCheckpoint(): void {
    this.untilCheckpoint = Math.min(2 * this.untilCheckpoint, checkpointInterval);
    this.nextCheckpoint = performance.now() + this.untilCheckpoint;
  }

  /** A frame that was begun at `asked` has been made and taken. */
  sentFrame(asked: number): void {
    const taken = performance.now() - asked;
    this.nextFrame = asked + taken + Math.min(longestSilence, Math.max(frameInterval, taken / frameShare));
  }
}
