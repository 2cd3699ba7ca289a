/** Every control does what its name says, by keyboard and by pointer, and changes only what depends on it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figure, figureData, pause, slider, sliderValue } from './figures.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());
beforeEach(async () => {
  ({ page } = await openPage(browser, at(`?${flat}&resolution=15&iterations=15`)));
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

test('the page’s letters work whatever was clicked last, but where they choose', async () => {
  await press('Reset');
  await pause(page);
  await slider(page, 'Iteration').press('Home');
  await press('Step');
  await expect.poll(iteration).toBe(1);
  await page.keyboard.press('.');
  await expect.poll(iteration).toBe(2);
  await slider(page, 'Learning rate').press('.');
  await expect.poll(iteration).toBe(3);
  await page.getByRole('combobox', { name: 'Data' }).press('.');
  await slider(page, 'Learning rate').press('.');
  await expect.poll(iteration).toBe(4);
  await page.getByRole('button', { name: 'Step', exact: true }).press('r');
  await expect.poll(iteration).toBe(0);
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

test('the start, dragged on a contour, takes both learners along', async () => {
  const plot = figure(page, 'Loss landscape').locator('.js-plotly-plot');
  await expect.poll(() => plot.evaluate(pixelOf, { a: 0, b: 0 })).not.toBeNull();
  const [from] = (await figureData(page, 'Loss landscape')).slice(-1);
  const grasped = (await plot.evaluate(pixelOf, { a: from.x[0], b: from.y[0] }))!;
  const aim = (await plot.evaluate(pixelOf, { a: -0.6, b: 0.7 }))!;
  await page.mouse.move(grasped.x, grasped.y);
  await page.mouse.down();
  await page.mouse.move(aim.x, aim.y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => page.url()).toContain('start=');
  const [a, b] = new URL(page.url()).searchParams.get('start')!.split(',').map(Number);
  expect(a).toBeCloseTo(-0.6, 1);
  expect(b).toBeCloseTo(0.7, 1);
  await atRest(page);
  expect((await lossesOf('BP'))[0]).toBeCloseTo(0.5 * (1 + a * b) ** 2, 1);
});

test('a slider follows the pointer, and the landscape with it', async () => {
  const box = (await slider(page, 'Domain').boundingBox())!;
  const before = await sliderValue(page, 'Domain');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  const domain = await sliderValue(page, 'Domain');
  expect(domain).toBeGreaterThan(before);
  await expect.poll(async () => Math.max(...(await figureData(page, 'Loss landscape'))[0].x)).toBeCloseTo(domain, 9);
});

test('undo and redo can be pressed where there is something to undo and to redo', async () => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  expect([await button('Undo').isDisabled(), await button('Redo').isDisabled()]).toEqual([true, true]);
  await slider(page, 'Hidden layers').press('ArrowRight');
  await press('Undo');
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(1);
  await expect.poll(() => button('Undo').isDisabled()).toBe(true);
  await page.goForward();
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(2);
  await expect.poll(() => button('Redo').isDisabled()).toBe(true);
});

test('a contour that was changed in place is the one that is drawn anew', async () => {
  await page.getByRole('combobox', { name: 'View' }).selectOption('surface');
  await figure(page, 'Energy landscape').locator('canvas').first().waitFor();
  await page.getByRole('combobox', { name: 'View' }).selectOption('contour');
  const plot = figure(page, 'Energy landscape').locator('.js-plotly-plot');
  const strokes = () =>
    plot.evaluate((element) => [...element.querySelectorAll('.plot path')].map((path) => path.getAttribute('d')));
  await expect.poll(async () => (await strokes()).length).toBeGreaterThan(10);
  await slider(page, 'Inference time').press('Home');
  for (let steps = 0; steps < 3; steps++) await slider(page, 'Inference time').press('ArrowRight');
  await atRest(page);
  const changed = await strokes();
  await page.setViewportSize({ width: 1300, height: 900 });
  await expect.poll(strokes).not.toEqual(changed);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(strokes).toEqual(changed);
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
