/** A PNG that the page exports carries the page’s state: dropping it on another page brings the same figures back. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figureData, figureNames, notices, sliderValue } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

test('an exported board, dropped on a fresh page, restores the same figures', async () => {
  const { page } = await openPage(browser, at('?hidden=2&scale=0.2&seed=5&resolution=21&iterations=5'));
  await atRest(page);
  const file = await exportPng(page);
  const { page: fresh } = await openPage(browser, at('?resolution=15&iterations=3'));
  await atRest(fresh);
  await drop(fresh, file);
  await expect.poll(() => sliderValue(fresh, 'Hidden layers')).toBe(2);
  await expect.poll(() => sliderValue(fresh, 'Iteration')).toBe(5);
  await atRest(fresh);
  for (const name of figureNames) expect(await figureData(fresh, name), name).toEqual(await figureData(page, name));
  await Promise.all([page, fresh].map((each) => each.context().close()));
});

test('a file that holds no state is refused with a notice, and the page keeps its own', async () => {
  const { page } = await openPage(browser, at('?hidden=3&resolution=15&iterations=3'));
  await atRest(page);
  await drop(page, Buffer.from('not a picture'));
  await expect.poll(() => notices(page).textContent()).toMatch(/could not be restored/);
  expect(await sliderValue(page, 'Hidden layers')).toBe(3);
  await page.context().close();
});

/** The file that "Export PNG" gives with its own settings. */
async function exportPng(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export PNG', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: /^(Save|Export|Download)/ }).click(),
  ]);
  return readFileSync(await download.path());
}

async function drop(page: Page, file: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], 'board.png', { type: 'image/png' }));
      return transfer;
    },
    [...file],
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
