/**
 * The simd path's workers, one a core: tiles of weight settings go to whichever is free. Opened when first needed and kept, since an idle worker costs
 * no more than its memory. Where some cannot start, the others do their work; where none can, the calling thread does.
 */
import { Breather } from '../work/breather.ts';
import type { Range } from './simdTile.ts';
import { type FromWorker, OpenWork, type SimdValues, type SimdWork, type ToWorker } from './simdWork.ts';

export type OpenWorker = () => Worker;
export type TakeValues = (values: SimdValues, range: Range) => void;

/** How long a worker may take to start, in ms. */
const patience = 10_000;

interface Job {
  readonly id: number;
  readonly work: SimdWork;
  readonly signal: AbortSignal;
  /** Not handed out yet, the next one last. */
  readonly waiting: Range[];
  underWay: number;
  isOver: boolean;
  readonly take: TakeValues;
  readonly end: (error?: unknown) => void;
}

interface Lane {
  readonly worker: Worker;
  state: 'starting' | 'there' | 'gone';
  /** Tasks that the worker was sent and has not answered: the one that it computes now, and the next. */
  readonly tasks: { job: Job; range: Range }[];
  /** Jobs whose work it has. */
  readonly opened: Set<number>;
}

export class SimdPool {
  private lanes: Lane[] | null = null;
  /** Jobs with tiles waiting, the one that is served next first. */
  private jobs: Job[] = [];
  private lastJob = 0;

  /** `onFault` is told why a worker is missing. */
  constructor(
    private readonly openWorker: OpenWorker,
    readonly size: number,
    private readonly onFault: (reason: string) => void,
  ) {}

  /** Runs the work on each range and gives `take` the values, in any order. Throws the signal's reason when cancelled. */
  async run(work: SimdWork, ranges: readonly Range[], signal: AbortSignal, take: TakeValues): Promise<void> {
    signal.throwIfAborted();
    this.lanes ??= Array.from({ length: this.size }, () => this.open());
    let cancel = () => {};
    await new Promise<void>((resolve, reject) => {
      const end = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      const job: Job = {
        id: ++this.lastJob,
        work,
        signal,
        waiting: [...ranges].reverse(),
        underWay: 0,
        isOver: false,
        take,
        end,
      };
      cancel = () => this.close(job, signal.reason);
      signal.addEventListener('abort', cancel);
      this.jobs.push(job);
      this.feed();
    }).finally(() => signal.removeEventListener('abort', cancel));
  }

  private open(): Lane {
    const lane: Lane = { worker: this.openWorker(), state: 'starting', tasks: [], opened: new Set() };
    const timer = setTimeout(() => this.lose(lane, `it did not start within ${patience / 1000} s`), patience);
    lane.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      clearTimeout(timer);
      this.hear(lane, data);
    };
    lane.worker.onerror = (event) => {
      clearTimeout(timer);
      event.preventDefault();
      this.lose(lane, event.message || 'its script could not be loaded');
    };
    return lane;
  }

  private hear(lane: Lane, message: FromWorker): void {
    lane.state = 'there';
    const task = lane.tasks.shift();
    if (task) {
      task.job.underWay--;
      if (message.kind === 'failed') this.close(task.job, message.error);
      else if (message.kind === 'values' && !task.job.isOver) this.accept(task.job, message.values, task.range);
    }
    this.feed();
  }

  private accept(job: Job, values: SimdValues, range: Range): void {
    job.take(values, range);
    if (job.waiting.length === 0 && job.underWay === 0) this.close(job);
  }

  /** Gives the worker's unanswered tasks to others. */
  private lose(lane: Lane, reason: string): void {
    if (lane.state === 'gone') return;
    lane.state = 'gone';
    lane.worker.terminate();
    this.onFault(reason);
    for (const { job, range } of lane.tasks.splice(0).reverse()) {
      if (job.isOver) continue;
      job.underWay--;
      job.waiting.push(range);
      if (!this.jobs.includes(job)) this.jobs.push(job);
    }
    this.feed();
  }

  /** Jobs take turns, so that a long one keeps no short one waiting. Whoever is busy is handed its next tile ahead, so as not to wait for it. */
  private feed(): void {
    const there = (this.lanes ?? []).filter(({ state }) => state === 'there');
    for (const lane of there) if (lane.tasks.length === 0 && this.jobs.length > 0) this.hand(lane, this.jobs.shift()!);
    for (const lane of there) {
      const next = lane.tasks.length === 1 ? this.jobs.findIndex((job) => mayBeAhead(job, there.length)) : -1;
      if (next >= 0) this.hand(lane, this.jobs.splice(next, 1)[0]);
    }
    if (this.lanes?.every(({ state }) => state === 'gone')) for (const job of this.jobs.splice(0)) this.runHere(job);
  }

  private hand(lane: Lane, job: Job): void {
    const range = job.waiting.pop()!;
    if (job.waiting.length > 0) this.jobs.push(job);
    job.underWay++;
    lane.tasks.push({ job, range });
    if (!lane.opened.has(job.id)) say(lane, { kind: 'open', job: job.id, work: job.work });
    lane.opened.add(job.id);
    say(lane, { kind: 'tile', job: job.id, range });
  }

  private async runHere(job: Job): Promise<void> {
    const breather = new Breather(job.signal);
    let open: OpenWork | null = null;
    try {
      open = new OpenWork(job.work);
      for (const range of job.waiting.splice(0).reverse()) job.take(await open.run(range, breather), range);
      this.close(job);
    } catch (error) {
      this.close(job, error);
    } finally {
      open?.close();
    }
  }

  private close(job: Job, error?: unknown): void {
    job.isOver = true;
    this.jobs = this.jobs.filter((other) => other !== job);
    for (const lane of this.lanes ?? []) {
      if (lane.opened.delete(job.id) && lane.state !== 'gone') say(lane, { kind: 'close', job: job.id });
    }
    job.end(error);
  }
}

/** The last tiles are not sent ahead, so that each worker gets one of them; nor are tiles of a single setting, which may take long. */
function mayBeAhead({ waiting }: Job, workers: number): boolean {
  const next = waiting[waiting.length - 1];
  return waiting.length > workers && next.to - next.from > 1;
}

function say({ worker }: Lane, message: ToWorker): void {
  worker.postMessage(message);
}
