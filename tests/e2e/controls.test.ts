/** Every control does what its name says, by keyboard and by pointer, and changes only what depends on it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { at } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figure, figureData, pause, slider, sliderValue } from './figures.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());
beforeEach(async () => {
  ({ page } = await openPage(browser, at('?resolution=15&iterations=15')));
  await atRest(page);
});
afterEach(() => page.context().close());

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const iteration = () => sliderValue(page, 'Iteration');
const lossesOf = async (learner: string) => (await figureData(page, 'Training')).find(({ name }) => name === learner)!.y;

test('every slider moves by the arrow keys', async () => {
  for (const name of ['Hidden layers', 'Width', 'Initial scale', 'Learning rate', 'Inference steps', 'Step size']) {
    const before = await sliderValue(page, name);
    await slider(page, name).press('ArrowRight');
    expect(await sliderValue(page, name), name).toBeGreaterThan(before);
  }
  await slider(page, 'Inference time').press('Home');
  expect(await sliderValue(page, 'Inference time')).toBe(0);
  await slider(page, 'Inference time').press('ArrowRight');
  expect(await sliderValue(page, 'Inference time')).toBe(1);
});

test('inference time turns the loss into the equilibrated energy', async () => {
  const height = async (name: 'Loss landscape' | 'Energy landscape') => (await figureData(page, name))[0].z.flat();
  const loss = await height('Loss landscape');
  const equilibrium = await height('Energy landscape');
  await slider(page, 'Inference time').press('Home');
  await expect.poll(() => height('Energy landscape')).toEqual(loss);
  expect(equilibrium.every((energy, point) => energy <= loss[point] + 1e-12)).toBe(true);
  expect(equilibrium).not.toEqual(loss);
});

test('run, pause, step, scrub and reset move the playhead', async () => {
  expect(await iteration()).toBe(15);
  await press('Reset');
  await pause(page);
  await slider(page, 'Iteration').press('Home');
  expect(await iteration()).toBe(0);
  await press('Step');
  await expect.poll(iteration).toBe(1);
  await slider(page, 'Iteration').press('ArrowRight');
  expect(await iteration()).toBe(2);
  await press('Run');
  await expect.poll(iteration).toBeGreaterThan(2);
  await press('Pause');
  const paused = await iteration();
  await page.waitForTimeout(500);
  expect(await iteration()).toBe(paused);
});

test('a new learning rate holds from the playhead on, and keeps what came before', async () => {
  const before = await lossesOf('BP');
  for (let steps = 0; steps < 7; steps++) await slider(page, 'Iteration').press('ArrowLeft');
  expect(await iteration()).toBe(8);
  await slider(page, 'Learning rate').press('PageDown');
  await expect.poll(async () => (await lossesOf('BP'))[12]).not.toBe(before[12]);
  const after = await lossesOf('BP');
  expect(after.slice(0, 9)).toEqual(before.slice(0, 9));
  expect(await iteration()).toBeGreaterThanOrEqual(8);
});

test('reset keeps the initial weights and the batches', async () => {
  const before = await lossesOf('PC');
  await press('Reset');
  await expect.poll(iteration).toBe(0);
  await press('Run');
  await atRest(page);
  expect(await lossesOf('PC')).toEqual(before);
});

test('a click on a contour places the start of both learners there', async () => {
  await page.getByRole('combobox', { name: 'View' }).selectOption('contour');
  const plot = figure(page, 'Loss landscape').locator('.js-plotly-plot');
  const place = await expect
    .poll(() => plot.evaluate(pixelOf, { a: 0.5, b: -0.4 }))
    .not.toBeNull()
    .then(() => plot.evaluate(pixelOf, { a: 0.5, b: -0.4 }));
  await page.mouse.click(place!.x, place!.y);
  await expect.poll(() => page.url()).toContain('start=');
  const [a, b] = new URL(page.url()).searchParams.get('start')!.split(',').map(Number);
  expect(a).toBeCloseTo(0.5, 1);
  expect(b).toBeCloseTo(-0.4, 1);
  await atRest(page);
  const loss = 0.5 * (1 + a * b) ** 2; // y = -x, E[x^2] is near 1
  expect((await lossesOf('BP'))[0]).toBeCloseTo(loss, 1);
  expect((await lossesOf('PC'))[0]).toBe((await lossesOf('BP'))[0]);
});

/** Where a point of the plane is on the screen; null before the contour is drawn. */
function pixelOf(element: Element, { a, b }: { a: number; b: number }): { x: number; y: number } | null {
  const { _fullLayout } = element as Element & {
    _fullLayout?: Record<'xaxis' | 'yaxis', { d2p(value: number): number; _offset: number } | undefined>;
  };
  if (!_fullLayout?.xaxis || !_fullLayout.yaxis) return null;
  const { left, top } = element.getBoundingClientRect();
  const { xaxis, yaxis } = _fullLayout;
  return { x: left + xaxis._offset + xaxis.d2p(a), y: top + yaxis._offset + yaxis.d2p(b) };
}
