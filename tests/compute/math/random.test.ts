/** The oracle is NumPy 1.24: `RandomState(seed).standard_normal(...)`, `.random_sample(...)`, printed in full. */
import { describe, expect, test } from 'vitest';
import { normalStream, uniformStream } from '../../../src/compute/math/random.ts';

const numpy = [
  {
    seed: 0,
    uniforms: [0.5488135039273248, 0.7151893663724195, 0.6027633760716439],
    normals: [
      1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675, -0.977277879876411,
    ],
    thousandth: -0.35811407547985674,
  },
  {
    seed: 1,
    uniforms: [0.417022004702574, 0.7203244934421581, 0.00011437481734488664],
    normals: [
      1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705, 0.8654076293246785, -2.3015386968802827,
    ],
    thousandth: -0.18695501653274957,
  },
  {
    seed: 4294967295,
    uniforms: [0.0976320289940138, 0.9123828453026218, 0.78903530185164],
    normals: [
      0.6484086742306527, 0.6693235306338161, -1.0805437227474493, 0.2845010447986309, 0.11388773652167104, 0.8676218937929382,
    ],
    thousandth: 0.8396779525796308,
  },
];

describe.each(numpy)('seed $seed', ({ seed, uniforms, normals, thousandth }) => {
  test('uniforms are NumPy’s, bit for bit', () => {
    const next = uniformStream(seed);
    expect(uniforms.map(() => next())).toEqual(uniforms);
  });

  test('normals are NumPy’s', () => {
    const drawn = normalStream(seed).fill(new Float64Array(1000), 0, 1);
    normals.forEach((value, i) => {
      expect(relativeDifference(drawn[i], value)).toBeLessThan(1e-15);
    });
    expect(relativeDifference(drawn[999], thousandth)).toBeLessThan(1e-15);
  });

  test.each([1, 2, 7, 640])('skipping %i normals lands where drawing them does', (count) => {
    const drawn = normalStream(seed);
    drawn.next();
    for (let i = 0; i < count; i++) drawn.next();
    const skipped = normalStream(seed);
    skipped.next();
    skipped.skip(count);
    expect([skipped.next(), skipped.next()]).toEqual([drawn.next(), drawn.next()]);
  });
});

test.each([-1, 0.5, 4294967296, Number.NaN])('seed %d is refused', (seed) => {
  expect(() => normalStream(seed)).toThrow(`invalid seed: ${seed} (expected an integer from 0 to 4294967295)`);
});

const relativeDifference = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);
