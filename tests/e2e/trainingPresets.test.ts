/** Every experiment about training opens by its link and from the box, runs, and says what it measured, without complaints. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { controls } from '../../src/model/controls.ts';
import { networkPresets } from '../../src/page/laboratories/landscapes/presets/networkPresets.ts';
import { trainingPresets } from '../../src/page/laboratories/landscapes/presets/trainingPresets.ts';
import { presets } from '../../src/page/view/presets.ts';
import { at, flat } from './address.ts';
import { launchBrowser, type OpenPage, openPage, ready } from './browser.ts';
import { figureData, slider } from './figures.ts';

const experiments = Object.keys({ ...trainingPresets, ...networkPresets }) as (keyof typeof presets)[];
/** Few steps of a narrow network: what is tested is that it goes, not where. */
const short = `${flat}&resolution=15&width=6&seeds=1&iterations=3&steps=3&metric=loss`;

let browser: Browser;
let opened: OpenPage;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
  opened = await openPage(browser, at(`?${short}`));
});
afterAll(() => browser?.close());

/** The number beside the claim, once the run is over. */
async function measuredBy(page: Page): Promise<string> {
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await run.waitFor();
  if ((await slider(page, 'Iteration').inputValue()) === '0') await run.click();
  const measured = page.locator('.measured');
  await expect.poll(() => measured.textContent(), { timeout: 20_000 }).not.toContain('not yet');
  return (await measured.textContent())!;
}

test.each(experiments)('%s', async (experiment) => {
  const { page, complaints } = opened;
  await page.goto(at(`?experiment=${experiment}&${short}`));
  await ready(page);
  expect(await measuredBy(page)).toMatch(/^Measured: .*\d/);
  await expect.poll(async () => (await figureData(page, 'Training')).find(({ name }) => name === 'PC')?.y.length).toBe(3);
  expect(await page.getByRole('combobox', { name: 'Experiment' }).inputValue()).toBe(experiment);
  expect(complaints).toEqual([]);
});

test('the box opens an experiment as its link does', async () => {
  const { page, complaints } = opened;
  await page.goto(at(`?${short}`));
  await ready(page);
  await page.getByRole('combobox', { name: 'Experiment' }).selectOption(controls.experiment.options['figure-6']);
  await expect.poll(() => page.url()).toMatch(/experiment=figure-6.*data=matrix-completion/);
  expect(await page.locator('.told').first().textContent()).toContain(presets['figure-6'].lookFor);
  expect(complaints).toEqual([]);
});
