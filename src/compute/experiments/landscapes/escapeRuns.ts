/** All runs of one learner on one network, from every scale and seed, stepped together as one batch of weight settings until each run has escaped. */
import type { EscapeCurve, EscapeState } from '../../../model/landscapes/escapeFrames.ts';
import type { EscapeRequest } from '../../../model/landscapes/experiments.ts';
import type { BackendChoice, BackendName, Learner } from '../../../model/problem/problem.ts';
import type { Batch, BatchStream } from '../../datasets/batches/batch.ts';
import type { Engine } from '../../engine/engine.ts';
import type { NetworkLayout } from '../../engine/work/networkLayout.ts';
import { batchOf, type Samples, shrinkSamples } from '../../engine/work/samples.ts';
import { divergenceFactor } from '../../engine/work/stepControl.ts';

/** A run has escaped when its loss is below this part of its first loss. */
const escaped = 0.5;
/** A rise of the energy during inference by less than this part is rounding error. */
const rounding = 1e-9;

type Plan = Pick<EscapeRequest, 'inference' | 'learningRate' | 'mostSteps' | 'backend'>;

export class EscapeRuns {
  /** Path that the latest gradient was computed on. */
  backend: BackendName = 'reference';
  private state: EscapeState;
  private samples: { of: Batch; are: Samples } | null = null;

  /** `starts`: initial weights [runs], in the order [scale][seed]. */
  constructor(
    private readonly plan: Plan,
    private readonly layout: NetworkLayout,
    private readonly learner: Learner,
    private readonly batches: BatchStream,
    starts: Float64Array[],
    resume: EscapeState | null,
  ) {
    this.state = resume ? copyOf(resume) : freshState(starts, layout.parameterCount);
  }

  get isRunning(): boolean {
    return this.state.live.length > 0 && this.state.iteration < this.plan.mostSteps;
  }

  /** Share of the runs that still go on. */
  get runningShare(): number {
    return this.isRunning ? this.state.live.length / this.state.firstLoss.length : 0;
  }

  /** One weight step of every live run, `theta <- theta - rate * gradient`; runs that have escaped or diverged are dropped. */
  async step(engine: Engine, backend: BackendChoice, signal: AbortSignal): Promise<void> {
    const { state, layout, learner } = this;
    const { dt, steps, stopping = 'fixed' } = this.plan.inference;
    const values = await engine.gradient(
      {
        layout,
        samples: this.samplesAt(state.iteration),
        settings: { kind: 'list', count: state.live.length, weights: state.weights },
        learner,
        dt,
        steps,
        stopping,
        halvings: Int32Array.from(state.live, (run) => state.halvings[run]),
      },
      backend,
      { signal },
    );
    this.backend = values.backend;
    values.halvings?.forEach((halvings, place) => {
      state.halvings[state.live[place]] = halvings;
    });
    const surviving: number[] = []; // places among the live runs
    for (let place = 0; place < state.live.length; place++) {
      if (this.goesOn(place, values)) surviving.push(place);
    }
    this.stepSurviving(surviving, values.gradient);
    state.iteration++;
  }

  /** Records the escape, overshoot or divergence of a live run at this iteration. Returns whether the run goes on. */
  private goesOn(
    place: number,
    values: { loss: Float64Array; energy: Float64Array; gradient: Float64Array; divergedAt: Int32Array },
  ) {
    const { state } = this;
    const { parameterCount } = this.layout;
    const run = state.live[place];
    const loss = values.loss[place];
    if (state.iteration === 0) state.firstLoss[run] = loss;
    if (loss < escaped * state.firstLoss[run]) {
      state.escapedAt[run] = state.iteration;
      return false;
    }
    if (values.energy[place] > loss * (1 + rounding) && state.overshotAt[run] < 0) state.overshotAt[run] = state.iteration;
    let finite = values.divergedAt[place] < 0 && loss <= divergenceFactor * state.firstLoss[run];
    for (let p = place * parameterCount; finite && p < (place + 1) * parameterCount; p++)
      finite = Number.isFinite(values.gradient[p]);
    if (!finite) state.divergedAt[run] = state.iteration;
    return finite;
  }

