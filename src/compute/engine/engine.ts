/** The engine's front: takes work on any path, shrinks its samples, and sends it where it is done soonest. */
import type { BackendChoice, BackendName } from '../../model/problem.ts';
import type { ComputeStatus } from '../../model/service.ts';
import type {
  Backend,
  GradientValues,
  GradientWork,
  LandscapeValues,
  LandscapeWork,
  PointValues,
  PointWork,
  Watch,
} from './backend.ts';
import { type NetworkLayout, passCost } from './network.ts';
import { ReferenceBackend } from './referenceBackend.ts';
import { type Samples, shrinkSamples } from './samples.ts';
import { openWebGpu, probeWebGpu } from './webgpuDevice.ts';

/** Multiply-adds below which work is not worth moving off the reference path. */
const worthMoving = 2e7;

type Done<Values> = Values & { readonly backend: BackendName };

export class Engine {
  private readonly reference = new ReferenceBackend();
  private webgpu: Promise<Backend> | null = null;
  private offer: ReturnType<typeof probeWebGpu> | null = null;

  /** What automatic choice takes for large work on this machine. */
  async status(): Promise<ComputeStatus> {
    this.offer = probeWebGpu();
    const { adapter, isHardware, reason } = await this.offer;
    return { backend: isHardware ? 'webgpu' : 'reference', adapter, reason };
  }

  async landscape(work: LandscapeWork, choice: BackendChoice, watch: Watch): Promise<Done<LandscapeValues>> {
    const smaller = { ...work, samples: shrinkSamples(work.layout, work.samples) };
    const cost = costOf(smaller.layout, smaller.samples, work.settings.count, work.record[work.record.length - 1]);
    const backend = await this.choose(choice, cost, smaller.samples);
    return { ...(await backend.landscape(smaller, watch)), backend: backend.name };
  }

  async gradient(work: GradientWork, choice: BackendChoice, watch: Watch): Promise<Done<GradientValues>> {
    const smaller = { ...work, samples: shrinkSamples(work.layout, work.samples) };
    const cost = costOf(smaller.layout, smaller.samples, work.settings.count, work.steps);
    const backend = await this.choose(choice, cost, smaller.samples);
    return { ...(await backend.gradient(smaller, watch)), backend: backend.name };
  }

  /** Samples stay as they are: their activities are part of the answer. */
  async point(work: PointWork, choice: BackendChoice, watch: Watch): Promise<Done<PointValues>> {
    const backend = await this.choose(choice, costOf(work.layout, work.samples, 1, work.steps), work.samples);
    return { ...(await backend.point(work, watch)), backend: backend.name };
  }

  /** The reference path alone knows masks. */
  private async choose(choice: BackendChoice, cost: number, { mask }: Samples): Promise<Backend> {
    if (choice === 'reference' || mask) return this.reference;
    if (choice === 'auto') {
      if (cost < worthMoving) return this.reference;
      this.offer ??= probeWebGpu();
      if (!(await this.offer).isHardware) return this.reference;
    }
    return this.openedWebGpu();
  }

  /** The device is opened once; a lost one, or one that failed to open, is opened anew by the next request. */
  private openedWebGpu(): Promise<Backend> {
    if (this.webgpu) return this.webgpu;
    const forget = () => {
      this.webgpu = null;
    };
    const opening = openWebGpu(forget);
    opening.catch(forget);
    this.webgpu = opening;
    return opening;
  }
}

function costOf(layout: NetworkLayout, samples: Samples, settings: number, steps: number): number {
  return 2 * passCost(layout) * samples.count * settings * (steps + 1);
}
