/** The engine's front: takes work on any path, shrinks its samples, and sends it where it is done soonest. */
import type { Candidate } from '../../model/calibration.ts';
import { isLargeStep } from '../../model/problem/cost.ts';
import type { BackendChoice, BackendName } from '../../model/problem/problem.ts';
import type { ComputeStatus } from '../../model/service.ts';
import { Calibrations } from './calibration/calibrations.ts';
import { candidates, kindOf } from './calibration/trialWork.ts';
import type { Gpu } from './gpu/gpu.ts';
import { checkVariant } from './learner/checkPlan.ts';
import { HostSteps } from './learner/hostSteps.ts';
import { ReferenceBackend } from './reference/referenceBackend.ts';
import { inferUnderVariances, type VariancesValues, type VariancesWork } from './reference/variances.ts';
import { suitsSimd, suitsSimdSteps } from './simd/simdTakes.ts';
import { openGpu, probeWebGpu } from './webgpu/gpuDevice.ts';
import { WebGpuBackend } from './webgpu/webgpuBackend.ts';
import type {
  Backend,
  GradientValues,
  GradientWork,
  LandscapeValues,
  LandscapeWork,
  LossWork,
  PointValues,
  PointWork,
  Watch,
} from './work/backend.ts';
import { Breather, untilAborted } from './work/breather.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps } from './work/learnerSteps.ts';
import type { NetworkLayout } from './work/networkLayout.ts';
import { type Samples, shrinkSamples } from './work/samples.ts';
import { inferenceSteps } from './work/settling.ts';

/**
 * Multiply-adds below which work is not worth moving off the reference path: to the graphics device, and to the simd path's kernels. Learners keep float64 for as long as their steps are quick.
 */
const worthMoving = { landscape: { webgpu: 2e7, simd: 1e6 }, learner: { webgpu: 2e7, simd: 2e7 } };

/** The same for losses alone: below, tfjs would not be loaded before they are there. */
const worthTfjs = 3e8;

type Done<Values> = Values & { readonly backend: BackendName };

export class Engine {
  private readonly reference = new ReferenceBackend();
  private gpu: Promise<Gpu> | null = null;
  private simd: Promise<Backend> | null = null;
  /** Why the simd path is not used, or not on every core. */
  private simdReason: string | null = null;
  private offer: ReturnType<typeof probeWebGpu> | null = null;
  /** Called when the device was lost; more than once, where several parts of the engine had it open. */
  onDeviceLost: () => void = () => {};
  /** Called when `status` would say something else. */
  onStatus: () => void = () => {};
  /** Which way of computing is the fastest where there is a graphics device. */
  readonly calibrations = new Calibrations(
    (candidate, work, signal) => this.runTrial(candidate, work, signal),
    () => this.describeDevice(),
    () => this.onStatus(),
  );

  /** What automatic choice takes for large work on this machine. */
  async status(): Promise<ComputeStatus> {
    this.offer = probeWebGpu();
    const { adapter, isHardware, reason } = await this.offer;
    const { name } = isHardware ? { name: 'webgpu' as const } : await this.openedSimd();
    return { backend: name, adapter, reason, simdReason: this.simdReason, calibration: await this.calibrations.record() };
  }

  /** On tfjs where the network has convolutions, unless the choice is the reference path. */
  async landscape(work: LandscapeWork, choice: BackendChoice, watch: Watch): Promise<Done<LandscapeValues>> {
    if (!work.layout.isFullyConnected && choice !== 'reference') {
      const { landscapeOnDevice } = await import('./tfjs/tfjsEntry.ts');
      const tfjs = await this.tfjsOf(choice);
      return { ...(await landscapeOnDevice(tfjs, work, watch, this.forgetDevice)), backend: tfjs };
    }
    const smaller = { ...work, samples: shrinkSamples(work.layout, work.samples) };
    const cost = costOf(smaller.layout, smaller.samples, work.settings.count, inferenceSteps(work));
    const backend = await this.choose(choice, cost, smaller, watch);
    return { ...(await backend.landscape(smaller, watch)), backend: backend.name };
  }

