/** A person's own file, dropped on the page: refused with the place of what is wrong, or previewed, chosen and learnt. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage, ready } from './browser.ts';
import { figureData, notices } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const small = `?${flat}&hidden=1&width=2&resolution=15&iterations=3&steps=5&batchSize=8&panel=data`;

async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: 'text/csv' }));
      return data;
    },
    { name, text },
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Forty flowers of three kinds. */
const rows = Array.from({ length: 40 }, (_, i) => `${i / 10},${(i * 7) % 11},${Math.sin(i)},${i % 3}`);

test('a CSV is previewed, refused where it is wrong, and learnt; the address asks for it again', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  await drop(page, 'bad.csv', 'a,b\n1,2\n3,four\n');
  const dialog = page.getByRole('dialog', { name: 'Own data' });
  await expect.poll(() => dialog.getByRole('alert').textContent()).toBe('bad.csv: row 3, column 2: "four" (expected a number)');
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(new URL(page.url()).searchParams.get('data')).toBe('negation');

  await drop(page, 'flowers.csv', ['length,width,sine,class', ...rows].join('\n'));
  await expect.poll(() => dialog.getByRole('region', { name: 'First samples' }).textContent()).toMatch(/40 samples of 4 fields/);
  await dialog.getByRole('textbox', { name: 'Inputs' }).fill('1-9');
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect.poll(() => dialog.getByRole('alert').textContent()).toMatch(/"1-9" names no fields/);
  await dialog.getByRole('textbox', { name: 'Inputs' }).fill('1-2');
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect
    .poll(() => page.getByRole('tabpanel').textContent(), { timeout: 20_000 })
    .toMatch(/flowers\.csv, read in this page/);
  await expect.poll(async () => (await figureData(page, 'Samples')).map(({ name }) => name)).toEqual(['0', '1', '2']);
  await expect.poll(() => page.getByRole('row', { name: 'inputs, outputs' }).textContent()).toMatch(/2, 3$/);
  await expect.poll(() => new URL(page.url()).searchParams.get('ownOutputs')).toBe('3');

  await page.reload();
  await expect.poll(() => notices(page).textContent(), { timeout: 20_000 }).toMatch(/Data: .*no file has been opened here/);
  await ready(page);
  await expect.poll(() => page.getByRole('alert').count(), { timeout: 20_000 }).toBe(1); // the notice alone asks for the file
  await expect.poll(() => page.getByText('is being computed').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('columns called y are the targets, x0 is set as letters, and lost digits are told', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  const lines = Array.from({ length: 20 }, (_, i) => `${i % 2},${1_700_000_000 + 10 * i},${i / 7}`);
  await drop(page, 'clock.csv', ['y,x0,x1', ...lines].join('\n'));
  const dialog = page.getByRole('dialog', { name: 'Own data' });
  await expect.poll(() => dialog.getByRole('textbox', { name: 'Targets' }).inputValue()).toBe('1');
  expect(await dialog.getByRole('textbox', { name: 'Inputs' }).inputValue()).toBe('2-3');
  const widths = await dialog.getByRole('columnheader', { name: /x0/ }).evaluate((header) =>
    ['inherit', '"tnum", "cv11", "calt" 0', '"tnum", "cv11", "calt" 1'].map((settings) => {
      const span = header.appendChild(Object.assign(document.createElement('span'), { textContent: '1 x0' }));
      span.style.fontFeatureSettings = settings;
      const { width } = span.getBoundingClientRect();
      span.remove();
      return width;
    }),
  );
  expect(widths[0]).toBe(widths[1]);
  expect(widths[2]).not.toBe(widths[1]); // the font would set 1 x 0
  await dialog.getByRole('checkbox', { name: /Standardise/ }).uncheck();
  await dialog.getByRole('button', { name: 'Use these data' }).click();
  await expect
    .poll(() => notices(page).textContent())
    .toMatch(/x0, sample \d+: 17\d+ is learnt as 17\d+, as near as float32 comes/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a folder gets a notice, and leaves the page alone', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  await ready(page);
  const address = page.url();
  const session = await page.context().newCDPSession(page);
  const folder = mkdtempSync(join(tmpdir(), 'samples-'));
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await expect.poll(() => notices(page).textContent()).toMatch(/samples-\w+ is a folder: a folder is not read here/);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect([page.url(), complaints]).toEqual([address, []]);
  rmSync(folder, { recursive: true });
  await page.context().close();
});
