/** The webgpu path: the fused kernels in float32 on the GPU, tile by tile; what compilers for GPUs may not judge (NaN) the CPU does. */

import type { Gpu } from '../gpu/gpu.ts';
import { withStream } from '../gpu/gpuStream.ts';
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
import { emptyLandscape, recordEnergies } from '../work/recordEnergies.ts';
import type { Distribution } from './distribution.ts';
import { evaluatePoint, gradientOnTile } from './gpuAnswers.ts';
import { chainLandscape } from './gpuChains.ts';
import { energyTotals, equilibrate, feedforward, inferRecorded } from './gpuInference.ts';
import { type GpuTile, overTiles } from './gpuTile.ts';

/** Largest |dF/dz| over the largest |e| that counts as rest: a surface's energies are off by its square. */
const surfaceRest = 1e-4;

export class WebGpuBackend implements Backend {
  readonly name = 'webgpu';

  constructor(
    private readonly gpu: Gpu,
    private readonly distribution: Distribution,
  ) {}

  async landscape(work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
    const values = emptyLandscape(work);
    const { layout, stopping, withEquilibrium = true } = work;
    if (layout.isChain && stopping === 'fixed') {
      await chainLandscape(this.gpu, work, this.distribution, values, watch);
      if (!layout.isLinear && withEquilibrium)
        await this.overTiles(work, 1, watch, (tile, first) => settleOnTile(tile, first, values));
      return values;
    }
    const slots = stopping === 'fixed' ? work.record[work.record.length - 1] + 1 : 1;
    await this.overTiles(work, slots, watch, async (tile, first) => {
      await inferOnTile(tile, first, work, values);
      if (withEquilibrium) await settleOnTile(tile, first, values);
    });
    return values;
  }

  async gradient(work: GradientWork, watch: Watch): Promise<GradientValues> {
    const { settings, learner, stopping, steps } = work;
    const { parameterCount } = work.layout;
    const values: GradientValues = {
      loss: new Float64Array(settings.count),
      energy: new Float64Array(settings.count),
      gradient: new Float64Array(settings.count * parameterCount),
      divergedAt: new Int32Array(settings.count).fill(-1),
    };
    const slots = learner === 'pc' && stopping === 'fixed' ? steps + 1 : 1;
    await this.overTiles(work, slots, watch, async (tile, first) => {
      const { loss, energy, gradient, divergedAt } = await gradientOnTile(tile, work);
      values.loss.set(loss, first);
      values.energy.set(energy, first);
      values.gradient.set(gradient, first * parameterCount);
      values.divergedAt.set(divergedAt, first);
    });
    return values;
  }

  point(work: PointWork, watch: Watch): Promise<PointValues> {
    return withStream(this.gpu, watch.signal, (stream) => evaluatePoint(stream, work));
  }

  private overTiles(
    work: LandscapeWork | GradientWork,
    slots: number,
    watch: Watch,
    run: (tile: GpuTile, first: number) => Promise<void>,
  ): Promise<void> {
    return overTiles(this.gpu, { ...work, distribution: this.distribution }, slots, watch, run);
  }
}

/** Inference from the feedforward start on settings `first` and following. */
async function inferOnTile(tile: GpuTile, first: number, work: LandscapeWork, values: LandscapeValues): Promise<void> {
  const steps = work.record[work.record.length - 1];
  const history = await inferRecorded(tile, work.dt, steps, work.stopping);
  const energies = new Float64Array(steps + 1);
  for (let s = 0; s < tile.settings; s++) {
    // A setting that rests early keeps its last energy.
    for (let t = 0; t <= steps; t++) energies[t] = history[Math.min(t, history.length - 1)][s];
    recordEnergies(values, first + s, work.record, energies);
  }
}

async function settleOnTile(tile: GpuTile, first: number, values: LandscapeValues): Promise<void> {
  await feedforward(tile);
  await equilibrate(tile, surfaceRest);
  const [energy] = await tile.stream.read([await energyTotals(tile, 1), tile.settings]);
  values.equilibratedEnergy.set(energy, first);
}
