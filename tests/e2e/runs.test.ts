/** Runs are kept, drawn behind the current one, compared, restored, and there after a reload. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { figureData, sliderValue } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const first = 'iterations 12 (Figure 2, left, matched)';
const second = 'learning rate 0.2, iterations 12 (Figure 2, left, matched)';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const drawn = async (page: Page) => (await figureData(page, 'Training')).map(({ name }) => name);

/** The run is over and may be kept. */
async function ran(page: Page): Promise<void> {
  await expect.poll(() => button(page, 'Keep run').isEnabled(), { timeout: 60_000 }).toBe(true);
  await expect.poll(() => sliderValue(page, 'Iteration')).toBe(12);
  await button(page, 'Run').waitFor();
}

test('two runs are kept, compared with the current one, hidden, restored and deleted, across a reload', async () => {
  const { page, complaints } = await openPage(browser, at(`?${flat}&panel=runs&iterations=12&resolution=15&at=12`));
  await ran(page);
  await button(page, 'Keep run').click();
  await page.getByRole('textbox', { name: `Name of ${first}` }).waitFor();

  await page.getByRole('textbox', { name: 'Learning rate, typed' }).fill('0.2');
  await page.keyboard.press('Enter');
  await button(page, 'Reset').click(); // a new rate holds from where the playhead is
  await button(page, 'Run').click();
  await ran(page);
  await button(page, 'Keep run').click();
  await expect
    .poll(() => drawn(page))
    .toEqual(expect.arrayContaining([`${first}: BP`, `${first}: PC`, `${second}: BP`, `${second}: PC`]));

  await page.waitForURL(/[&?]at=12/);
  await page.reload();
  await ran(page);
  const kept = async () => (await figureData(page, 'Training')).find(({ name }) => name === `${first}: PC`);
  await expect.poll(async () => (await kept())?.y.length).toBe(12);

  await button(page, 'Compare').click();
  const losses = page.locator('.compared-runs tr:has(.dot.pc) td:nth-of-type(1)');
  await expect.poll(() => losses.count()).toBe(3);
  const [current, one, two] = await losses.allTextContents();
  expect([current === two, current === one]).toEqual([true, false]); // the current run is the second

  await page.getByRole('checkbox', { name: `Show ${first}` }).press(' ');
  await expect.poll(() => drawn(page)).not.toContain(`${first}: PC`);
  await button(page, `Restore ${first}`).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Learning rate, typed' }).inputValue()).toBe('0.4');
  expect(await sliderValue(page, 'Iteration')).toBe(12);

  await page.getByRole('textbox', { name: `Name of ${first}` }).fill('slow');
  await page.keyboard.press('Enter');
  await button(page, 'Delete slow').click();
  await button(page, `Delete ${second}`).click();
  await page.getByText('No run is kept yet.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