  /** Loss alone, [G]: on tfjs where the network has convolutions or the passes are many, unless the choice is the reference path. */
  async losses(work: LossWork, choice: BackendChoice, watch: Watch): Promise<Done<{ readonly loss: Float64Array }>> {
    const { layout, samples, settings } = work;
    const isWorthwhile = !layout.isFullyConnected || costOf(layout, samples, settings.count, 0) >= worthTfjs;
    if (choice !== 'reference' && isWorthwhile) {
      const { lossesOnDevice } = await import('./tfjs/tfjsEntry.ts');
      const tfjs = await this.tfjsOf(choice);
      return { loss: await lossesOnDevice(tfjs, work, watch, this.forgetDevice), backend: tfjs };
    }
    const smaller = { ...work, samples: shrinkSamples(layout, samples) };
    return { loss: await this.reference.losses(smaller, watch), backend: 'reference' };
  }

  /** On the reference path, with samples as they are, where the energy has further terms or weights move meanwhile: no other path knows that. */
  async gradient(work: GradientWork, choice: BackendChoice, watch: Watch): Promise<Done<GradientValues>> {
    if (work.logVariances || work.sparsity || work.updates)
      return { ...(await this.reference.gradient(work, watch)), backend: this.reference.name };
    const smaller = { ...work, samples: shrinkSamples(work.layout, work.samples) };
    const cost = costOf(smaller.layout, smaller.samples, work.settings.count, work.steps);
    const backend = await this.choose(choice, cost, smaller, watch);
    return { ...(await backend.gradient(smaller, watch)), backend: backend.name };
  }

  /**
   * A learner's steps: where they are large, on the graphics adapter by tfjs, else by the simd path's kernels or, where these do not know the network, by tfjs on
   * wasm, which can be asked for; small ones step `start`'s arrays in place, in float64. `samples`: such as it will be given. tfjs is loaded only when needed.
   * Throws `BackendUnavailable` where the machine cannot, and a RangeError where the learner cannot have its variant.
   */
  async openLearner(plan: LearnerPlan, start: LearnerStart, samples: Samples, choice: BackendChoice): Promise<LearnerSteps> {
    checkVariant(plan, start);
    const tfjs = await this.tfjsFor(plan, samples, choice);
    const inKernels = tfjs === 'webgpu' ? null : await this.openSimdSteps(plan, start, samples, choice);
    if (inKernels) return inKernels;
    if (!tfjs) return new HostSteps(plan, start, (work, watch) => this.gradient(work, choice, watch));
    const { openDeviceSteps } = await import('./tfjs/tfjsEntry.ts');
    return openDeviceSteps(tfjs, plan, start, this.forgetDevice);
  }

  /** Null where the simd path does not take them. */
  private async openSimdSteps(
    plan: LearnerPlan,
    start: LearnerStart,
    samples: Samples,
    choice: BackendChoice,
  ): Promise<LearnerSteps | null> {
    const isLarge = isLargeStep(plan.layout.network, samples.count, plan.steps);
    if ((choice !== 'auto' && choice !== 'simd') || !isLarge || !suitsSimdSteps(plan, samples)) return null;
    if ((await this.openedSimd()).name !== 'simd') return null;
    const { SimdSteps } = await import('./simd/simdSteps.ts');
    return new SimdSteps(plan, start);
  }

  private async tfjsFor(plan: LearnerPlan, samples: Samples, choice: BackendChoice): Promise<'wasm' | 'webgpu' | null> {
    const { layout, learner, steps } = plan;
    // An equilibrium without a closed form takes thousands of steps, each watched: only the float64 path has that, and masks.
    if (choice === 'reference' || samples.mask || (learner === 'pc-equilibrium' && !layout.isLinear)) return null;
    if (choice === 'simd' && layout.isFullyConnected) return null;
    if (choice !== 'wasm' && !isLargeStep(layout.network, samples.count, steps)) return null;
    return this.tfjsOf(choice);
  }

  private async tfjsOf(choice: Exclude<BackendChoice, 'reference'>): Promise<'wasm' | 'webgpu'> {
    if (choice !== 'auto') return choice === 'simd' ? 'wasm' : choice;
    this.offer ??= probeWebGpu();
    return (await this.offer).isHardware ? 'webgpu' : 'wasm';
  }

  /** tfjs runs on the device of our own kernels: they lose it together. */
  private readonly forgetDevice = () => {
    this.gpu = null;
    this.calibrations.forget();
    this.onDeviceLost();
  };

  /** Samples stay as they are: their activities are part of the answer. One point is too small for the simd path, which leaves it to the reference. */
  async point(work: PointWork, choice: BackendChoice, watch: Watch): Promise<Done<PointValues>> {
    const chosen = await this.choose(choice, costOf(work.layout, work.samples, 1, work.steps), work, watch);
    const backend = chosen.name === 'simd' ? this.reference : chosen;
    return { ...(await backend.point(work, watch)), backend: backend.name };
  }

