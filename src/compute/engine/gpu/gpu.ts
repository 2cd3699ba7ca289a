/** A WebGPU device that never fails in silence: its errors and its loss reject the work that is under way. */
import { computeError } from '../../../model/computeError.ts';
import { type GpuKernel, type KernelVariant, wgslOf } from './gpuKernel.ts';

interface GpuProgram {
  readonly layout: GPUBindGroupLayout;
  readonly pipeline: GPUComputePipeline;
}

export class Gpu {
  readonly pace = new GpuPace();
  /** Largest array that a kernel may be given, in bytes. */
  readonly largestBuffer: number;
  /** Memory that the threads of a workgroup may share, in bytes. */
  readonly workgroupMemory: number;
  /** Errors that no call reported itself, so far. */
  private faults = 0;
  private lastFault: Error | null = null;
  private lost: Error | null = null;
  private readonly waiting = new Set<(error: Error) => void>();
  private readonly programs = new Map<string, Promise<GpuProgram>>();

  constructor(
    readonly device: GPUDevice,
    onLost: () => void,
  ) {
    const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize } = device.limits;
    this.largestBuffer = Math.min(maxStorageBufferBindingSize, maxBufferSize);
    this.workgroupMemory = maxComputeWorkgroupStorageSize;
    device.addEventListener('uncapturederror', ({ error }) => this.fail(explain(error)));
    device.lost.then(({ reason, message }) => {
      this.lost = computeError('DeviceLost', `the GPU device was lost: ${message || reason || 'no reason given'}`);
      this.fail(this.lost);
      onLost();
    });
  }

  /** How many faults there have been. Work remembers the count at its start and fails once the count has risen. */
  get faultCount(): number {
    return this.faults;
  }

  /** The answer, unless the device fails (or has failed since `faultCount` was `since`) first. Throws `DeviceLost` on a lost device. */
  async whileHealthy<Answer>(answer: Promise<Answer>, since: number): Promise<Answer> {
    if (this.faults > since || this.lost) {
      answer.catch(() => {}); // the fault below says why
      throw this.lost ?? this.lastFault;
    }
    let fail: (error: Error) => void = () => {};
    const failure = new Promise<never>((_, reject) => {
      fail = reject;
      this.waiting.add(reject);
    });
    try {
      // A lost device aborts what is pending; the loss itself, which follows, is the better explanation.
      const value = await Promise.race([answer.catch((error) => this.lossBehind(error)), failure]);
      if (this.faults > since) throw this.lastFault;
      return value;
    } catch (error) {
      // A mistake may be reported several times. All reports belong to this work and not to the next.
      if (!this.lost) await this.device.queue.onSubmittedWorkDone();
      throw error;
    } finally {
      this.waiting.delete(fail);
    }
  }

  /** The compiled program; compiled once for each variant. */
  program(kernel: GpuKernel, variant: KernelVariant): Promise<GpuProgram> {
    const key = `${kernel.name} ${variant.lanes} ${JSON.stringify(variant.constants)}`;
    let program = this.programs.get(key);
    if (!program) {
      program = this.compile(kernel, variant, key);
      this.programs.set(key, program);
    }
    return program;
  }

  private async compile(kernel: GpuKernel, variant: KernelVariant, label: string): Promise<GpuProgram> {
    const { device } = this;
    const entries: GPUBindGroupLayoutEntry[] = [{ binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform' } }];
    for (const use of Object.values(kernel.buffers)) {
      const type = use.startsWith('read_write') ? 'storage' : 'read-only-storage';
      entries.push({ binding: entries.length, visibility: GPUShaderStage.COMPUTE, buffer: { type } });
    }
    const layout = device.createBindGroupLayout({ label, entries });
    const pipeline = await device.createComputePipelineAsync({
      label,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ label, code: wgslOf(kernel, variant) }), entryPoint: 'main' },
    });
    return { layout, pipeline };
  }

  private fail(error: Error): void {
    this.faults++;
    this.lastFault = error;
    for (const reject of this.waiting) reject(error);
    this.waiting.clear();
  }

  private async lossBehind(error: unknown): Promise<never> {
    if (error instanceof DOMException && error.name === 'AbortError') {
      await this.device.lost;
      throw this.lost;
    }
    throw error;
  }
}

/** Turns a GPU's error into one that says what ran out, or what was wrong. */
export function explain(error: GPUError): Error {
  if (error instanceof GPUOutOfMemoryError) return computeError('TooLarge', `the GPU is out of memory: ${error.message}`);
  return new Error(`WebGPU error: ${error.message}`);
}

/** Time that may pass before the GPU is waited for, in ms: half of what a cancelled request may take to end, or less. */
const stretch = 25;
/** Multiply-adds in a ms that a kernel is believed to do before it has been seen: a slow software adapter's pace. */
const firstGuess = 2e5;
/** No adapter is slower than this; a busy machine only answers late, and smaller work would not make it answer sooner. */
const slowest = 1e5;
/** Most that one observation may change a belief. */
const largestChange = 8;
/** Times below this say more about the round trip than about the kernel. */
const tellingTime = 4;

/** How much work goes to the GPU at once: as much as takes some tens of ms there, learned from the times of earlier work. */
class GpuPace {
  private readonly workPerMs = new Map<string, number>();

  /** Expected ms for this much work. */
  expected(kernel: string, work: number): number {
    return work / this.rateOf(kernel);
  }

  /** How many elements of this cost make one stretch, at least 1. */
  elementsPerStretch(kernel: string, cost: number): number {
    return Math.max(1, Math.floor((stretch * this.rateOf(kernel)) / cost));
  }

  isLong(expectedMs: number): boolean {
    return expectedMs >= 0.7 * stretch;
  }

  /** Corrects the belief about the kernels that ran together: expected ms against the time that passed. */
  learn(kernels: Iterable<string>, expectedMs: number, elapsedMs: number): void {
    if (Math.max(expectedMs, elapsedMs) < tellingTime) return;
    const factor = Math.min(largestChange, Math.max(1 / largestChange, expectedMs / elapsedMs));
    for (const kernel of kernels) this.workPerMs.set(kernel, Math.max(slowest, this.rateOf(kernel) * factor));
  }

  private rateOf(kernel: string): number {
    return this.workPerMs.get(kernel) ?? firstGuess;
  }
}
