/** The laboratory of two moons on the page: its sweep over the machine's cores, its stop and resume, one network, and the guide. */
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

/** As the bar says it: `36 of 300 runs done, …`. */
const runsOver = async (page: Page) =>
  Number.parseInt(
    (await page.getByRole('progressbar', { name: 'Sweep over widths and rates' }).getAttribute('aria-valuetext'))!,
    10,
  );

test('a sweep shows its first widths, stops, and goes on from the runs it has', async () => {
  const { page, complaints } = await openPage(browser, at('?experiment=moons-rates&widest=512&seeds=5'));
  const narrowest = page.getByRole('row', { name: /^16 / });
  await narrowest
    .getByText(/\d\d\.\d ± \d/)
    .first()
    .waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).waitFor({ timeout: 5000 });
  const stopped = await runsOver(page);
  expect(stopped).toBeLessThan(300);
  await page.waitForTimeout(500);
  expect(await runsOver(page)).toBe(stopped);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect.poll(() => runsOver(page), { timeout: 60_000 }).toBeGreaterThan(stopped);
  await expect.poll(() => runsOver(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(50); // the whole first width
  const ours = (await narrowest.getByRole('cell').allInnerTexts()).slice(2);
  expect(ours).toEqual(['0.03', '90.8 ± 0.8', '90.2 ± 1.2']); // as a NumPy twin of the 50 runs has them
  const traces = await figureData(page, 'Accuracy by activity rate');
  expect(traces.find(({ name }) => name === 'h = 16')!.x).toHaveLength(9);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('one network learns in step with its timeline, and the guide opens over it', async () => {
  const { page, complaints } = await openPage(browser, at('?experiment=moons-network&width=16&at=32&guide=open'));
  await page.getByRole('dialog', { name: 'Two moons' }).getByRole('heading', { name: 'What to try' }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText(/after 32 steps BP \d\d\.\d %, PC \d\d\.\d %/).waitFor({ timeout: 60_000 });
  const probabilities = async () =>
    (await figureData(page, 'PC’s decision')).find(({ name }) => name === 'probability')!.z.flat();
  const learnt = await probabilities();
  await slider(page, 'Iteration').fill('0');
  await expect.poll(probabilities).not.toEqual(learnt);
  expect(await seriousViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});
