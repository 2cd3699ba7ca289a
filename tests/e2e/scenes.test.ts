/** The scenes of the built page as a person sees them, drawn by software: their labels and markers, their first picture, and those that come later. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, slider } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const small = '?resolution=21&iterations=3';

test('a scene has its surface, its start and the numbers of its axes', async () => {
  const { page, complaints } = await openPage(browser, at(small), { colorScheme: 'dark' });
  await atRest(page);
  await expect.poll(() => look(page).then(({ white }) => white)).toBeGreaterThan(30); // the start: a white diamond
  const { grey, coloured } = await look(page);
  expect(grey).toBeGreaterThan(100);
  expect(coloured).toBeGreaterThan(5000);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a volume, which is drawn in two passes, has all of the numbers of its axes', async () => {
  const { page } = await openPage(browser, at('?hidden=2&view=volume'), { colorScheme: 'dark' });
  await atRest(page);
  const { grey, coloured } = await look(page);
  expect(coloured).toBeGreaterThan(5000);
  expect(grey).toBeGreaterThan(450); // 596 whole, 333 where depths of the picture before hide it
  await page.context().close();
});

test('the picture before a scene stays until the scene is seen', async () => {
  const { page } = await openPage(browser, at(''), { before: watchForGaps });
  await page.waitForFunction(() => (window as unknown as Watched).seen === 2);
  expect(await page.evaluate(() => (window as unknown as Watched).gaps)).toBe(0);
  await page.context().close();
});

test('a scene that comes in place of a contour is drawn again when a slider moves', async () => {
  const { page } = await openPage(browser, at(`${small}&view=contour`));
  await atRest(page);
  await page.getByRole('combobox', { name: 'View' }).selectOption('surface');
  await expect.poll(() => look(page).then(({ coloured }) => coloured)).toBeGreaterThan(5000);
  const before = await look(page);
  await slider(page, 'Domain').focus();
  for (let move = 0; move < 8; move++) await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => Math.abs((await look(page)).coloured - before.coloured)).toBeGreaterThan(200);
  await page.context().close();
});

interface Watched extends Window {
  seen: number;
  gaps: number;
}

/** In the page: counts frames in which a landscape's place shows neither what stands there first nor a scene. */
function watchForGaps(): void {
  const watched = window as unknown as Watched;
  Object.assign(watched, { seen: 0, gaps: 0 });
  const watch = () => {
    const places = [...document.querySelectorAll('.landscape .plot')].filter((place) => !place.querySelector('.before'));
    const canvases = places.map((place) => place.querySelector<HTMLCanvasElement>('.scene[data-drawn] canvas'));
    watched.gaps += canvases.filter((canvas) => !canvas).length;
    watched.seen = canvases.length;
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}

/** How many pixels of the loss landscape, as on screen, are white, grey (words and lines) and coloured. */
async function look(page: Page): Promise<{ white: number; grey: number; coloured: number }> {
  const picture = await page.getByRole('figure', { name: 'Loss landscape' }).screenshot();
  return page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const count = { white: 0, grey: 0, coloured: 0 };
      for (let at = 0; at < data.length; at += 4) {
        const [least, most] = [Math.min(...data.slice(at, at + 3)), Math.max(...data.slice(at, at + 3))];
        if (least > 250) count.white++;
        else if (most - least > 40) count.coloured++;
        else if (least > 120) count.grey++;
      }
      return count;
    },
    [...picture],
  );
}
