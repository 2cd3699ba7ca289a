/** The kernels' memory, handed out from bottom to top and taken back all at once: a memory for each piece of work that is under way. */
import { type Kernels, openKernels } from './compiledKernels.ts';

const page = 1 << 16;
/** Kernels read up to this far past an array's end. */
const margin = 64;

export class Heap {
  readonly kernels: Kernels = openKernels();
  private top = this.kernels.memoryStart();

  /** Frees everything that was taken. */
  clear(): void {
    this.top = this.kernels.memoryStart();
  }

  /** Takes this many bytes, all zero, and returns their address. Earlier views of the memory are no longer valid. */
  take(bytes: number): number {
    const at = Math.ceil(this.top / margin) * margin;
    this.top = at + bytes;
    const { memory } = this.kernels;
    const missing = this.top + margin - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / page));
    new Uint8Array(memory.buffer, at, bytes).fill(0);
    return at;
  }

  takeFloats(values: ArrayLike<number>): number {
    const at = this.take(4 * values.length);
    this.floats(at, values.length).set(values);
    return at;
  }

  takeWords(values: readonly number[]): number {
    const at = this.take(4 * values.length);
    new Int32Array(this.kernels.memory.buffer, at, values.length).set(values);
    return at;
  }

  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.kernels.memory.buffer, at, count);
  }

  doubles(at: number, count: number): Float64Array {
    return new Float64Array(this.kernels.memory.buffer, at, count);
  }
}

/** Memory never shrinks: heaps beyond this size are not used again. */
const mostIdleBytes = 1 << 26;
const idle: Heap[] = [];

/** A heap for one caller, until it is given back. */
export function borrowHeap(): Heap {
  return idle.pop() ?? new Heap();
}

export function giveBack(heap: Heap): void {
  heap.clear();
  if (heap.kernels.memory.buffer.byteLength <= mostIdleBytes) idle.push(heap);
}
