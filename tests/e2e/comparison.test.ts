/** The comparison of BP's and PC's models on the page: first curves, a stop, surfaces around what was learnt, a resume to the end. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figureData } from './figures.ts';
import { seriousViolations } from './seriousViolations.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const twoModels = 'withRc2=hidden&withRc3=hidden&withRc23=hidden&withRc23Decay=hidden';
const small = `?experiment=comparison-fashion&hidden=2&width=8&steps=8&surfaceResolution=11&${twoModels}`;

const share = async (page: Page) =>
  Number(await page.getByRole('progressbar', { name: 'Comparison' }).getAttribute('aria-valuenow'));
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('opens by its address, stops, draws surfaces of what was learnt, and goes on to its end', async () => {
  const { page, complaints } = await openPage(browser, at(`${small}&iterations=1560`));
  await expect.poll(() => share(page), { timeout: 60_000 }).toBeGreaterThan(20);
  await press(page, 'Stop');
  await press(page, 'Compute surfaces');
  await expect.poll(async () => (await figureData(page, 'Loss surfaces')).length, { timeout: 60_000 }).toBe(2);
  const [bp, pc] = await figureData(page, 'Loss surfaces');
  expect([bp.name, pc.name]).toEqual(['bp', 'pc']);
  expect(await seriousViolations(page)).toEqual([]);
  await press(page, 'Resume');
  await page.getByText('computed in').waitFor({ timeout: 60_000 });
  for (const name of ['bp', 'pc'])
    expect((await figureData(page, 'Compared curves')).find((trace) => trace.name === name)!.x!.at(-1)).toBe(1559);
  await page.getByText(/Measured: bp \d+\.\d %, pc \d+\.\d %/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('says what is wrong with more updates than inference steps, and where no model is chosen', async () => {
  const { page } = await openPage(browser, at(`${small}&updateEvery=9&withBp=hidden&withPc=hidden`));
  await page.getByText('"9" is not a whole number from 1 to 8, the inference steps T').waitFor();
  await page.getByRole('alert').getByText('no model chosen: 0 of 6').first().waitFor();
  await page.context().close();
});
