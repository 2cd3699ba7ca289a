/** A run goes on from its checkpoint after a reload, to the numbers of an unbroken run, and kept runs stay. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { at, flat } from '../e2e/address.ts';
import { closeDisplay } from './display.ts';
import { openTab } from './openTab.ts';
import { click, open, patience, ready, says, traces } from './page.ts';
import type { Tab } from './tab.ts';

let tab: Tab;

beforeAll(async () => {
  tab = await openTab();
});
afterAll(async () => {
  await tab?.close();
  await closeDisplay();
});
afterEach(() => expect(tab.complaints()).toEqual([]));

/** Steps on tfjs, more than any machine takes in this test. */
const run = `?${flat}&hidden=2&width=16&dimension=4&batchSize=8&steps=5&learningRate=0.001&resolution=15&backend=wasm&panel=runs`;

const curves = async (tab: Tab) => (await traces(tab, 'Training')).filter(({ name }) => name === 'BP' || name === 'PC');
const reached = async (tab: Tab) => (await curves(tab))[0]?.x.at(-1) ?? 0;

/** How many checkpoints the browser's storage holds. */
const stored = () =>
  tab.ask(async () => {
    const asked = indexedDB.open('saddlescope-checkpoints');
    const database = await new Promise<IDBDatabase>((resolve) => {
      asked.onsuccess = () => resolve(asked.result);
    });
    const counted = database.transaction('heads').objectStore('heads').count();
    return new Promise<number>((resolve) => {
      counted.onsuccess = () => resolve(counted.result);
    });
  });

test('a run that is reloaded ends with the numbers of an unbroken one', async () => {
  await open(tab, at(`${run}&iterations=50000`));
  await expect.poll(stored, patience).toBe(1);
  await tab.reload();
  await ready(tab);
  await says(tab, /Continued from iteration [1-9]\d*, saved on/);
  const iterations = (await reached(tab)) + 50;
  await tab.ask((iterations) => window.saddlescope.setState({ iterations }), iterations);
  await expect.poll(() => reached(tab), patience).toBe(iterations - 1);
  const interrupted = await curves(tab);

  const unbroken = await openTab();
  await open(unbroken, at(`${run}&iterations=${iterations}`));
  await expect.poll(() => reached(unbroken), patience).toBe(iterations - 1);
  expect(await curves(unbroken)).toEqual(interrupted);
  await unbroken.close();
});

test('a kept run is still there after a reload', async () => {
  await open(tab, at(`?${flat}&resolution=15&iterations=5&panel=runs`));
  await click(tab, 'Keep run');
  const kept = () => tab.ask(() => document.querySelectorAll('.runs li').length);
  await expect.poll(kept, patience).toBe(1);
  await tab.reload();
  await expect.poll(kept, patience).toBe(1);
});
