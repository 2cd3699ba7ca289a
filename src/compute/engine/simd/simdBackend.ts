/** The simd path: kernels in float32 with WebAssembly SIMD, tiles of weight settings spread over one worker a core. */
import type {
  Backend,
  GradientValues,
  GradientWork,
  LandscapeValues,
  LandscapeWork,
  PointValues,
  PointWork,
  Watch,
} from '../backend.ts';
import { Breather } from '../breather.ts';
import { emptyLandscape } from '../recordEnergies.ts';
import { ReferenceBackend } from '../referenceBackend.ts';
import type { SimdPool } from './pool.ts';
import { type Range, runTile, type SimdValues, type SimdWork } from './work.ts';

/** Multiply-adds in a tile: at most a few milliseconds, and at least as many as are worth a message. Less work than that is done on the calling thread. */
const tileWork = { least: 1 << 22, most: 1 << 25 };
/** Tiles for each worker at least, where there are settings enough, so that none waits long for the last one. */
const tilesPerWorker = 4;
/** Settings whose chains are computed side by side. */
const sideBySide = 16;

export class SimdBackend implements Backend {
  readonly name = 'simd';
  private readonly reference = new ReferenceBackend();

  constructor(private readonly pool: SimdPool) {}

  async landscape(work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
    const values = emptyLandscape(work);
    const steps = work.record[work.record.length - 1];
    await this.overTiles({ kind: 'landscape', ...work }, steps, watch, (part, { from }) => {
      const found = part as LandscapeValues;
      values.loss.set(found.loss, from);
      values.equilibratedEnergy.set(found.equilibratedEnergy, from);
      values.divergedAt.set(found.divergedAt, from);
      for (const [r, energies] of found.energyAtStep.entries()) values.energyAtStep[r].set(energies, from);
    });
    return values;
  }

  async gradient(work: GradientWork, watch: Watch): Promise<GradientValues> {
    const { count } = work.settings;
    const { parameterCount } = work.layout;
    const values = {
      loss: new Float64Array(count),
      energy: new Float64Array(count),
      gradient: new Float64Array(count * parameterCount),
      divergedAt: new Int32Array(count),
    };
    await this.overTiles({ kind: 'gradient', ...work }, work.learner === 'pc' ? work.steps : 1, watch, (part, { from }) => {
      const found = part as GradientValues;
      values.loss.set(found.loss, from);
      values.energy.set(found.energy, from);
      values.gradient.set(found.gradient, from * parameterCount);
      values.divergedAt.set(found.divergedAt, from);
    });
    return values;
  }

  /** On the reference path: one point is too small to be worth moving. */
  point(work: PointWork, watch: Watch): Promise<PointValues> {
    return this.reference.point(work, watch);
  }

  private async overTiles(
    work: SimdWork,
    steps: number,
    { signal, onProgress }: Watch,
    take: (values: SimdValues, range: Range) => void,
  ): Promise<void> {
    const { count } = work.settings;
    const cost = 2 * work.layout.passCost * work.samples.count * (steps + 1);
    if (cost * count <= tileWork.least) {
      const all = { from: 0, to: count };
      return take(await runTile(work, all, new Breather(signal)), all);
    }
    let done = 0;
    await this.pool.run(work, this.ranges(work, cost), signal, (values, range) => {
      take(values, range);
      done += range.to - range.from;
      onProgress?.(done / count);
    });
  }

  /** `cost`: multiply-adds of one setting. */
  private ranges({ layout, settings: { count } }: SimdWork, cost: number): Range[] {
    const shared = Math.ceil(count / (tilesPerWorker * Math.max(1, this.pool.size)));
    const worthwhile = Math.max(shared, Math.ceil(tileWork.least / cost));
    const fitting = Math.min(worthwhile, Math.max(1, Math.floor(tileWork.most / cost)));
    const stride = layout.isChain ? Math.ceil(fitting / sideBySide) * sideBySide : fitting;
    return Array.from({ length: Math.ceil(count / stride) }, (_, k) => ({
      from: k * stride,
      to: Math.min((k + 1) * stride, count),
    }));
  }
}
