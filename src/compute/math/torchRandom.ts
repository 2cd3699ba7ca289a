/** PyTorch's random numbers on a CPU, to the last place or two of float32, so that a seed gives the target that the published code draws. */
import { wordStream } from './random.ts';

/** Normals are made of uniforms sixteen at a time. */
const BLOCK = 16;
const HALF = BLOCK / 2;

/** The numbers that `torch.rand` and `torch.randn` draw after `torch.manual_seed(seed)`, in the order of the calls. */
export interface TorchStream {
  /** `torch.rand(count)`: the lower 24 bits of a word, in [0, 1). */
  uniforms(count: number): Float64Array;
  /** `torch.randn(count)`. Throws a RangeError below 16, where PyTorch takes another way. */
  normals(count: number): Float64Array;
  /** Passes over what `torch.rand(count)` would have drawn. */
  skip(count: number): void;
}

/** A stream from MT19937, the generator that NumPy uses too. Throws a RangeError for a seed that is not an integer from 0 to 2^32 - 1. */
export function torchStream(seed: number): TorchStream {
  const word = wordStream(seed);
  const uniforms = (count: number) => Float64Array.from({ length: count }, () => (word() & 0xffffff) / 0x1000000);
  return {
    uniforms,
    normals(count) {
      if (count < BLOCK) throw new RangeError(`invalid count: ${count} (expected ${BLOCK} normals or more)`);
      const out = uniforms(count);
      for (let from = 0; from + BLOCK <= count; from += BLOCK) toNormals(out.subarray(from, from + BLOCK));
      if (count % BLOCK === 0) return out;
      const last = out.subarray(count - BLOCK); // drawn again as a whole, though part of them were normals already
      last.set(uniforms(BLOCK));
      toNormals(last);
      return out;
    },
    skip(count) {
      for (let i = 0; i < count; i++) word();
    },
  };
}

/** Box and Muller (1958): n_j = r cos(a), n_{j+8} = r sin(a) with r = sqrt(-2 ln(1 - u_j)), a = 2 pi u_{j+8}; in place, [16]. */
function toNormals(block: Float64Array): void {
  for (let j = 0; j < HALF; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - block[j]));
    const angle = 2 * Math.PI * block[j + HALF];
    block[j] = Math.fround(radius * Math.cos(angle));
    block[j + HALF] = Math.fround(radius * Math.sin(angle));
  }
}
