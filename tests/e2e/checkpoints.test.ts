/** Runs that are interrupted for real go on from their last checkpoint, to the same numbers as a run that nobody interrupted; a storage that misbehaves stops none. */
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
  const count = () => page.evaluate(inStorage, { name: 'saddlescope-checkpoints', tables: ['heads'] });
  await expect.poll(count, { timeout: 40_000 }).toBe(1);
}

interface Change {
  name: string;
  tables: string[];
  /** A row to add to the first table. */
  added?: object;
  /** A number to add to every iteration that a row says, in all tables. */
  later?: number;
}

/** Changes rows of the browser's storage from inside a page. Resolves to the number of rows that were in the first table; 0 where there is no such table. */
async function inStorage({ name, tables, added, later }: Change): Promise<number> {
  const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
  const database = await resultOf(indexedDB.open(name));
  try {
    if (!tables.every((table) => database.objectStoreNames.contains(table))) return 0;
    const transaction = database.transaction(tables, 'readwrite');
    const [first, ...others] = tables.map((table) => transaction.objectStore(table));
    const rows = await resultOf<{ iteration: number; checkpoint?: { iteration: number } }[]>(first.getAll());
    if (added) await resultOf(first.put(added));
    for (const table of later ? [first, ...others] : [])
      for (const row of await resultOf<typeof rows>(table.getAll())) {
        (row.checkpoint ?? row).iteration += later!;
        await resultOf(table.put(row));
      }
    return rows.length;
  } finally {
    database.close();
  }
}

/** A page of the same origin that runs nothing. */
async function besides(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(at('icon.svg'));
  return other;
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

/** A run of a few seconds, which goes into the storage at its end. */
const short = `${run}&iterations=60`;

test('a storage that never answers stops no run, and is told once', async () => {
  const { page, complaints } = await openPage(browser, at(long), {
    before: () => {
      indexedDB.open = () => ({}) as IDBOpenDBRequest;
    },
  });
  await expect.poll(() => reached(page), { timeout: 60_000 }).toBeGreaterThan(5);
  await page.waitForTimeout(11_000); // until the next checkpoint would be stored
  const texts = await notices(page).locator('.notice').allTextContents();
  expect(texts).toEqual([expect.stringMatching(/no checkpoint could be stored \(the browser’s storage does not answer\)/)]);
  await page.getByText('Runs of earlier visits could not be read from the browser’s storage').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('damaged rows in the storage break no address: they are removed or left out, and told once', async () => {
  const { page, complaints } = await openPage(browser, at('?resolution=15&view=contour&iterations=5'));
  const head = { id: 'x', version: 1, iteration: 3, request: null };
  const kept = { id: 'y', name: 'y', query: '', keptAt: 1, shown: true, style: 0, milliseconds: 1 };
  await page.evaluate(inStorage, { name: 'saddlescope-checkpoints', tables: ['heads'], added: head });
  await page.evaluate(inStorage, { name: 'saddlescope-runs', tables: ['runs'], added: kept });
  const removed = () => notices(page).getByText('A stored checkpoint was damaged and was removed').count();
  for (const expected of [1, 0]) {
    await page.goto(at(short));
    await finished(page, 60);
    await page.getByText('1 kept run is damaged in the browser’s storage and left out here').waitFor();
    expect(await removed()).toBe(expected);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a stored checkpoint that does not fit itself is removed, and its run begins again', async () => {
  const { page, complaints } = await openPage(browser, at(long));
  await stored(page);
  const other = await besides(page);
  await page.close(); // which stores once more
  await other.waitForTimeout(1000);
  await other.evaluate(inStorage, { name: 'saddlescope-checkpoints', tables: ['heads', 'bodies'], later: 1000 });
  const again = await other.context().newPage();
  await again.goto(at(long));
  await notices(again)
    .getByText(/could not be used and was removed .*frame\.bp\.0\.loss has \d+ numbers \(expected \d+, one for each iteration\)/)
    .waitFor({ timeout: 30_000 });
  await expect.poll(() => reached(again), { timeout: 60_000 }).toBeGreaterThan(1);
  expect(complaints).toEqual([]);
  await again.context().close();
});

test('a database that is deleted under the page is made anew, and the run’s next checkpoint is stored', async () => {
  const { page, complaints } = await openPage(browser, at(long));
  await stored(page);
  const other = await besides(page);
  const deleted = await other.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.deleteDatabase('saddlescope-checkpoints');
        request.onsuccess = () => resolve('deleted');
        request.onblocked = () => resolve('blocked');
      }),
  );
  expect(deleted).toBe('deleted');
  await stored(page);
  expect(await notices(page).textContent()).not.toMatch(/could not be stored/);
  expect(complaints).toEqual([]);
  await page.context().close();
});
