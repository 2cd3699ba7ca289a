/** The engine's front: shrinks the samples of any work and sends it to the fastest path that takes it. */
import { type Candidate, candidates } from '../../model/calibration.ts';
import type { BackendChoice, BackendName } from '../../model/problem/problem.ts';
import type { ComputeStatus } from '../../model/service.ts';
import { Calibrations } from './calibration/calibrations.ts';
import { kindOf } from './calibration/trialWork.ts';
import type { Gpu } from './gpu/gpu.ts';
import { checkPlan } from './learner/checkPlan.ts';
import { HostSteps } from './learner/hostSteps.ts';
import { WatchedSteps } from './learner/watchedSteps.ts';
import { type PathName, ranked } from './ranking.ts';
import { ReferenceBackend } from './reference/referenceBackend.ts';
import { takes as referenceTakes } from './reference/referenceTakes.ts';
import { inferUnderVariances } from './reference/variances.ts';
import { takes as simdTakes } from './simd/simdTakes.ts';
import { takes as tfjsTakes } from './tfjs/tfjsTakes.ts';
import { openGpu, probeWebGpu } from './webgpu/gpuDevice.ts';
import { WebGpuBackend } from './webgpu/webgpuBackend.ts';
import { takes as webgpuTakes } from './webgpu/webgpuTakes.ts';
import type {
  Backend,
  GradientValues,
  GradientWork,
  LandscapeValues,
  LandscapeWork,
  LossWork,
  PointValues,
  PointWork,
  VariancesValues,
  VariancesWork,
  Watch,
} from './work/backend.ts';
import { Breather, untilAborted } from './work/breather.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps } from './work/learnerSteps.ts';
import { type Samples, shrinkSamples } from './work/samples.ts';
import { type AnyWork, beyondSquares, type Takes } from './work/takes.ts';

const takes: Readonly<Record<PathName, Takes>> = {
  webgpu: webgpuTakes,
  'tfjs-webgpu': tfjsTakes,
  simd: simdTakes,
  'tfjs-wasm': tfjsTakes,
  reference: referenceTakes,
};

/** The backend of tfjs that a path computes on; null where the path is not tfjs's. */
const tfjsBackends = { webgpu: null, 'tfjs-webgpu': 'webgpu', simd: null, 'tfjs-wasm': 'wasm', reference: null } as const;

type Done<Values> = Values & { readonly backend: BackendName };

export class Engine {
  private readonly reference = new ReferenceBackend();
  private gpu: Promise<Gpu> | null = null;
  private simd: Promise<Backend> | null = null;
  /** Why the simd path is not used, or not on every core. */
  private simdReason: string | null = null;
  private offer: ReturnType<typeof probeWebGpu> | null = null;
  /** Called when the device was lost; several times where several parts of the engine had it open. */
  onDeviceLost: () => void = () => {};
  /** Called when the answer of `status` has changed. */
  onStatus: () => void = () => {};
  /** Times of the ways to compute a landscape on a machine with a graphics device. */
  readonly calibrations = new Calibrations(
    (candidate, work, signal) => this.runTrial(candidate, work, signal),
    () => this.describeDevice(),
    () => this.onStatus(),
  );

  /** The path that the automatic choice takes for large work on this machine. */
  async status(): Promise<ComputeStatus> {
    this.offer = probeWebGpu();
    const { adapter, isHardware, reason } = await this.offer;
    const { name } = isHardware ? { name: 'webgpu' as const } : await this.openedSimd();
    return { backend: name, adapter, reason, simdReason: this.simdReason, calibration: await this.calibrations.record() };
  }

  async landscape(work: LandscapeWork, choice: BackendChoice, watch: Watch): Promise<Done<LandscapeValues>> {
    const smaller = { kind: 'landscape', ...work, samples: shrinkSamples(work.layout, work.samples) } as const;
    const path = await this.route(smaller, choice);
    const tfjs = tfjsBackends[path];
    if (tfjs) {
      const { landscapeOnDevice } = await import('./tfjs/tfjsEntry.ts');
      return { ...(await landscapeOnDevice(tfjs, smaller, watch, this.forgetDevice)), backend: tfjs };
    }
    const backend = await this.backendFor(path, smaller, choice, watch);
    return { ...(await backend.landscape(smaller, watch)), backend: backend.name };
  }

  /** The loss of every setting, [G]. */
  async losses(work: LossWork, choice: BackendChoice, watch: Watch): Promise<Done<{ readonly loss: Float64Array }>> {
    const path = await this.route({ kind: 'losses', ...work }, choice);
    const tfjs = tfjsBackends[path];
    if (tfjs) {
      const { lossesOnDevice } = await import('./tfjs/tfjsEntry.ts');
      return { loss: await lossesOnDevice(tfjs, work, watch, this.forgetDevice), backend: tfjs };
    }
    const smaller = { ...work, samples: shrinkSamples(work.layout, work.samples) };
    return { loss: await this.reference.losses(smaller, watch), backend: 'reference' };
  }

  /** Samples are shrunk only where nothing beside the errors' squares depends on them one by one. */
  async gradient(work: GradientWork, choice: BackendChoice, watch: Watch): Promise<Done<GradientValues>> {
    const samples = beyondSquares(work) ? work.samples : shrinkSamples(work.layout, work.samples);
    const smaller = { kind: 'gradient', ...work, samples } as const;
    const backend = await this.backendFor(await this.route(smaller, choice), smaller, choice, watch);
    return { ...(await backend.gradient(smaller, watch)), backend: backend.name };
  }

