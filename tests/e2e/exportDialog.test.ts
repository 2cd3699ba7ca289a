/** The export dialog: what it offers, what it hands over and when, and where it leaves the reader; and a CSV that comes back. */
import { readFileSync } from 'node:fs';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, notices, pause, sliderValue } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const small = `?${flat}&resolution=15&iterations=3`;

test('with the file made, the focus is on the button that opened it', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  for (const name of ['Export', 'Download training']) {
    const dialog = await opened(page, name);
    await downloaded(page, dialog);
    await dialog.waitFor({ state: 'hidden' });
    expect(await focused(page), name).toBe(name);
  }
  await page.context().close();
});

test('closed while it draws, it hands nothing over', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  const downloads: Download[] = [];
  page.on('download', (download) => void downloads.push(download));
  const dialog = await opened(page);
  await dialog.getByRole('button', { name: 'Download' }).click();
  await dialog.getByRole('button', { name: 'Drawing…' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.waitForTimeout(3000); // a download would have begun
  expect(downloads).toEqual([]);
  await page.context().close();
});

test('cancelled while it draws, it hands nothing over and can begin again', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  const downloads: Download[] = [];
  page.on('download', (download) => void downloads.push(download));
  const dialog = await opened(page);
  await dialog.getByRole('textbox', { name: 'Picture width' }).fill('3200');
  await dialog.getByRole('button', { name: 'Download' }).click();
  await dialog.getByRole('progressbar', { name: 'Export' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Download' }).waitFor();
  await page.waitForTimeout(1500);
  expect(downloads).toEqual([]);
  expect(await dialog.getByRole('alert').count()).toBe(0);
  await dialog.getByRole('textbox', { name: 'Picture width' }).fill('400');
  expect((await downloaded(page, dialog)).suggestedFilename()).toMatch(/\.png$/);
  await page.context().close();
});

test('an exported SVG tells BP and PC apart, in centimetres, without what is left out', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  const dialog = await opened(page, 'Download training');
  await dialog.getByText('SVG', { exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Unit' }).selectOption('cm');
  await dialog.getByRole('textbox', { name: 'Picture width' }).fill('8.5');
  await dialog.getByRole('checkbox', { name: 'caption' }).uncheck();
  const svg = readFileSync(await (await downloaded(page, dialog)).path(), 'utf8');
  expect(svg).toMatch(/^<svg [^>]*width="8\.5cm" height="[\d.]+cm"/);
  for (const learner of ['BP', 'PC']) expect(svg).toContain(`>${learner}</text>`);
  expect(svg).toContain('@font-face');
  expect(svg).not.toContain('learning rate');
  await page.context().close();
});

test('an exported PDF has vectors, text that can be selected, and its fonts inside', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  const dialog = await opened(page, 'Download training');
  await dialog.getByText('PDF', { exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Typeface' }).selectOption('serif');
  const pdf = readFileSync(await (await downloaded(page, dialog)).path(), 'latin1');
  expect(pdf).toMatch(/^%PDF-1\.\d/);
  expect(pdf).toMatch(/\/BaseFont \/CMU#20Serif/);
  expect(pdf).toMatch(/\/FontFile2/);
  expect(pdf).toMatch(/\/ToUnicode/);
  expect(pdf).not.toMatch(/\/Subtype \/Image/);
  expect(pdf).toMatch(/\/MediaBox \[0 0 750\.? /);
  await page.context().close();
});

test.each(['surface', 'contour'])('the PDF of both landscapes, drawn as %s, has no bitmap in it', async (view) => {
  const { page } = await openPage(browser, at(`?view=${view}&resolution=21&iterations=3`));
  await atRest(page);
  const dialog = await opened(page);
  await dialog.getByRole('combobox', { name: 'Figure' }).selectOption('Loss landscape and Energy landscape');
  await dialog.getByText('PDF', { exact: true }).click();
  const download = await downloaded(page, dialog);
  expect(download.suggestedFilename()).toMatch(/-pair-seed-0-iteration-3\.pdf$/);
  const pdf = readFileSync(await download.path(), 'latin1');
  expect(pdf).toMatch(/\/FontFile2/);
  expect(pdf).not.toMatch(/\/Subtype \/Image/);
  await page.context().close();
});

test('on paper there is the board alone, on one page', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('heading', { name: 'Loss landscape' }).isVisible()).toBe(true);
  for (const hidden of ['.header', '.controls', '.right-column', '.clock', '.tools'])
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  await page.context().close();
});

test('while a run plays, the file is named by the iteration that it shows', async () => {
  const { page } = await openPage(browser, at(`?${flat}&resolution=15&iterations=2000`));
  await expect.poll(() => sliderValue(page, 'Iteration')).toBeGreaterThan(2);
  const download = await downloaded(page, await opened(page));
  const [, drawn] = /&at=(\d+)/.exec(readFileSync(await download.path(), 'latin1'))!;
  expect(download.suggestedFilename()).toMatch(new RegExp(`-iteration-${drawn}\\.png$`));
  expect(await sliderValue(page, 'Iteration')).toBeGreaterThan(Number(drawn));
  await pause(page);
  await page.context().close();
});

test('it offers what the open experiment has, at a width that suits the figure', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  const dialog = await opened(page);
  const figure = dialog.getByRole('combobox', { name: 'Figure' });
  const width = dialog.getByRole('textbox', { name: 'Picture width' });
  const offered = await figure.locator('option').allTextContents();
  expect(offered).toEqual(expect.arrayContaining(['Whole board', 'Loss landscape', 'Training', 'Energy by layer']));
  expect(offered).not.toContain('Learning of two moons');
  expect(offered).not.toContain('Escape time'); // which nobody has asked for yet
  expect(await width.inputValue()).toBe('1600');
  await figure.selectOption('Training');
  expect(await width.inputValue()).toBe('1000');
  await width.fill('420');
  await width.blur();
  await figure.selectOption('Whole board');
  expect(await width.inputValue()).toBe('420');
  await page.context().close();
});

test('on a phone no label lies under its choices', async () => {
  const { page } = await openPage(browser, at(small), { viewport: { width: 390, height: 844 }, hasTouch: true });
  const dialog = await opened(page);
  await dialog.getByRole('combobox', { name: 'Figure' }).selectOption('Loss landscape'); // which has all five formats
  for (const name of ['Format', 'Background']) {
    const label = (await dialog.locator('.label', { hasText: name }).boundingBox())!;
    const strip = (await dialog.getByRole('group', { name }).boundingBox())!;
    expect(label.y + label.height <= strip.y || label.x + label.width <= strip.x, name).toBe(true);
    expect(strip.x + strip.width, name).toBeLessThanOrEqual(390);
  }
  await page.context().close();
});

test('a CSV of the page’s own, dropped on another page, brings its experiment back', async () => {
  const { page } = await openPage(browser, at(`?${flat}&hidden=2&seed=5&resolution=15&iterations=4`));
  await atRest(page);
  const dialog = await opened(page, 'Download training');
  await dialog.getByText('CSV', { exact: true }).click();
  const file = readFileSync(await (await downloaded(page, dialog)).path(), 'utf8');
  const { page: fresh } = await openPage(browser, at(small));
  await atRest(fresh);
  const transfer = await fresh.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'training.csv', { type: 'text/csv' }));
    return data;
  }, file);
  await fresh.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect.poll(() => notices(fresh).textContent()).toMatch(/Restored from training\.csv/);
  await expect.poll(() => sliderValue(fresh, 'Hidden layers')).toBe(2);
  await expect.poll(() => new URL(fresh.url()).searchParams.get('seed')).toBe('5');
  expect(await fresh.getByRole('dialog').count()).toBe(0);
  await Promise.all([page, fresh].map((each) => each.context().close()));
});

async function opened(page: Page, button = 'Export'): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.waitFor();
  return dialog;
}

async function downloaded(page: Page, dialog: Locator): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
  return download;
}

/** Name of what has the focus. */
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.textContent);
