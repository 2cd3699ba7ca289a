/** A real server gives the packed files that ship with the page; the oracle is what the published sets are known for. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import type { DataProgress } from '../../../../src/model/service.ts';

const publicFolder = fileURLToPath(new URL('../../../../public/', import.meta.url));
type Spoil = (bytes: Buffer) => Buffer;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.resetModules(); // sets are kept once loaded
});

/** A server below a path of its own; `spoil` changes what it gives. */
async function serve(spoil: Spoil = (bytes) => bytes, status = 200): Promise<{ base: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(async ({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(status).end(spoil(await readFile(publicFolder + url.replace('/some/path/', ''))));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { base: `http://localhost:${(server.address() as AddressInfo).port}/some/path/index.html?x=1`, asked };
}

async function packedSetFrom(base: string, onProgress: (progress: DataProgress) => void = () => {}) {
  const { loadFrom, packedSet } = await import('../../../../src/compute/datasets/packed/packedSet.ts');
  loadFrom(base, onProgress);
  return packedSet;
}

const labelOf = (y: ArrayLike<number>, i: number) => Array.from({ length: 10 }, (_, k) => y[10 * i + k]).indexOf(1);
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

test.each([
  {
    name: 'mnist',
    first: [5, 0, 4, 1, 9, 2, 1, 3, 1, 4],
    firstTested: [7, 2, 1, 0, 4],
    pixelMean: 0.1307,
    pixelDeviation: 0.3081,
  },
  {
    name: 'fashion-mnist',
    first: [9, 0, 0, 3, 0, 2, 7, 2, 5, 5],
    firstTested: [9, 2, 1, 1, 6],
    pixelMean: 0.286,
    pixelDeviation: 0.353,
  },
] as const)('$name: 10,000 and 2,000 normalised images in the published order', async (expected) => {
  const { base, asked } = await serve();
  const packedSet = await packedSetFrom(base);
  const { train, test: tested } = await packedSet(expected.name);
  expect([train.count, tested.count, train.inputs, train.outputs]).toEqual([10_000, 2_000, 784, 10]);
  expect(expected.first.map((_, i) => labelOf(train.y, i))).toEqual(expected.first);
  expect(expected.firstTested.map((_, i) => labelOf(tested.y, i))).toEqual(expected.firstTested);
  // Black and white are where the published mean and sd put them, and a sixth of the set has nearly the whole set's mean 0 and sd 1.
  const { pixelMean, pixelDeviation } = expected;
  const x = train.x as Float32Array;
  expect(Math.min(...x.subarray(0, 78400))).toBeCloseTo(-pixelMean / pixelDeviation, 3);
  expect(Math.max(...x.subarray(0, 78400))).toBeCloseTo((1 - pixelMean) / pixelDeviation, 3);
  expect(Math.abs(mean(x))).toBeLessThan(0.01);
  expect(Math.abs(mean(x.map((value) => value * value)) - 1)).toBeLessThan(0.02);
  expect(asked).toEqual(['train', 'test'].map((part) => `/some/path/data/${expected.name}/${part}.bin`));
  await packedSet(expected.name);
  expect(asked).toHaveLength(2);
});

test('progress goes from little to all', async () => {
  const said: DataProgress[] = [];
  const { base } = await serve();
  await (await packedSetFrom(base, (progress) => said.push(progress)))('mnist');
  const loaded = said.map((progress) => progress.loaded);
  expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  expect(loaded.length).toBeGreaterThan(3);
  expect(said.at(-1)).toEqual({ name: 'mnist', loaded: 1_925_521, total: 1_925_521 });
});

test('a changed file is refused, and asked for again the next time', async () => {
  let spoilt = true;
  const { base, asked } = await serve((bytes) => {
    if (spoilt) bytes[1000] ^= 1;
    return bytes;
  });
  const packedSet = await packedSetFrom(base);
  await expect(packedSet('mnist')).rejects.toMatchObject({
    name: 'DataUnavailable',
    message: expect.stringMatching(/train\.bin is not the file that this page was built with .*another SHA-256/),
  });
  spoilt = false;
  await expect(packedSet('mnist')).resolves.toMatchObject({ train: { count: 10_000 } });
  expect(asked).toHaveLength(3);
});

test('a file that is cut off, longer, missing or out of reach is said to be', async () => {
  const failures: [Spoil, number, RegExp][] = [
    [(bytes) => bytes.subarray(0, 1000), 200, /1000 of 1612390 bytes, another SHA-256/],
    [(bytes) => Buffer.concat([bytes, bytes]), 200, /longer than the 1612390 bytes/],
    [(bytes) => bytes, 404, /train\.bin could not be loaded: the server answers 404/],
  ];
  for (const [spoil, status, message] of failures) {
    const packedSet = await packedSetFrom((await serve(spoil, status)).base);
    await expect(packedSet('mnist')).rejects.toThrow(message);
  }
  const packedSet = await packedSetFrom('http://localhost:9/');
  await expect(packedSet('mnist')).rejects.toThrow(/could not be loaded .*it needs the network the first time/);
});
