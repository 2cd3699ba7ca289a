import { expect, test } from 'vitest';
import { torchStream } from '../../../src/compute/math/torchRandom.ts';

test('uniforms are those of torch.manual_seed(0); torch.rand(5)', () => {
  const uniforms = torchStream(0).uniforms(5);
  [0.4963, 0.7682, 0.0885, 0.132, 0.3074].forEach((value, i) => {
    expect(uniforms[i]).toBeCloseTo(value, 4);
  });
});

test('normals have mean 0 and variance 1, and the last sixteen are drawn anew where they are no whole block', () => {
  const count = 10_000;
  const normals = torchStream(3).normals(count);
  const mean = normals.reduce((sum, value) => sum + value, 0) / count;
  const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(count));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / count));

  const broken = torchStream(3).normals(30);
  expect(broken.subarray(0, 14)).toEqual(normals.subarray(0, 14));
  const next = torchStream(3);
  next.skip(30);
  expect(broken.subarray(14)).toEqual(next.normals(16));
});

test('skipping is drawing and throwing away', () => {
  const [skipped, drawn] = [torchStream(7), torchStream(7)];
  skipped.skip(700);
  drawn.uniforms(700);
  expect(skipped.uniforms(3)).toEqual(drawn.uniforms(3));
});

test('fewer than sixteen normals are refused, as is a seed that is none', () => {
  expect(() => torchStream(0).normals(15)).toThrow('invalid count: 15 (expected 16 normals or more)');
  expect(() => torchStream(-1)).toThrow('invalid seed: -1 (expected an integer from 0 to 4294967295)');
});
