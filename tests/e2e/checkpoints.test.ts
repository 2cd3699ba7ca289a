/** Runs that are interrupted for real go on from their last checkpoint, to the same numbers as a run that nobody interrupted. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage, ready } from './browser.ts';
import { figureData, notices, type Trace } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

/** Steps on tfjs, more than any machine takes in this test. */
const run = '?hidden=2&width=16&dimension=4&batchSize=8&steps=5&learningRate=0.001&resolution=15&backend=wasm&panel=runs';
const long = `${run}&iterations=50000`;

const curves = async (page: Page): Promise<Trace[]> =>
  (await figureData(page, 'Training').catch(() => [])).filter(({ name }) => name === 'BP' || name === 'PC');
const reached = async (page: Page): Promise<number> => (await curves(page))[0]?.x.at(-1) ?? 0;

/** Both curves of a run that is over. */
async function finished(page: Page, iterations: number): Promise<Trace[]> {
  await expect.poll(() => reached(page), { timeout: 60_000 }).toBe(iterations - 1);
  return curves(page);
}

/** Resolves when the browser's storage holds a checkpoint. */
async function stored(page: Page): Promise<void> {
  const count = () =>
    page.evaluate(async () => {
      const asked = indexedDB.open('saddlescope-checkpoints');
      const database = await new Promise<IDBDatabase>((resolve) => {
        asked.onsuccess = () => resolve(asked.result);
      });
      const counted = database.transaction('heads').objectStore('heads').count();
      return new Promise<number>((resolve) => {
        counted.onsuccess = () => resolve(counted.result);
      });
    });
  await expect.poll(count, { timeout: 40_000 }).toBe(1);
}

const saysContinued = (page: Page) =>
  expect.poll(() => notices(page).textContent(), { timeout: 30_000 }).toMatch(/Continued from iteration [1-9]\d*, saved on/);

test('a run that is reloaded, and whose tab is closed then, ends with the numbers of an unbroken one', async () => {
  const { page, complaints } = await openPage(browser, at(long));
  await stored(page);
  await page.reload();
  await ready(page);
  await saysContinued(page);
  const before = await reached(page);
  expect(before).toBeGreaterThan(1);
  await page.close();

  const again = await page.context().newPage();
  await again.goto(at(long));
  await saysContinued(again);
  const iterations = (await reached(again)) + 50;
  await again.evaluate((iterations) => window.saddlescope.setState({ iterations }), iterations);
  const interrupted = await finished(again, iterations);
  expect(complaints).toEqual([]);
  await again.context().close();

  const unbroken = await openPage(browser, at(`${run}&iterations=${iterations}`));
  expect(await finished(unbroken.page, iterations)).toEqual(interrupted);
  expect(await notices(unbroken.page).textContent()).not.toMatch(/Continued/);
  await unbroken.page.context().close();
});

test('a checkpoint is saved as a file, brings its run back in another browser, and a file that is none is refused', async () => {
  const { page } = await openPage(browser, at(`${run}&iterations=60`));
  const curve = await finished(page, 60);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save checkpoint' }).press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe('saddlescope-figure-2-left-seed-0-iteration-60.checkpoint.npz');
  const file = await download.path();

  const other = await openPage(browser, at('?resolution=15'));
  await other.page.getByLabel('Checkpoint file').setInputFiles(file);
  await expect
    .poll(() => notices(other.page).textContent(), { timeout: 20_000 })
    .toMatch(/The run from .*, saved on .*, is complete: 60 iterations/);
  expect(await finished(other.page, 60)).toEqual(curve);
  await other.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => new URL(other.page.url()).searchParams.get('hidden')).toBe('1');
  await other.page.getByLabel('Checkpoint file').setInputFiles({ name: 'x.npz', mimeType: '', buffer: Buffer.from('PK no') });
  await expect
    .poll(() => notices(other.page).textContent())
    .toMatch(/could not be opened\. x\.npz: this is no checkpoint \(expected an \.npz file from “Save checkpoint”\)/);
  expect(new URL(other.page.url()).searchParams.get('hidden')).toBe('1');
  await other.page.context().close();
  await page.context().close();
});
