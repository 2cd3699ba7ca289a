/** The address is the page's state: it is kept, shared, undone and replayed exactly, and what cannot be read in it is said. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figureData, figureNames, notices, slider, sliderValue } from './figures.ts';

/** Soon drawn and run. */
const small = `?${flat}&resolution=15&iterations=3`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

async function open(query: string): Promise<Page> {
  const { page } = await openPage(browser, at(query), { permissions: ['clipboard-read', 'clipboard-write'] });
  return page;
}

test.each([
  ['hidden=abc', 'abc', 'Hidden layers', 1],
  ['width=1e9', '1e9', 'Width', 1],
  ['dt=-1', '-1', 'Step size', 0.1],
  ['learningRate=', 'learningRate', 'Learning rate', 0.4],
  ['start=0.1,', '0.1,', 'Hidden layers', 1],
  ['rates=0:0.4,8', '0:0.4,8', 'Learning rate', 0.4],
  ['wid', 'wid', 'Width', 1],
])('%s opens with the default and a notice that quotes %s', async (query, quoted, name, value) => {
  const page = await open(`${small}&${query}`);
  await expect.poll(() => notices(page).textContent()).toContain(quoted);
  expect(await sliderValue(page, name)).toBe(value);
  await atRest(page);
  await page.context().close();
});

test('the same address gives the same figures', async () => {
  const query = '?hidden=2&width=3&dimension=2&seed=7&scale=0.3&resolution=31&iterations=8&at=8';
  const [first, second] = [await open(query), await open(query)];
  for (const page of [first, second]) await atRest(page);
  for (const name of figureNames) expect(await figureData(second, name), name).toEqual(await figureData(first, name));
  await Promise.all([first, second].map((page) => page.context().close()));
});

test('the address names every field from the start, so that a link survives a change of defaults', async () => {
  const page = await open('');
  await expect.poll(() => page.url()).toMatch(/[?&]hidden=1&.*seed=0/);
  await page.context().close();
});

test('Back undoes a change, Forward repeats it, and Share copies the address', async () => {
  const page = await open(small);
  await atRest(page);
  await slider(page, 'Hidden layers').press('ArrowRight');
  await expect.poll(() => page.url()).toContain('hidden=2');
  await atRest(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.goBack();
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(1);
  await page.goForward();
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(2);
  await page.context().close();
});
