/** The simd path: kernels in float32 with WebAssembly SIMD, tiles of weight settings spread over one worker a core, or on the calling thread where they are few. */

import { ReferenceBackend } from '../reference/referenceBackend.ts';
import type {
  Backend,
  GradientValues,
  GradientWork,
  LandscapeValues,
  LandscapeWork,
  PointValues,
  PointWork,
  Watch,
} from '../work/backend.ts';
import { Breather } from '../work/breather.ts';
import { emptyLandscape } from '../work/recordEnergies.ts';
import { hasSimd } from './compiledKernels.ts';
import { emptyGradient } from './gradient.ts';
import { SimdPool } from './pool.ts';
import { isQuick, tilesOf } from './settingRanges.ts';
import type { Range } from './simdTile.ts';
import { OpenWork, type SimdValues, type SimdWork } from './simdWork.ts';

export class SimdBackend implements Backend {
  readonly name = 'simd';
  private readonly reference = new ReferenceBackend();

  constructor(private readonly pool: SimdPool) {}

  async landscape(work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
    const asked = { kind: 'landscape', ...work } as const;
    if (isQuick(asked)) return runHere<LandscapeValues>(asked, watch);
    const values = emptyLandscape(work);
    await this.overTiles(asked, watch, (part, { from }) => {
      const found = part as LandscapeValues;
      values.loss.set(found.loss, from);
      values.equilibratedEnergy.set(found.equilibratedEnergy, from);
      values.residual.set(found.residual, from);
      values.divergedAt.set(found.divergedAt, from);
      for (const [r, energies] of found.energyAtStep.entries()) values.energyAtStep[r].set(energies, from);
    });
    return values;
  }

  async gradient(work: GradientWork, watch: Watch): Promise<GradientValues> {
    const asked = { kind: 'gradient', ...work } as const;
    if (isQuick(asked)) return runHere<GradientValues>(asked, watch);
    const { count } = work.settings;
    const { parameterCount } = work.layout;
    const values = emptyGradient(parameterCount, count);
    await this.overTiles(asked, watch, (part, { from }) => {
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
    { signal, onProgress }: Watch,
    take: (values: SimdValues, range: Range) => void,
  ): Promise<void> {
    const { count } = work.settings;
    let done = 0;
    await this.pool.run(work, tilesOf(work, this.pool.size), signal, (values, range) => {
      take(values, range);
      done += range.to - range.from;
      onProgress?.(done / count);
    });
  }
}

/** All settings in one tile, on the calling thread. */
async function runHere<Values extends SimdValues>(work: SimdWork, { signal }: Watch): Promise<Values> {
  const open = new OpenWork(work);
  const values = open.run({ from: 0, to: work.settings.count }, new Breather(signal));
  return (await values.finally(() => open.close())) as Values;
}

/** More workers would wait for memory. */
const mostWorkers = 16;

export const openWorker = (): Worker => new Worker(new URL('./simd.worker.ts', import.meta.url), { type: 'module' });

/** Null where WebAssembly has no SIMD. `onFault` is called with the reason why a worker is missing. Without workers (in Node) the calling thread computes. */
export function openSimd(onFault: (reason: string) => void): Backend | null {
  if (!hasSimd()) return null;
  const size = 'Worker' in globalThis ? Math.min(navigator.hardwareConcurrency, mostWorkers) : 0;
  return new SimdBackend(new SimdPool(openWorker, size, onFault));
}
