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
import { emptyLandscape } from '../recordEnergies.ts';
import { ReferenceBackend } from '../referenceBackend.ts';
import type { SimdPool } from './pool.ts';
import type { Range, SimdValues, SimdWork } from './work.ts';

/** Multiply-adds in a tile: at most a few milliseconds, and at least as long as handing it out takes. */
const tileWork = { least: 1 << 21, most: 1 << 25 };
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
    let done = 0;
    await this.pool.run(work, this.ranges(work, steps), signal, (values, range) => {
      take(values, range);
      done += range.to - range.from;
      onProgress?.(done / count);
    });
  }

  private ranges({ layout, samples, settings: { count } }: SimdWork, steps: number): Range[] {
    const cost = 2 * layout.passCost * samples.count * (steps + 1);
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