  /**
   * A learner's steps on batches such as `samples`. Steps in float64 change the arrays of `start` in place. tfjs and the SIMD kernels are loaded only when needed.
   * Steps to the equilibrium leave tfjs for another path once the weights have grown beyond what float32 keeps its digits under.
   * Throws `BackendUnavailable` where the machine has not what was chosen, and a RangeError where the plan contradicts itself.
   */
  async openLearner(plan: LearnerPlan, start: LearnerStart, samples: Samples, choice: BackendChoice): Promise<LearnerSteps> {
    checkPlan(plan, start);
    const path = await this.route({ kind: 'steps', ...plan, samples, weights: start.weights }, choice);
    const tfjs = tfjsBackends[path];
    if (tfjs) {
      const { openDeviceSteps } = await import('./tfjs/tfjsEntry.ts');
      const steps = await openDeviceSteps(tfjs, plan, start, this.forgetDevice);
      if (plan.learner !== 'pc-equilibrium') return steps;
      const isTaken = (weights: Float64Array) => takes[path]({ kind: 'steps', ...plan, samples, weights }) === null;
      const reopen = (from: LearnerStart) => this.openLearner(plan, from, samples, choice);
      return new WatchedSteps(plan, steps, start.firstLoss, isTaken, reopen);
    }
    if (path === 'simd') {
      const { SimdSteps } = await import('./simd/simdSteps.ts');
      return new SimdSteps(plan, start);
    }
    return new HostSteps(plan, start, (work, watch) => this.gradient(work, choice, watch));
  }

  /** Samples are not shrunk: their activities are part of the answer. */
  async point(work: PointWork, choice: BackendChoice, watch: Watch): Promise<Done<PointValues>> {
    const asked = { kind: 'point', ...work } as const;
    const backend = await this.backendFor(await this.route(asked, choice), asked, choice, watch);
    return { ...(await backend.point(work, watch)), backend: backend.name };
  }

  async variances(work: VariancesWork, choice: BackendChoice, watch: Watch): Promise<Done<VariancesValues>> {
    const tfjs = tfjsBackends[await this.route({ kind: 'variances', ...work }, choice)];
    if (!tfjs) return { ...(await inferUnderVariances(work, new Breather(watch.signal))), backend: 'reference' };
    const { inferUnderVariancesOnDevice } = await import('./tfjs/tfjsEntry.ts');
    return { ...(await inferUnderVariancesOnDevice(tfjs, work, watch, this.forgetDevice)), backend: tfjs };
  }

  /** The fastest path that takes the work and is open here. Throws a RangeError with the reason where not even the float64 path takes it. */
  private async route(work: AnyWork, choice: BackendChoice): Promise<PathName> {
    for (const path of ranked(work, choice)) if (takes[path](work) === null && (await this.isOpen(path, choice))) return path;
    throw new RangeError(`invalid ${takes.reference(work)}`);
  }

  /** Whether the machine has the path. A device that was chosen by name is opened whatever it is, and says itself why it cannot be. */
  private async isOpen(path: PathName, choice: BackendChoice): Promise<boolean> {
    switch (path) {
      case 'webgpu':
      case 'tfjs-webgpu':
        return choice !== 'auto' || this.hasGraphicsCard();
      case 'simd':
        return (await this.openedSimd()).name === 'simd';
      case 'tfjs-wasm':
      case 'reference':
        return true;
    }
  }

  private async hasGraphicsCard(): Promise<boolean> {
    this.offer ??= probeWebGpu();
    return (await this.offer).isHardware;
  }

  private backendFor(
    path: PathName,
    work: LandscapeWork | GradientWork | PointWork,
    choice: BackendChoice,
    { signal }: Watch,
  ): Backend | Promise<Backend> {
    if (path === 'webgpu') return this.fastestFor(work, choice, signal);
    return path === 'simd' ? this.openedSimd() : this.reference;
  }

  /** tfjs runs on the device of our own kernels: both lose it together. */
  private readonly forgetDevice = () => {
    this.gpu = null;
    this.calibrations.forget();
    this.onDeviceLost();
  };

  /**
   * With a graphics device, a plane is computed in the way that was measured to be the fastest here, SIMD included where the choice is left open. All other work, and so
   * every part of a run, is done by threads: its numbers must not depend on what was measured when.
   */
  private async fastestFor(
    work: LandscapeWork | GradientWork | PointWork,
    choice: BackendChoice,
    signal: AbortSignal,
  ): Promise<Backend> {
    const byThreads = await this.opened('webgpu-thread');
    if (!('record' in work) || work.settings.kind !== 'plane') return byThreads;
    const isSimdOpen = choice === 'auto' && takes.simd({ kind: 'landscape', ...work }) === null;
    const among = candidates.filter((candidate) => candidate !== 'simd' || isSimdOpen);
    return this.opened(await untilAborted(this.calibrations.choose(kindOf(work), among), signal));
  }

  private async opened(candidate: Candidate): Promise<Backend> {
    if (candidate === 'simd') return this.openedSimd();
    const distribution = candidate === 'webgpu-thread' ? 'thread' : 'workgroup';
    return new WebGpuBackend(await this.openedGpu(), distribution, await this.openedSimd());
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

  /** The reference path stands in where WebAssembly has no SIMD, or the kernels do not load. */
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

  /** The device is opened once. After a loss or a failure, the next request opens a new one. */
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
