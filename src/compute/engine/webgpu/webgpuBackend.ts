/** The webgpu path: the fused kernels in float32 on the GPU, tile by tile; what compilers for GPUs may not judge (NaN) the CPU does. */

import type { Gpu } from '../gpu/gpu.ts';
import { withStream } from '../gpu/gpuStream.ts';
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
import { emptyLandscape, recordEnergies } from '../work/recordEnergies.ts';
import { type WeightSettings, writeWeights } from '../work/weightSettings.ts';
import type { Distribution } from './distribution.ts';
import { evaluatePoint, gradientOnTile } from './gpuAnswers.ts';
import { chainLandscape } from './gpuChains.ts';
import { equilibrateExactly, settingsWithoutDigits } from './gpuEquilibrium.ts';
import { energyTotals, feedforward, inferRecorded } from './gpuInference.ts';
import { type GpuTile, overTiles } from './gpuTile.ts';

export class WebGpuBackend implements Backend {
  readonly name = 'webgpu';

  private readonly reference = new ReferenceBackend();

  /** `rests` finds equilibria that have no closed form: the GPU's float32 does not come to rest at kinks. */
  constructor(
    private readonly gpu: Gpu,
    private readonly distribution: Distribution,
    private readonly rests: Backend = new ReferenceBackend(),
  ) {}

  async landscape(work: LandscapeWork, watch: Watch): Promise<LandscapeValues> {
    const values = emptyLandscape(work);
    const { layout, withEquilibrium = true } = work;
    await this.inferOnDevice(work, values, watch);
    if (withEquilibrium && !layout.hasClosedForm) await this.findRests(work, values, watch);
    return values;
  }

  private async inferOnDevice(work: LandscapeWork, values: LandscapeValues, watch: Watch): Promise<void> {
    const { layout, stopping, withEquilibrium = true } = work;
    const isSolved = withEquilibrium && layout.hasClosedForm;
    if (layout.isChain && stopping === 'fixed') {
      await chainLandscape(this.gpu, work, this.distribution, values, watch);
      if (isSolved && !layout.isLinear)
        await this.overTiles(work, 1, watch, (tile, first) => this.solveOnTile(tile, first, work, values, watch));
      return;
    }
    const slots = stopping === 'fixed' ? work.record[work.record.length - 1] + 1 : 1;
    await this.overTiles(work, slots, watch, async (tile, first) => {
      await inferOnTile(tile, first, work, values);
      if (isSolved) await this.solveOnTile(tile, first, work, values, watch);
    });
  }

  private async findRests(work: LandscapeWork, values: LandscapeValues, { signal }: Watch): Promise<void> {
    const { equilibratedEnergy, residual } = await this.rests.landscape({ ...work, stopping: 'fixed', record: [0] }, { signal });
    values.equilibratedEnergy.set(equilibratedEnergy);
    values.residual.set(residual);
  }

  /** F* of settings `first` and following, in float64 where float32 has too few digits. */
  private async solveOnTile(
    tile: GpuTile,
    first: number,
    work: LandscapeWork,
    values: LandscapeValues,
    { signal }: Watch,
  ): Promise<void> {
    await feedforward(tile);
    const found = await equilibrateExactly(tile);
    const without = (await settingsWithoutDigits(tile, found, 'energy')).map((s) => first + s);
    const [energy] = await tile.stream.read([await energyTotals(tile, 1), tile.settings]);
    values.equilibratedEnergy.set(energy, first);
    const exact = { ...work, stopping: 'fixed', record: [0], settings: listOf(work, without) } as const;
    const { equilibratedEnergy } = await this.reference.landscape(exact, { signal });
    for (const [k, g] of without.entries()) values.equilibratedEnergy[g] = equilibratedEnergy[k];
  }

  async gradient(work: GradientWork, watch: Watch): Promise<GradientValues> {
    const { settings, learner, stopping, steps } = work;
    const { parameterCount, hasClosedForm } = work.layout;
    if (learner === 'pc-equilibrium' && !hasClosedForm) return this.reference.gradient(work, watch);
    const values: GradientValues = {
      loss: new Float64Array(settings.count),
      energy: new Float64Array(settings.count),
      gradient: new Float64Array(settings.count * parameterCount),
      divergedAt: new Int32Array(settings.count).fill(-1),
      ...(learner === 'pc' && stopping === 'published' && { halvings: new Int32Array(settings.count) }),
    };
    const slots = learner === 'pc' && stopping === 'fixed' ? steps + 1 : 1;
    await this.overTiles(work, slots, watch, async (tile, first) => {
      const settingsHere = Array.from({ length: tile.settings }, (_, s) => first + s);
      const ownHalvings = work.halvings?.slice(first, first + tile.settings);
      const { loss, energy, gradient, divergedAt, halvings } =
        (await gradientOnTile(tile, first, work)) ??
        (await this.reference.gradient({ ...work, settings: listOf(work, settingsHere), halvings: ownHalvings }, watch));
      values.loss.set(loss, first);
      values.energy.set(energy, first);
      values.gradient.set(gradient, first * parameterCount);
      values.divergedAt.set(divergedAt, first);
      if (halvings) values.halvings?.set(halvings, first);
    });
    return values;
  }

  point(work: PointWork, watch: Watch): Promise<PointValues> {
    return withStream(this.gpu, watch.signal, (stream) => evaluatePoint(stream, work, watch.signal));
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

/** Some of the work's settings, as a list. */
function listOf(
  { settings, layout: { parameterCount } }: LandscapeWork | GradientWork,
  chosen: readonly number[],
): WeightSettings {
  const weights = new Float64Array(chosen.length * parameterCount);
  for (const [k, g] of chosen.entries()) writeWeights(settings, g, weights, k * parameterCount);
  return { kind: 'list', count: chosen.length, weights };
}
