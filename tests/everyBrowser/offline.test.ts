/** Once loaded, the page computes without a network; what it loads later says so, and comes when the network is back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flat } from '../e2e/address.ts';
import { type ServedPage, servePage } from '../e2e/servePage.ts';
import { closeDisplay } from './display.ts';
import { openTab } from './openTab.ts';
import { addressField, atRest, choose, open, patience, pressOn, ready, says, slider, text, trace, traces } from './page.ts';
import type { Tab } from './tab.ts';

let tab: Tab;
let server: ServedPage;

beforeAll(async () => {
  server = await servePage();
  tab = await openTab();
});
afterAll(async () => {
  await tab?.close();
  await server?.close();
  await closeDisplay();
});

test('without its server the page goes on computing, and says what needs the network; with its server it loads that, and opens again', async () => {
  const address = `${server.url}?${flat}&resolution=21&iterations=5&hidden=1&width=2&dimension=3&panel=data`;
  await open(tab, address);
  await atRest(tab, ['Loss landscape', 'Training', 'Samples']);
  await server.close();

  const before = await trace(tab, 'Training', 'PC');
  await pressOn(tab, 'Hidden layers', 'ArrowRight');
  await expect.poll(() => trace(tab, 'Training', 'PC'), patience).not.toEqual(before);
  await pressOn(tab, 'Domain', 'ArrowLeft');
  const { value } = await slider(tab, 'Domain');
  await expect.poll(async () => Math.max(...(await traces(tab, 'Loss landscape'))[0].x), patience).toBeCloseTo(value, 9);
  await choose(tab, 'Data', 'fashion-mnist');
  await says(tab, /could not be loaded .*it needs the network the first time/, '.notices');

  server = await servePage({}, Number(new URL(server.url).port));
  await choose(tab, 'Data', 'mnist');
  await says(tab, /Yann LeCun/, '[role="tabpanel"]');
  expect(await text(tab, '.notices')).not.toMatch(/could not be loaded/);
  await expect.poll(() => addressField(tab, 'data'), patience).toBe('mnist'); // a moment after the controls
  await tab.reload();
  await ready(tab);
  await says(tab, /Yann LeCun/, '[role="tabpanel"]');
});
