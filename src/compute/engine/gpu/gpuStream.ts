/** One request's work on the GPU: dispatches cut to a time that can be waited for, read-backs, and the buffers that it leaves behind. */
import { explain, type Gpu } from './gpu.ts';
import { type GpuKernel, groupSize, type KernelVariant, packNumbers } from './gpuKernel.ts';

/** A kernel's call: an element of work each for [0, count). */
export interface Dispatch<Buffers extends string, Numbers extends string> {
  readonly kernel: GpuKernel<Buffers, Numbers>;
  readonly variant: KernelVariant;
  readonly buffers: Readonly<Record<NoInfer<Buffers>, GPUBuffer>>;
  readonly numbers: Readonly<Record<NoInfer<Numbers>, number>>;
  readonly count: number;
  /** Multiply-adds an element. */
  readonly cost: number;
}

const bytes = Float32Array.BYTES_PER_ELEMENT;

export class GpuStream {
  private readonly since: number;
  private readonly owned: GPUBuffer[] = [];
  private readonly spent: GPUBuffer[] = []; // uniform blocks of dispatches under way
  private readonly running = new Set<string>();
  private readonly checks: Promise<GPUError | null>[] = []; // whether what was encoded and sent is valid
  private expectedMs = 0;
  private encoder: GPUCommandEncoder | null = null;

  constructor(
    readonly gpu: Gpu,
    private readonly signal: AbortSignal,
  ) {
    this.since = gpu.faultCount;
  }

  /** A storage array of this many zeros, or with these values. */
  array(content: number | Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): GPUBuffer {
    const length = typeof content === 'number' ? content : content.length;
    const buffer = this.gpu.device.createBuffer({
      size: bytes * Math.max(4, length), // room for one vec4u, the least that a binding may have
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    this.owned.push(buffer);
    if (typeof content !== 'number') this.write(buffer, content);
    return buffer;
  }

  /** Replaces an array's values once the work sent so far is done with them. */
  write(buffer: GPUBuffer, content: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): void {
    this.submit();
    this.gpu.device.queue.writeBuffer(buffer, 0, content);
  }

  /** Runs the kernel over all elements; comes back when they are on their way, having waited for earlier ones where there is much to do. */
  async run<Buffers extends string, Numbers extends string>(dispatch: Dispatch<Buffers, Numbers>): Promise<void> {
    const { kernel, variant, cost, count } = dispatch;
    const program = await this.gpu.whileHealthy(this.gpu.program(kernel, variant), this.since);
    for (let first = 0; first < count; ) {
      const end = Math.min(count, first + this.gpu.pace.elementsPerStretch(kernel.name, cost));
      this.checked(() => this.encode(program.pipeline, program.layout, dispatch, first, end));
      this.running.add(kernel.name);
      this.expectedMs += this.gpu.pace.expected(kernel.name, (end - first) * cost);
      if (this.gpu.pace.isLong(this.expectedMs)) await this.flush();
      first = end;
    }
  }

  /** Copies `length` elements between arrays. */
  copy(from: GPUBuffer, start: number, to: GPUBuffer, toStart: number, length: number): void {
    this.encoding.copyBufferToBuffer(from, bytes * start, to, bytes * toStart, bytes * length);
  }

  /** The first `length` values of each array, after everything sent so far. */
  async read(...arrays: (readonly [buffer: GPUBuffer, length: number])[]): Promise<Float32Array[]> {
    const { device } = this.gpu;
    const ends: number[] = [];
    for (const [, length] of arrays) ends.push((ends.at(-1) ?? 0) + length);
    const staging = device.createBuffer({ size: bytes * ends.at(-1)!, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    arrays.forEach(([buffer, length], index) => {
      this.copy(buffer, 0, staging, ends[index] - length, length);
    });
    try {
      await this.flush(() => staging.mapAsync(GPUMapMode.READ));
      const values = new Float32Array(staging.getMappedRange().slice(0));
      return ends.map((end, index) => values.subarray(ends[index - 1] ?? 0, end));
    } finally {
      staging.destroy();
    }
  }

  /** Sends what is encoded, and does not wait until it is done. Throws the first mistake in it. */
  async send(): Promise<void> {
    this.submit();
    await this.throwMistakes();
  }

  /** Lets go of every array. */
  close(): void {
    for (const buffer of [...this.owned, ...this.spent]) buffer.destroy();
  }

  private get encoding(): GPUCommandEncoder {
    this.encoder ??= this.gpu.device.createCommandEncoder();
    return this.encoder;
  }

  private encode<Buffers extends string, Numbers extends string>(
    pipeline: GPUComputePipeline,
    layout: GPUBindGroupLayout,
    { kernel, variant, buffers, numbers }: Dispatch<Buffers, Numbers>,
    first: number,
    end: number,
  ): void {
    const { device } = this.gpu;
    const names = Object.keys(kernel.buffers) as Buffers[];
    const resources = [this.uniform(packNumbers(kernel, numbers, first, end)), ...names.map((name) => buffers[name])];
    const pass = this.encoding.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({ layout, entries: resources.map((buffer, binding) => ({ binding, resource: { buffer } })) }),
    );
    const groups = Math.ceil((end - first) / (groupSize / variant.lanes));
    const across = Math.min(groups, device.limits.maxComputeWorkgroupsPerDimension);
    pass.dispatchWorkgroups(across, Math.ceil(groups / across));
    pass.end();
  }

  private uniform(content: ArrayBuffer): GPUBuffer {
    const usage = GPUBufferUsage.UNIFORM;
    const buffer = this.gpu.device.createBuffer({ size: content.byteLength, usage, mappedAtCreation: true });
    new Uint8Array(buffer.getMappedRange()).set(new Uint8Array(content));
    buffer.unmap();
    this.spent.push(buffer);
    return buffer;
  }

  private submit(): void {
    const { encoder } = this;
    if (encoder) this.checked(() => this.gpu.device.queue.submit([encoder.finish()]));
    this.encoder = null;
  }

  /** Issues GPU calls, and keeps their mistakes for this stream: another's work goes on. */
  private checked(issue: () => void): void {
    const { device } = this.gpu;
    device.pushErrorScope('validation');
    issue();
    this.checks.push(device.popErrorScope());
  }

  /** Throws the first mistake in what was encoded and sent. */
  private async throwMistakes(): Promise<void> {
    const mistakes = await this.gpu.whileHealthy(Promise.all(this.checks.splice(0)), this.since);
    const first = mistakes.find((mistake) => mistake !== null);
    if (first) throw explain(first);
  }

  /** Sends what is encoded and waits for it. Throws the signal's reason when the work was cancelled meanwhile. */
  private async flush(done: () => Promise<unknown> = () => this.gpu.device.queue.onSubmittedWorkDone()): Promise<void> {
    this.signal.throwIfAborted();
    const start = performance.now();
    this.submit();
    await this.gpu.whileHealthy(done(), this.since);
    await this.throwMistakes();
    this.gpu.pace.learn(this.running, this.expectedMs, performance.now() - start);
    this.running.clear();
    this.expectedMs = 0;
    for (const buffer of this.spent.splice(0)) buffer.destroy();
    this.signal.throwIfAborted();
  }
}

/** Gives `use` a stream of its own, and lets go of its arrays afterwards. */
export async function withStream<Answer>(
  gpu: Gpu,
  signal: AbortSignal,
  use: (stream: GpuStream) => Promise<Answer>,
): Promise<Answer> {
  const stream = new GpuStream(gpu, signal);
  try {
    return await use(stream);
  } finally {
    stream.close();
  }
}
