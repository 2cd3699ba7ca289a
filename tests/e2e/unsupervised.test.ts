/** Unsupervised PC on the page: its figures come by themselves, it stops and goes on, and everything is in the address. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figureData, slider } from './figures.ts';
import { seriousViolations } from './seriousViolations.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

/** Small enough for a step in a few milliseconds. */
const small = '?experiment=unsupervised&latent=8&hidden=1&width=12&batchSize=16&steps=8&dt=0.1&iterations=100000';

const weightSteps = async (page: Page): Promise<number> => {
  const caption = await page
    .getByText(/weight steps, /)
    .first()
    .textContent();
  return Number(caption!.split(' ')[0].replaceAll(',', ''));
};
const pixels = async (page: Page) => (await figureData(page, 'Pictures'))[0].z;

test('curves, reconstructions and latents appear by themselves; it stops, and goes on from there', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  await expect.poll(() => weightSteps(page), { timeout: 60_000 }).toBeGreaterThan(20);
  expect((await figureData(page, 'Latents')).length).toBe(10);
  const last = await pixels(page);
  await slider(page, 'Inference time').press('Home');
  await expect.poll(() => pixels(page)).not.toEqual(last);
  await expect.poll(() => page.url()).toContain('time=0'); // written once the slider rests

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByText('stopped', { exact: true }).waitFor();
  const stopped = await weightSteps(page);
  await page.waitForTimeout(1000);
  expect(await weightSteps(page)).toBe(stopped);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect.poll(() => weightSteps(page)).toBeGreaterThan(stopped);

  await page.getByText('probe and k-NN', { exact: true }).click();
  await expect.poll(async () => (await figureData(page, 'Learning')).map(({ name }) => name)).toEqual(['linear probe', 'k-NN']);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('T may be changed while it learns, and the guide opens by its address, without a serious violation', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  await expect.poll(() => weightSteps(page), { timeout: 60_000 }).toBeGreaterThan(20);
  await slider(page, 'Inference steps').press('ArrowRight');
  await page.getByText(/Changed on the way: from [\d,]+ on T = 9/).waitFor();
  await page.getByRole('button', { name: 'Guide', exact: true }).click();
  await page.getByRole('heading', { name: 'What we found' }).waitFor();
  await expect.poll(() => page.url()).toContain('guide=open');
  expect(await seriousViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(900);
  expect(complaints).toEqual([]);
  await page.context().close();
});
