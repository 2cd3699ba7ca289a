/** Random numbers from a seed: NumPy's legacy streams, number for number, so that a seed gives what it gives in the published notebooks. */

const WORDS = 624;
const SHIFT = 397;

/** Standard normals in the order of `numpy.random.RandomState(seed).standard_normal`. */
export interface NormalStream {
  next(): number;
  /** out_i = mean + deviation * next(), in order; returns `out`. */
  fill(out: Float64Array, mean: number, deviation: number): Float64Array;
  /** Passes over this many normals without computing them. */
  skip(count: number): void;
}

/** state_i = 1812433253 (state_{i-1} ^ state_{i-1} >> 30) + i: `init_genrand` of Matsumoto and Nishimura's mt19937ar.c (2002). */
function seededState(seed: number): Uint32Array {
  const state = new Uint32Array(WORDS);
  state[0] = seed;
  for (let i = 1; i < WORDS; i++) {
    const previous = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, previous) + i;
  }
  return state;
}

/** Replaces all words of the state by the next 624 of the recurrence x_{k+624} = x_{k+397} ^ (upper bit of x_k | rest of x_{k+1}) A. */
function advance(state: Uint32Array): void {
  for (let k = 0; k < WORDS; k++) {
    const mixed = (state[k] & 0x80000000) | (state[(k + 1) % WORDS] & 0x7fffffff);
    state[k] = state[(k + SHIFT) % WORDS] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
  }
}

/** Mersenne twister MT19937: returns the function that draws its next tempered word, unsigned 32 bit. */
function mersenneTwister(seed: number): () => number {
  const state = seededState(seed);
  let position = WORDS;
  return () => {
    if (position === WORDS) {
      advance(state);
      position = 0;
    }
    let word = state[position++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  };
}

/**
 * u = (a 2^26 + b) / 2^53 with a, b the upper 27 and 26 bits of two words: NumPy's `random_sample`, uniform in [0, 1).
 * `seed` is an integer from 0 to 2^32 - 1, as for {@link normalStream}; throws otherwise.
 */
export function uniformStream(seed: number): () => number {
  return uniformsOf(wordStream(seed));
}

/** The generator's own words, unsigned 32 bit. Throws a RangeError for a seed that is not an integer from 0 to 2^32 - 1. */
export function wordStream(seed: number): () => number {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`invalid seed: ${seed} (expected an integer from 0 to 4294967295)`);
  }
  return mersenneTwister(seed);
}

function uniformsOf(word: () => number): () => number {
  return () => {
    const upper = word() >>> 5;
    const lower = word() >>> 6;
    return (upper * 67108864 + lower) / 9007199254740992;
  };
}

/**
 * n_1 = f v, n_2 = f u with f = sqrt(-2 ln(s) / s), s = u^2 + v^2 and (u, v) uniform in the unit disc: Marsaglia's polar method (1964)
 * as in NumPy's `legacy_gauss`, on MT19937. Equal to NumPy to the last place or two of `log`.
 * Throws a RangeError for a seed that is not an integer from 0 to 2^32 - 1.
 */
export function normalStream(seed: number): NormalStream {
  return normalsOf(uniformStream(seed));
}

/** `numpy.random.RandomState(seed)`: integers and normals from one stream, in the order in which they are asked for. */
export interface RandomState {
  /** Uniform in 0, ..., largest (below 2^32): words under a mask of as many bits, those above `largest` left out (`random_interval`). */
  interval(largest: number): number;
  normals: NormalStream;
}

export function randomState(seed: number): RandomState {
  const word = wordStream(seed);
  return {
    interval(largest) {
      if (largest === 0) return 0;
      const unused = Math.clz32(largest);
      let value: number;
      do value = (word() & (0xffffffff >>> unused)) >>> 0;
      while (value > largest);
      return value;
    },
    normals: normalsOf(uniformsOf(word)),
  };
}

function normalsOf(uniform: () => number): NormalStream {
  let u = 0;
  let s = 0;
  let hasSecond = false; // the pair's second normal, f u, is still to be given
  const drawPair = () => {
    let v: number;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    return v;
  };
  const next = () => {
    const coordinate = hasSecond ? u : drawPair();
    hasSecond = !hasSecond;
    return Math.sqrt((-2 * Math.log(s)) / s) * coordinate;
  };
  return {
    next,
    fill(out, mean, deviation) {
      for (let i = 0; i < out.length; i++) out[i] = mean + deviation * next();
      return out;
    },
    skip(count) {
      for (let i = 0; i < count; i++) {
        if (!hasSecond) drawPair();
        hasSecond = !hasSecond;
      }
    },
  };
}

/** Fisher and Yates's shuffle of `values`, in place, with `uniform` in [0, 1); returns `values`. */
export function shuffle<Values extends Uint8Array | Uint32Array>(values: Values, uniform: () => number): Values {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}
