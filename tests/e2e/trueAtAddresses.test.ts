/** Addresses at which an earlier page let a viewer see the opposite of what is true: axes, captions, texts, relief and paths say what is so. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, type OpenPage, openPage, ready } from './browser.ts';
import { drawing, figureData } from './figures.ts';

let browser: Browser;
let opened: OpenPage;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
  opened = await openPage(browser, at('?resolution=15'));
});
afterAll(() => browser?.close());

/** In three dimensions, coarse, once both landscapes are drawn and the run is over. */
async function open(query: string): Promise<Page> {
  const { page } = opened;
  await page.goto(at(`?resolution=21&${query}`));
  await ready(page);
  for (const name of ['Loss landscape', 'Energy landscape'] as const) await drawing(page, name).waitFor();
  await page.waitForFunction(() => {
    const playhead = document.querySelector<HTMLInputElement>('input[aria-label="Iteration"]');
    return playhead?.value === playhead?.max && document.querySelector('.landscape .progress.busy') === null;
  });
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  return page;
}

type Landscape = 'Loss landscape' | 'Energy landscape';

const experiment = (page: Page) => page.getByRole('combobox', { name: 'Experiment' }).locator('option:checked').textContent();
const told = async (page: Page) => (await page.locator('.told').allInnerTexts()).join(' ');
const caption = (page: Page) => page.locator('.landscape .caption').first().textContent();

/** Heights drawn: their range, and that range as a part of their level. */
async function heights(page: Page, name: Landscape) {
  const drawn = (await figureData(page, name))[0].z.flat();
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  return { low, high, relief: (high - low) / high };
}

/** The height at which a learner's path ends. */
const endOf = async (page: Page, name: Landscape, learner: 'BP' | 'PC') =>
  (await figureData(page, name)).find((trace) => trace.name === learner)!.z.at(-1) as number;

/** Upright lines in the picture, paler than the paths: what joins a path to the sheet. */
async function dropLines(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Download loss landscape' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByText('SVG', { exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
  const svg = readFileSync(await file.path(), 'utf8');
  return svg.match(/<path [^>]*>/g)!.filter(isUpright).length;
}

/** Of the paths themselves; lines of equal height are 0.8 wide. */
const ofPaths = ['rgb(213, 94, 0)', 'rgb(0, 114, 178)'];

function isUpright(path: string): boolean {
  if (/dasharray|stroke-width="0.8"/.test(path) || ofPaths.some((colour) => path.includes(colour))) return false;
  const colour = /stroke="rgb\((\d+),\s*(\d+),\s*(\d+)\)"/.exec(path)?.slice(1).map(Number);
  const points = [...(/ d="([^"]*)"/.exec(path)?.[1] ?? '').matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x, y]) => [+x, +y]);
  if (!path.includes('fill="none"') || !colour || points.length < 2) return false;
  const [[x, y], [toX, toY]] = [points[0], points[points.length - 1]];
  return Math.abs(colour[0] - colour[2]) > 20 && Math.abs(toX - x) < 3 && Math.abs(toY - y) > 8;
}

test.each([
  ['width=3', 'Width is 3 instead of 1'],
  ['hidden=5', 'Hidden layers is 5 instead of 1'],
])('%s: the preset’s texts are gone, and the claims are about this network', async (query, change) => {
  const page = await open(query);
  expect(await experiment(page)).toBe('Figure 2, left, changed');
  const words = await told(page);
  expect(words).toContain(change);
  expect(words).not.toMatch(/What to look for|w₂²/);
  await expect.poll(() => told(page)).toMatch(/F\* at equilibrium against Theorem 1: at most/);
});

test('figure-3-2 at width 8: where the text says strict, F* has relief, and the loss is drawn flat', async () => {
  const page = await open('experiment=figure-3-2&width=8&dimension=5&iterations=20');
  expect(await told(page)).toContain('F* falls away: λmin of its Hessian is at most −λmax(Σyy)');
  await expect.poll(() => told(page), { timeout: 30_000 }).toMatch(/holds here: λmin of F\*/); // the preset opens the spectrum
  expect((await heights(page, 'Energy landscape')).relief).toBeGreaterThan(1e-2);
  expect((await heights(page, 'Loss landscape')).relief).toBeLessThan(1e-9);
});

