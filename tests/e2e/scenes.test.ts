/** The scenes of the built page as a person sees them, drawn by software: their labels and markers, their first picture, and those that come later. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figure, slider } from './figures.ts';

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

test('what draws flat figures comes after both scenes are drawn', async () => {
  const { page } = await openPage(browser, at(small), { before: watchForGaps });
  await page.waitForFunction(() => (window as unknown as Watched).seen === 2);
  await atRest(page);
  const [scenes, flat] = await page.evaluate(() => {
    const startOf = (part: string) =>
      performance.getEntriesByType('resource').find(({ name }) => name.includes(part) && name.endsWith('.js'))!.startTime;
    return [startOf('LiveScene'), startOf('mountedPlot')];
  });
  expect(flat).toBeGreaterThan(scenes);
  expect(flat).toBeGreaterThanOrEqual(Math.min(await page.evaluate(() => (window as unknown as Watched).drawnAt!), 1500));
  await page.context().close();
});

test('keys turn and zoom both scenes, and “Reset view” brings the first view back', async () => {
  const { page } = await openPage(browser, at(small));
  await atRest(page);
  const labels = (name: 'Loss landscape' | 'Energy landscape') => figure(page, name).locator('svg').innerHTML();
  const first = [await labels('Loss landscape'), await labels('Energy landscape')];
  await figure(page, 'Loss landscape').press('ArrowLeft');
  await figure(page, 'Loss landscape').press('+');
  await expect.poll(() => page.url()).not.toContain('camera=0.9,-1.55,1.2');
  await expect.poll(() => labels('Energy landscape')).not.toBe(first[1]);
  await page.getByRole('button', { name: 'Reset view' }).first().click();
  await expect.poll(() => page.url()).toContain('camera=0.9,-1.55,1.2');
  await expect.poll(async () => [await labels('Loss landscape'), await labels('Energy landscape')]).toEqual(first);
  expect(await page.getByRole('button', { name: 'Reset view' }).count()).toBe(0);
  await page.context().close();
});

test('where the browser takes WebGL away, contours stand in, until WebGL is back', async () => {
  const { page, complaints } = await openPage(browser, at(small), { before: watchContexts });
  await atRest(page);
  await page.evaluate(() => {
    const watched = window as unknown as WithContexts;
    watched.isRefused = true;
    watched.contexts.at(-1)!.getExtension('WEBGL_lose_context')!.loseContext();
  });
  await figure(page, 'Loss landscape').locator('.js-plotly-plot').waitFor();
  await expect
    .poll(() => page.locator('.landscape .caption').first().textContent())
    .toMatch(/^contours, since the WebGL context was lost; 3D comes back with WebGL/);
  await page.evaluate(() => Object.assign(window, { isRefused: false }));
  await expect.poll(() => look(page).then(({ white }) => white)).toBeGreaterThan(30);
  await figure(page, 'Energy landscape').and(page.locator('.scene[data-drawn]')).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

interface WithContexts extends Window {
  contexts: WebGL2RenderingContext[];
  isRefused: boolean;
}

/** In the page: keeps every WebGL context, and refuses new ones where the test says so. */
function watchContexts(): void {
  const watched = window as unknown as WithContexts;
  watched.contexts = [];
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...options: unknown[]) {
    if (kind.startsWith('webgl') && watched.isRefused) return null;
    const context = (getContext as (...parameters: unknown[]) => RenderingContext | null).call(this, kind, ...options);
    if (context instanceof WebGL2RenderingContext) watched.contexts.push(context);
    return context;
  } as typeof getContext;
}

interface Watched extends Window {
  seen: number;
  gaps: number;
  /** When both landscapes had been drawn, in ms after opening. */
  drawnAt?: number;
}

/** In the page: counts frames in which a landscape's place shows neither what stands there first nor a scene. */
function watchForGaps(): void {
  const watched = window as unknown as Watched;
  Object.assign(watched, { seen: 0, gaps: 0 });
  const drawn = new Set<EventTarget>();
  const note = ({ target }: Event) => {
    drawn.add(target!);
    if (drawn.size === 2) watched.drawnAt ??= performance.now();
  };
  document.addEventListener('drawn', note, true);
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
