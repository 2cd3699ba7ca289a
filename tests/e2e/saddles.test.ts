/** The saddle search on the page: its ranks against theory, its stop and its resume, and a point made the centre of the landscape. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figureData } from './figures.ts';
import { seriousViolations } from './seriousViolations.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const search = `?${flat}&panel=saddles&hidden=1&width=2&dimension=2&resolution=15&iterations=5`;

const share = async (page: Page) =>
  Number(await page.getByRole('progressbar', { name: 'Saddle search' }).getAttribute('aria-valuenow'));

/** Texts of the table's cells, point by point: those of the point's row, then its details. */
async function tableRows(page: Page): Promise<string[][]> {
  const region = page.getByRole('region', { name: 'Critical points' });
  const [rows, details] = [await region.locator('tr.point').all(), await region.locator('tr.details').allInnerTexts()];
  return Promise.all(rows.map(async (row, i) => [...(await row.locator('th, td').allInnerTexts()), details[i]]));
}

test.each(['energy', 'loss'])('finds saddles of rank 0, 1 and 2 of the %s where theory puts them', async (searched) => {
  const { page, complaints } = await openPage(browser, at(`${search}&searched=${searched}&searchStarts=24`));
  await expect.poll(() => share(page), { timeout: 90_000 }).toBe(100);
  const found = await tableRows(page);
  expect(new Set(found.map(([rank]) => rank))).toEqual(new Set(['0', '1', '2']));
  for (const [, , , , , details] of found) expect(details).toContain('loss as in theory, up to rounding');
  for (const [rank, , , , standing] of found) expect(standing).toBe(rank === '2' ? 'minimum' : 'strict saddle');
  await page.getByText('0 candidates against the conjecture').waitFor();
  const traces = await figureData(page, 'Saddles');
  expect(traces.map(({ name }) => name)).toEqual(['rank 0', 'rank 1', 'rank 2']);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('stops, keeps what it found, goes on from there, and begins again from its address', async () => {
  const { page } = await openPage(browser, at(`${search}&searchStarts=2000`));
  await expect.poll(() => share(page), { timeout: 60_000 }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).waitFor({ timeout: 5000 });
  const starts = async () =>
    Number(/^(\d+) of 2000 starts/.exec((await page.getByText(/of 2000 starts/).textContent()) ?? '')![1]);
  const reached = await starts();
  expect((await tableRows(page)).length).toBeGreaterThan(1);
  await page.waitForTimeout(500);
  expect(await starts()).toBe(reached);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect.poll(starts).toBeGreaterThan(reached);
  await page.reload();
  await expect.poll(() => share(page), { timeout: 60_000 }).toBeGreaterThan(0);
  await page.context().close();
});

test('looks at a point from the keyboard, and the search stays', async () => {
  const { page } = await openPage(browser, at(`${search}&searchStarts=12`));
  await expect.poll(() => share(page), { timeout: 60_000 }).toBe(100);
  const before = await tableRows(page);
  const button = page.getByRole('button', { name: /^Centre the landscape here: rank 1/ }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toMatch(/point=/);
  expect(await tableRows(page)).toEqual(before);
  expect(await share(page)).toBe(100);
  await page.context().close();
});

test('says why it does not search: too wide', async () => {
  const { page } = await openPage(browser, at(`${search.replace('width=2', 'width=40')}`));
  const message = 'too many parameters for a saddle search: 160 (expected at most 150; the widest that fits is 2-37-2)';
  await page.getByRole('alert').filter({ hasText: message }).first().waitFor({ timeout: 30_000 });
  await page.context().close();
});

test('says quietly what it searches where the network is none of that kind', async () => {
  const { page } = await openPage(browser, at(`${search}&activation=tanh`));
  await page.getByRole('tabpanel').getByText('Saddles are searched for in linear networks').waitFor({ timeout: 30_000 });
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.context().close();
});

test.each([
  ['light', { width: 1440, height: 900 }],
  ['dark', { width: 390, height: 844 }],
] as const)('reads well to everybody: %s', async (colorScheme, viewport) => {
  const { page } = await openPage(browser, at(`${search}&searchStarts=12`), { colorScheme, viewport });
  await expect.poll(() => share(page), { timeout: 60_000 }).toBe(100);
  expect(await seriousViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  await page.context().close();
});