test('figure-2-right: both learners end far below the flat loss, at their true heights, and lines join them to the sheet', async () => {
  const page = await open('experiment=figure-2-right');
  expect(await caption(page)).toMatch(/^Hessian of F\*.*paths up to [12]\.\d off the plane · .*loss flat/);
  const { low, relief } = await heights(page, 'Loss landscape');
  expect(relief).toBeLessThan(1e-9);
  for (const learner of ['BP', 'PC'] as const) expect(await endOf(page, 'Loss landscape', learner)).toBeLessThan(0.1 * low);
  expect(await dropLines(page)).toBeGreaterThanOrEqual(2);
});

test('the default: the paths are on the surface, and no line joins them to it', async () => {
  const page = await open('experiment=figure-2-left');
  expect(await caption(page)).not.toContain('off the plane');
  expect(await dropLines(page)).toBe(0);
});

test('figure-5-toy: the plane holds both paths, says how much of them, and PC ends at the bottom of the surface', async () => {
  const page = await open('experiment=figure-5-toy&seeds=1&iterations=60');
  const [, share, off] = /holds ([\d.]+) % of both paths’ squared distance, at most ([\d.]+) off/.exec((await caption(page))!)!;
  expect(Number(share)).toBeGreaterThan(95);
  expect(Number(off)).toBeLessThan(1);
  const { low, high } = await heights(page, 'Loss landscape');
  expect(await endOf(page, 'Loss landscape', 'PC')).toBeLessThan(low + 0.05 * (high - low));
});

test('figure-1: on a random plane the paths keep their true heights, and the caption says how far off they are', async () => {
  const page = await open('experiment=figure-1&iterations=20');
  expect(await experiment(page)).toMatch(/, changed$/);
  expect(await caption(page)).toMatch(/^random plane around the initial weights.*paths up to [\d.]+ off the plane/);
  expect(await endOf(page, 'Energy landscape', 'PC')).toBeLessThan((await heights(page, 'Energy landscape')).low);
});

test('figure-6: the loss rises many times as far as F*, and both captions say on which scales they are drawn', async () => {
  const page = await open('experiment=figure-6&iterations=100');
  const [loss, energy] = [await heights(page, 'Loss landscape'), await heights(page, 'Energy landscape')];
  expect(loss.high - loss.low).toBeGreaterThan(10 * (energy.high - energy.low));
  for (const under of await page.locator('.landscape .caption').allTextContents())
    expect(under).toMatch(/own height and colour scales: F\* spans|logarithmic/);
});

test('second-order-1: at t = 0 F is the loss, and both pictures are the same', async () => {
  const page = await open('experiment=second-order-1');
  expect(await page.locator('.landscape .subtitle').nth(1).textContent()).toContain('t = 0');
  const [loss, energy] = [await heights(page, 'Loss landscape'), await heights(page, 'Energy landscape')];
  expect(energy).toEqual(loss);
  expect(await experiment(page)).toBe('Second order, 1');
});

test('own data on the default: the preset’s texts are gone, the axes are weights of the new network, and F* has relief', async () => {
  const page = await open('iterations=10');
  const rows = Array.from({ length: 40 }, (_, i) => `${i / 10},${(i * 7) % 11},${Math.sin(i)}`);
  const transfer = await page.evaluateHandle(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'own.csv', { type: 'text/csv' }));
      return data;
    },
    ['a,b,target', ...rows].join('\n'),
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await page.getByRole('dialog', { name: 'Own data' }).getByRole('button', { name: 'Use these data' }).click();
  await expect.poll(() => experiment(page)).toBe('Figure 2, left, changed');
  await expect.poll(() => caption(page)).toMatch(/^plane W₁\[1,1\], w?W?₂/);
  expect(await told(page)).not.toMatch(/What to look for|w₂²/);
  expect((await heights(page, 'Energy landscape')).relief).toBeGreaterThan(1e-3);
  expect(opened.complaints).toEqual([]);
});
