/** The escape sweep on the page: its slopes, its stop and its resume, and an address that starts it again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figureData } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const small = `?${flat}&experiment=escape-time&resolution=15&width=3&dimension=2&learningRate=0.2&sweep=none&sweepFrom=0.002&sweepTo=0.1&sweepScales=7&sweepSeeds=3`;

const progress = (page: Page) => page.getByRole('progressbar', { name: 'Escape sweep' });
const share = async (page: Page) => Number(await progress(page).getAttribute('aria-valuenow'));

test('shows both learners on one figure, with slopes beside the predicted ones', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  await expect.poll(() => share(page), { timeout: 60_000 }).toBe(100);
  const row = async (name: string) => page.getByRole('row', { name }).getByRole('cell').allInnerTexts();
  const [measured, predicted] = (await row('BP, L = 3')).map((text) => Number(text.replace('−', '-')));
  expect(predicted).toBe(-1);
  expect(Math.abs(measured / predicted - 1)).toBeLessThan(0.15);
  expect(Number((await row('PC, L = 3'))[0].replace('−', '-'))).toBeGreaterThan(measured / 3);
  const traces = await figureData(page, 'Escape time');
  for (const name of ['BP 2-3-3-2', 'PC 2-3-3-2']) expect(traces.find((trace) => trace.name === name)!.x).toHaveLength(7);
  await page.getByText(/BP −1\.0\d \(predicted −1\)/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('stops, keeps what it found, and goes on from there', async () => {
  const { page } = await openPage(browser, at(`${small}&sweepFrom=0.00001&sweepSteps=1000000`));
  await expect.poll(() => share(page), { timeout: 60_000 }).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).waitFor({ timeout: 5000 });
  const reached = await share(page);
  expect(reached).toBeLessThan(100);
  await page.waitForTimeout(500);
  expect(await share(page)).toBe(reached);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  expect(await share(page)).toBeGreaterThanOrEqual(reached);
  await page.reload(); // its address starts the same job again
  await expect.poll(() => share(page), { timeout: 60_000 }).toBeGreaterThan(10);
  await page.context().close();
});