  /** Steps the weights at these places, and drops the runs at all other places. */
  private stepSurviving(places: number[], gradient: Float64Array): void {
    const { state } = this;
    const { parameterCount } = this.layout;
    const rate = this.plan.learningRate;
    const weights = places.length === state.live.length ? state.weights : new Float64Array(places.length * parameterCount);
    for (const [to, from] of places.entries()) {
      for (let p = 0; p < parameterCount; p++) {
        weights[to * parameterCount + p] = state.weights[from * parameterCount + p] - rate * gradient[from * parameterCount + p];
      }
    }
    if (places.length < state.live.length) state.live = Int32Array.from(places, (place) => state.live[place]);
    state.weights = weights;
  }

  /** The iteration's samples, shrunk; a repeated batch is shrunk once. */
  private samplesAt(iteration: number): Samples {
    const batch = this.batches.batch(iteration);
    if (this.samples?.of !== batch) {
      this.samples = { of: batch, are: shrinkSamples(this.layout, batchOf(batch.x, batch.y, batch.count, batch.mask)) };
    }
    return this.samples.are;
  }

  /** Escape times and counts so far, by scale, for `seeds` runs a scale. */
  curve(seeds: number): Omit<EscapeCurve, 'fit'> {
    const { escapedAt, divergedAt, overshotAt } = this.state;
    const scales = escapedAt.length / seeds;
    const goesOn = this.isRunning;
    const curve = {
      median: new Float64Array(scales),
      earliest: new Float64Array(scales),
      latest: new Float64Array(scales),
      running: new Int32Array(scales),
      censored: new Int32Array(scales),
      diverged: new Int32Array(scales),
      overshot: new Int32Array(scales),
    };
    for (let i = 0; i < scales; i++) {
      const of = (ends: Int32Array) => ends.subarray(i * seeds, (i + 1) * seeds);
      const times = Float64Array.from(of(escapedAt))
        .filter((time) => time >= 0)
        .sort();
      curve.median[i] = medianOf(times, seeds);
      curve.earliest[i] = times[0] ?? Number.NaN;
      curve.latest[i] = times.length === seeds ? times[seeds - 1] : Number.NaN;
      curve.diverged[i] = happened(of(divergedAt));
      curve.overshot[i] = happened(of(overshotAt));
      curve[goesOn ? 'running' : 'censored'][i] = seeds - times.length - curve.diverged[i];
    }
    return curve;
  }

  checkpoint(): EscapeState {
    return copyOf(this.state);
  }
}

/** Median of `count` times of which only the smallest, ascending, are known; NaN where the median is not among the known times. */
export function medianOf(known: Float64Array, count: number): number {
  const upper = count >> 1;
  if (known.length <= upper) return Number.NaN;
  return count % 2 === 1 ? known[upper] : (known[upper - 1] + known[upper]) / 2;
}

const happened = (ends: Int32Array): number => ends.reduce((count, iteration) => count + (iteration >= 0 ? 1 : 0), 0);

function freshState(starts: Float64Array[], parameterCount: number): EscapeState {
  const runs = starts.length;
  const weights = new Float64Array(runs * parameterCount);
  for (const [run, start] of starts.entries()) weights.set(start, run * parameterCount);
  return {
    iteration: 0,
    firstLoss: new Float64Array(runs).fill(Number.NaN),
    escapedAt: new Int32Array(runs).fill(-1),
    divergedAt: new Int32Array(runs).fill(-1),
    overshotAt: new Int32Array(runs).fill(-1),
    halvings: new Int32Array(runs),
    live: Int32Array.from(starts, (_, run) => run),
    weights,
  };
}

/** Frames are moved to the page, so each takes arrays of its own. */
function copyOf(state: EscapeState): EscapeState {
  return {
    iteration: state.iteration,
    firstLoss: state.firstLoss.slice(),
    escapedAt: state.escapedAt.slice(),
    divergedAt: state.divergedAt.slice(),
    overshotAt: state.overshotAt.slice(),
    halvings: state.halvings.slice(),
    live: state.live.slice(),
    weights: state.weights.slice(),
  };
}
