/** A convolutional network in the built page: it trains on tfjs, its landscapes are drawn on request, and what it has not says so. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figureData } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const small =
  '?data=mnist&hidden=2&convolutions=2&channels=1&activation=tanh&scale=0.01&batchSize=4&steps=3&iterations=6&plane=random&centre=start&resolution=15';

test('two convolutions on MNIST', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  const points = async (name: string) =>
    (await figureData(page, 'Training').catch(() => [])).find((trace) => trace.name === name)?.y.length ?? 0;
  await expect.poll(() => points('PC'), { timeout: 60_000 }).toBe(6);
  expect(await points('BP')).toBe(6);
  await expect.poll(() => page.getByText('tfjs on WASM').first().isVisible()).toBe(true);

  await page.getByRole('button', { name: 'Compute landscapes' }).first().click();
  await expect
    .poll(async () => (await figureData(page, 'Energy landscape').catch(() => []))[0]?.type, { timeout: 90_000 })
    .toBe('surface');

  await page.reload(); // both ask for tfjs at once
  await expect.poll(() => points('PC'), { timeout: 60_000 }).toBe(6);

  await page.getByRole('tab', { name: 'Spectrum' }).click();
  const refused = 'Hessians are computed for fully connected networks without biases alone: 2 convolutions (expected 0)';
  await expect.poll(() => page.getByRole('alert').first().textContent(), { timeout: 60_000 }).toContain(refused);
  expect(complaints).toEqual([]);
  await page.context().close();
});