  /** In float64, unless one of tfjs's backends is asked for by name. */
  async variances(work: VariancesWork, choice: BackendChoice, watch: Watch): Promise<Done<VariancesValues>> {
    if (choice !== 'wasm' && choice !== 'webgpu')
      return { ...(await inferUnderVariances(work, new Breather(watch.signal))), backend: 'reference' };
    const { inferUnderVariancesOnDevice } = await import('./tfjs/tfjsEntry.ts');
    return { ...(await inferUnderVariancesOnDevice(choice, work, watch, this.forgetDevice)), backend: choice };
  }

  /** The reference path alone knows masks, and has no rival but tfjs for networks that are not plain. */
  private async choose(
    choice: BackendChoice,
    cost: number,
    work: LandscapeWork | GradientWork | PointWork,
    watch: Watch,
  ): Promise<Backend> {
    const { layout, samples } = work;
    const worth = 'record' in work ? worthMoving.landscape : worthMoving.learner;
    if (choice === 'reference' || choice === 'wasm' || samples.mask || !layout.isPlain) return this.reference;
    const path = choice === 'auto' ? await this.pathFor(cost, worth) : choice;
    if (path === 'webgpu') return this.fastestFor(work, choice === 'auto', watch);
    return path === 'simd' && suitsSimd(work) ? this.openedSimd() : this.reference;
  }

  private async pathFor(cost: number, worth: typeof worthMoving.landscape): Promise<'reference' | 'simd' | 'webgpu'> {
    this.offer ??= probeWebGpu();
    if (cost >= worth.webgpu && (await this.offer).isHardware) return 'webgpu';
    return cost >= worth.simd ? 'simd' : 'reference';
  }

  /**
   * Where there is a graphics device: planes as measured on it, and on the simd path where that is left open. All else, whatever is part of a run, always by
   * threads: its numbers must not depend on what was measured when.
   */
  private async fastestFor(work: LandscapeWork | GradientWork | PointWork, isOpen: boolean, { signal }: Watch): Promise<Backend> {
    const byThreads = await this.opened('webgpu-thread');
    if (!('record' in work) || work.settings.kind !== 'plane') return byThreads;
    const among = candidates.filter((candidate) => candidate !== 'simd' || (isOpen && suitsSimd(work)));
    return this.opened(await untilAborted(this.calibrations.choose(kindOf(work), among), signal));
  }

  private async opened(candidate: Candidate): Promise<Backend> {
    if (candidate === 'simd') return this.openedSimd();
    return new WebGpuBackend(await this.openedGpu(), candidate === 'webgpu-thread' ? 'thread' : 'workgroup');
  }

  private async runTrial(candidate: Candidate, work: LandscapeWork, signal: AbortSignal): Promise<LandscapeValues> {
    const backend = await this.opened(candidate);
    if (backend === this.reference) throw new Error(`SIMD: ${this.simdReason}`);
    return backend.landscape(work, { signal });
  }

  private async describeDevice(): Promise<string> {
    this.offer ??= probeWebGpu();
    return `${(await this.offer).adapter ?? 'no adapter'}, ${globalThis.navigator?.hardwareConcurrency ?? 1} cores`;
  }

  /** The reference path where WebAssembly has no SIMD, or the simd path does not load. */
  private openedSimd(): Promise<Backend> {
    this.simd ??= import('./simd/simdBackend.ts')
      .then(({ openSimd }) => openSimd((reason) => this.explainSimd(`a worker could not start (${reason})`)))
      .catch((error: Error) => this.explainSimd(`it could not be loaded (${error.message})`))
      .then((backend) => backend ?? this.withoutSimd());
    return this.simd;
  }

  private withoutSimd(): Backend {
    this.simdReason ??= 'WebAssembly has no SIMD here';
    return this.reference;
  }

  private explainSimd(reason: string): null {
    this.simdReason = reason;
    this.onStatus();
    return null;
  }

  /** The device is opened once; a lost one, or one that failed to open, is opened anew by the next request. */
  private openedGpu(): Promise<Gpu> {
    if (this.gpu) return this.gpu;
    const opening = openGpu(this.forgetDevice);
    opening.catch(() => {
      this.gpu = null;
    });
    this.gpu = opening;
    return opening;
  }
}

function costOf(layout: NetworkLayout, samples: Samples, settings: number, steps: number): number {
  return 2 * layout.passCost * samples.count * settings * (steps + 1);
}
