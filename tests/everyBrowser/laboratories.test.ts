/** A preset of each of the four laboratories computes, draws and measures its claim. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { at, flat } from '../e2e/address.ts';
import { closeDisplay } from './display.ts';
import { openTab } from './openTab.ts';
import { atRest, choose, click, open, patience, pressOn, says, slider, trace, traces } from './page.ts';
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

test('landscapes: a preset is chosen, raced and measured', async () => {
  await open(tab, at(`?${flat}&resolution=15`));
  await atRest(tab);
  await choose(tab, 'Experiment', 'figure-2-middle');
  await expect.poll(async () => (await slider(tab, 'Hidden layers')).value, patience).toBe(2);
  await says(tab, /Measured: .*21.*74/s, '.told');
});

test('BP and PC compared: two models learn Fashion-MNIST to the end', async () => {
  const two = 'withRc2=hidden&withRc3=hidden&withRc23=hidden&withRc23Decay=hidden';
  await open(tab, at(`?experiment=comparison-fashion&hidden=2&width=8&steps=8&surfaceResolution=11&${two}&iterations=300`));
  await says(tab, /computed in/);
  await expect.poll(async () => (await traces(tab, 'Loss surfaces')).map(({ name }) => name), patience).toEqual(['bp', 'pc']);
  expect((await trace(tab, 'Compared curves', 'pc'))!.x.at(-1)).toBe(299);
});

test('two moons: one network learns, and its decision follows the timeline', async () => {
  await open(tab, at('?experiment=moons-network&width=16&at=32'));
  await says(tab, /after 32 steps BP \d\d\.\d %, PC \d\d\.\d %/);
  const decision = async () => (await trace(tab, 'PC’s decision', 'probability'))?.z.flat();
  await expect.poll(decision, patience).toBeDefined();
  const learnt = await decision();
  await pressOn(tab, 'Iteration', 'Home');
  await expect.poll(decision, patience).not.toEqual(learnt);
});

test('two moons: a sweep runs on workers of its own', async () => {
  await open(tab, at('?experiment=moons-rates&widest=16&seeds=1'));
  await says(tab, /10 of 10 runs done|computed in/);
  expect((await trace(tab, 'Accuracy by activity rate', 'h = 16'))!.x).toHaveLength(9);
});

test('unsupervised PC: pictures and latents appear, and learning stops', async () => {
  await open(tab, at('?experiment=unsupervised&latent=8&hidden=1&width=12&batchSize=16&steps=8&dt=0.1&iterations=100000'));
  await says(tab, /(\d\d|\d,\d+) weight steps, /);
  await expect.poll(async () => (await traces(tab, 'Latents')).length, patience).toBe(10);
  expect((await traces(tab, 'Pictures'))[0].z.flat().length).toBeGreaterThan(1000);
  await click(tab, 'Stop');
  await says(tab, /stopped/);
});
