/** A browser that draws nothing in three dimensions: landscapes are contours, volumes say why they are not there, and nothing is thrown. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { at } from '../e2e/address.ts';
import { closeDisplay } from './display.ts';
import { openTab } from './openTab.ts';
import {
  atRest,
  choose,
  click,
  colouredPixels,
  downloaded,
  open,
  patience,
  pressOn,
  says,
  slider,
  text,
  traces,
} from './page.ts';
import type { Tab } from './tab.ts';

let tab: Tab;

beforeAll(async () => {
  tab = await openTab({ webgl: false });
});
afterAll(async () => {
  await tab?.close();
  await closeDisplay();
});
afterEach(() => expect(tab.complaints()).toEqual([]));

test('the browser has no WebGL', async () => {
  await open(tab, at('?resolution=21&iterations=5'));
  expect(await tab.ask(() => document.createElement('canvas').getContext('webgl'))).toBeNull();
});

test('surfaces are drawn as contours, which follow the sliders, and the caption says why', async () => {
  await atRest(tab);
  for (const figure of ['Loss landscape', 'Energy landscape']) {
    expect((await traces(tab, figure))[0].type).toBe('contour');
    expect(await colouredPixels(tab, figure)).toBeGreaterThan(5000);
  }
  await says(tab, /contours, since this browser has no WebGL/, '.landscape .caption');
  await pressOn(tab, 'Domain', 'ArrowLeft');
  const { value } = await slider(tab, 'Domain');
  await expect.poll(async () => Math.max(...(await traces(tab, 'Loss landscape'))[0].x), patience).toBeCloseTo(value, 9);
});

test('such a contour is exported as a picture and as lines', async () => {
  await atRest(tab);
  await click(tab, 'Download loss landscape');
  const { file } = await downloaded(tab, '.png', () => click(tab, 'Download'));
  expect(file.readUInt32BE(16)).toBe(2000);
  await click(tab, 'Download loss landscape');
  await click(tab, 'SVG');
  expect((await downloaded(tab, '.svg', () => click(tab, 'Download'))).file.toString()).toMatch(/<path/);
});

test('a volume says what it needs, on the page and in the export, and another view is drawn', async () => {
  await open(tab, at('?hidden=2&view=volume&resolution=21&iterations=5'));
  await says(tab, /needs WebGL, which this browser does not offer/, '.landscape .plot');
  await click(tab, 'Download loss landscape');
  await click(tab, 'Download');
  await says(tab, /needs WebGL, which this browser does not offer/, 'dialog[open]');
  await tab.press('Escape');
  await choose(tab, 'View', 'contour');
  await expect.poll(async () => (await traces(tab, 'Loss landscape'))[0]?.type, patience).toBe('contour');
  expect(await text(tab, '.landscape .plot')).not.toMatch(/WebGL/);
});
