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

/** The lines beside the claims about the network at hand, once the run is over. */
async function measuredBy(page: Page): Promise<string[]> {
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await run.waitFor();
  if ((await slider(page, 'Iteration').inputValue()) === '0') await run.click();
  const measured = () => page.locator('.measured').allTextContents();
  await expect.poll(async () => (await measured()).join(' '), { timeout: 20_000 }).not.toContain('is done');
  return measured();
}

test.each(experiments)('%s', async (experiment) => {
  const { page, complaints } = opened;
  await page.goto(at(`?experiment=${experiment}&${short}`));
  await ready(page);
  for (const line of await measuredBy(page))
    expect(line).toMatch(/^Measured: (.*\d|not yet: “(Spectrum|Landscape)” is not open\.)/);
  await expect.poll(async () => (await figureData(page, 'Training')).find(({ name }) => name === 'PC')?.y.length).toBe(3);
  const chosen = page.getByRole('combobox', { name: 'Experiment' });
  expect(await chosen.inputValue()).toBe(experiment);
  expect(await chosen.locator('option:checked').textContent()).toBe(`${controls.experiment.options[experiment]}, changed`);
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
