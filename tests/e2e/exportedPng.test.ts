/** A PNG that the page exports carries the page’s state: dropping it on another page brings the same figures back. */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figureData, figureNames, notices, slider, sliderValue } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

test('an exported board, dropped on a fresh page, restores the same figures', async () => {
  const { page } = await openPage(browser, at('?hidden=2&scale=0.2&seed=5&resolution=21&iterations=5'));
  await atRest(page);
  const file = await exportPng(page);
  const { page: fresh } = await openPage(browser, at(`?${flat}&resolution=15&iterations=3`));
  await atRest(fresh);
  await drop(fresh, file);
  await expect.poll(() => sliderValue(fresh, 'Hidden layers')).toBe(2);
  await expect.poll(() => sliderValue(fresh, 'Iteration')).toBe(5);
  await atRest(fresh);
  for (const name of figureNames) expect(await figureData(fresh, name), name).toEqual(await figureData(page, name));
  await Promise.all([page, fresh].map((each) => each.context().close()));
});

test('a file that holds no state is refused with a notice, and the page keeps its own', async () => {
  const { page } = await openPage(browser, at(`?${flat}&hidden=3&resolution=15&iterations=3`));
  await atRest(page);
  await drop(page, Buffer.from('not a picture'));
  await expect.poll(() => notices(page).textContent()).toMatch(/could not be restored/);
  expect(await sliderValue(page, 'Hidden layers')).toBe(3);
  await page.context().close();
});

test.each([
  ['20 MB of state', Buffer.alloc(20e6, 'x=1&'), /its state has more than 64 kB/],
  ['thousands of unknown keys', Buffer.from(Array.from({ length: 8000 }, (_, k) => `x${k}=`).join('&')), /7,99[23] more/],
])('a picture with %s is answered at once, and the page goes on', async (_, state, notice) => {
  const { page } = await openPage(browser, at(`?${flat}&resolution=15&iterations=3`));
  await atRest(page);
  const began = Date.now();
  await drop(page, pngWith(state));
  await expect.poll(() => notices(page).textContent(), { timeout: 60_000 }).toMatch(notice);
  expect(Date.now() - began).toBeLessThan(15_000); // of which most is the way of the bytes into the page
  await slider(page, 'Hidden layers').press('ArrowRight');
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(2);
  await page.context().close();
});

test('the picture has the width, the scale and the background that were asked for', async () => {
  const { page } = await openPage(browser, at(`?${flat}&resolution=15&iterations=3`));
  await atRest(page);
  const white = await exportPng(page, async (dialog) => {
    await dialog.getByRole('combobox', { name: 'Figure' }).selectOption('Training');
    await dialog.getByRole('textbox', { name: 'Picture width' }).fill('420');
    await dialog.getByRole('combobox', { name: 'Scale' }).selectOption('3×');
  });
  expect(widthOf(white)).toBe(1260);
  expect(await cornerOf(page, white)).toEqual([255, 255, 255, 255]);
  const clear = await exportPng(page, async (dialog) => {
    await dialog.getByRole('combobox', { name: 'Figure' }).selectOption('Training');
    await dialog.getByText('transparent', { exact: true }).click();
  });
  expect((await cornerOf(page, clear))[3]).toBe(0);
  await page.context().close();
});

test('a figure’s own button exports that figure alone', async () => {
  const { page } = await openPage(browser, at('?resolution=15&iterations=3'));
  await atRest(page);
  const choice = (dialog: Locator) => dialog.getByRole('combobox', { name: 'Figure' }).inputValue();
  const alone = await exportPng(page, async (dialog) => expect(await choice(dialog)).toBe('loss'), 'Download loss landscape');
  expect(widthOf(alone)).toBe(2000); // 1000 pixels at twice the scale; a board is 1600 wide
  await page.context().close();
});

/** The file of one pixel, with this text as the page's state. */
function pngWith(state: Buffer): Buffer {
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
    'base64',
  );
  const body = Buffer.concat([Buffer.from('tEXtsaddlescope\0'), state]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([pixel.subarray(0, 33), chunk, pixel.subarray(33)]);
}

/** Pixels across, from a PNG's header. */
const widthOf = (file: Buffer): number => file.readUInt32BE(16);

/** Red, green, blue and opacity of the top left pixel, decoded by the browser. */
const cornerOf = (page: Page, file: Buffer): Promise<number[]> =>
  page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
      const context = new OffscreenCanvas(1, 1).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      return [...context.getImageData(0, 0, 1, 1).data];
    },
    [...file],
  );

/** The file that "Export", or another button, gives with these settings; with the dialog's own unless told otherwise. */
async function exportPng(
  page: Page,
  set: (dialog: Locator) => Promise<void> = async () => {},
  button = 'Export',
): Promise<Buffer> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await set(dialog);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: /^(Save|Export|Download)/ }).click(),
  ]);
  return readFileSync(await download.path());
}

async function drop(page: Page, file: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], 'board.png', { type: 'image/png' }));
    return transfer;
  }, file.toString('base64'));
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
