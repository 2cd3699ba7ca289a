/** The page opens, is drawn and follows the hand, and the console stays quiet. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { at, flat } from '../e2e/address.ts';
import { closeDisplay } from './display.ts';
import { openTab } from './openTab.ts';
import {
  addressField,
  atRest,
  click,
  colouredPixels,
  middleOf,
  open,
  patience,
  pressOn,
  says,
  slider,
  trace,
  traces,
} from './page.ts';
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

test('the first picture comes by itself: two surfaces in colour, a race of 40 steps, and the numbers of every browser', async () => {
  const { backend, adapter } = await open(tab, at());
  expect({ backend, adapter }).toEqual({ backend: 'simd', adapter: null });
  await atRest(tab);
  for (const figure of ['Loss landscape', 'Energy landscape'])
    await expect.poll(() => colouredPixels(tab, figure), patience).toBeGreaterThan(5000);
  const [bp, pc] = [await trace(tab, 'Training', 'BP'), await trace(tab, 'Training', 'PC')];
  expect(bp!.y).toHaveLength(40);
  expect([bp!.y.findIndex((loss) => loss < bp!.y[0] / 2), pc!.y.findIndex((loss) => loss < pc!.y[0] / 2)]).toEqual([9, 8]);
  await says(tab, /Escape: PC 8 · BP 9\./);
});

test('a slider follows the keys and the mouse, and the figures and the address follow the slider', async () => {
  await open(tab, at(`?${flat}&resolution=21&iterations=5`));
  await atRest(tab);
  await pressOn(tab, 'Domain', 'ArrowLeft');
  const { value } = await slider(tab, 'Domain');
  expect(value).toBeLessThan(1.3);
  const reach = async () => Math.max(...((await traces(tab, 'Loss landscape'))[0]?.x ?? []));
  await expect.poll(reach, patience).toBeCloseTo(value, 9);
  await expect.poll(() => addressField(tab, 'domain'), patience).toBe(String(value));

  const { left, width, middle } = await slider(tab, 'Domain');
  await tab.drag({ x: left + width / 4, y: middle }, { x: left + width / 3, y: middle }, { x: left + width - 8, y: middle });
  const dragged = await slider(tab, 'Domain');
  expect(dragged.value).toBeGreaterThan(5);
  await expect.poll(reach, patience).toBeCloseTo(dragged.value, 9);
});

test('a click on a contour places the start of both learners', async () => {
  await open(tab, at(`?${flat}&resolution=21&iterations=5`));
  await atRest(tab);
  const { x, y } = await middleOf(tab, 'Loss landscape');
  await tab.drag({ x: x + 60, y: y - 40 });
  await expect.poll(() => addressField(tab, 'start'), patience).toMatch(/^0\.\d+,0\.\d+$/);
  const [a, b] = (await addressField(tab, 'start'))!.split(',').map(Number);
  const start = async () => (await trace(tab, 'Loss landscape', 'start'))!;
  await expect.poll(async () => (await start()).x[0], patience).toBeCloseTo(a, 9);
  expect((await start()).y[0]).toBeCloseTo(b, 9);
});

test('a drag turns both surfaces', async () => {
  await open(tab, at('?resolution=21&iterations=5'));
  await atRest(tab);
  const { x, y } = await middleOf(tab, 'Loss landscape');
  const before = await addressField(tab, 'camera');
  await tab.drag({ x: x + 90, y: y + 60 }, { x: x + 60, y: y + 60 }, { x: x - 60, y: y + 60 });
  await expect.poll(() => addressField(tab, 'camera'), patience).not.toBe(before);
});

test('every tab of the right column opens', async () => {
  await open(tab, at(`?${flat}&resolution=15&iterations=5`));
  await atRest(tab);
  for (const name of ['Spectrum', 'Theory', 'Directions', 'Saddles', 'Escape', 'Data', 'Runs', 'Inference']) {
    await click(tab, name);
    const isOpen = (name: string) => {
      const panel = document.querySelector('[role="tabpanel"]');
      const chosen = document.querySelector('[role="tab"][aria-selected="true"]');
      return chosen?.textContent === name && (panel?.textContent ?? '').length > 40 && panel?.textContent !== 'Loading…';
    };
    await expect.poll(() => tab.ask(isOpen, name), patience).toBe(true);
  }
});

test('dialogs open over the page with the focus inside, and close at Escape', async () => {
  await click(tab, 'Help');
  await says(tab, /Keys/, 'dialog[open]');
  expect(await tab.ask(() => document.querySelector('dialog[open]')!.contains(document.activeElement))).toBe(true);
  await tab.press('Escape');
  await expect.poll(() => tab.ask(() => document.querySelector('dialog[open]') === null), patience).toBe(true);
});
