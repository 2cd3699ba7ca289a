/** The address is the page's state: it is kept, shared, undone and replayed exactly, and what cannot be read in it is said. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, drawing, figure, figureData, figureNames, notices, slider, sliderValue } from './figures.ts';

/** Soon drawn and run. */
const small = `?${flat}&resolution=15&iterations=3`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

async function open(query: string): Promise<Page> {
  const { page } = await openPage(browser, at(query), { permissions: ['clipboard-read', 'clipboard-write'] });
  return page;
}

test.each([
  ['hidden=abc', 'abc', 'Hidden layers', 1],
  ['width=1e9', '1e9', 'Width', 1],
  ['dt=-1', '-1', 'Step size', 0.1],
  ['learningRate=', 'learningRate', 'Learning rate', 0.4],
  ['start=0.1,', '0.1,', 'Hidden layers', 1],
  ['rates=0:0.4,8', '0:0.4,8', 'Learning rate', 0.4],
  ['wid', 'wid', 'Width', 1],
])('%s opens with the default and a notice that quotes %s', async (query, quoted, name, value) => {
  const page = await open(`${small}&${query}`);
  await expect.poll(() => notices(page).textContent()).toContain(quoted);
  expect(await sliderValue(page, name)).toBe(value);
  await atRest(page);
  await page.context().close();
});

test('the same address gives the same figures', async () => {
  const query = '?hidden=2&width=3&dimension=2&seed=7&scale=0.3&resolution=31&iterations=8&at=8';
  const [first, second] = [await open(query), await open(query)];
  for (const page of [first, second]) await atRest(page);
  for (const name of figureNames) expect(await figureData(second, name), name).toEqual(await figureData(first, name));
  await Promise.all([first, second].map((page) => page.context().close()));
});

test('the address names every field from the start, so that a link survives a change of defaults', async () => {
  const page = await open('');
  await expect.poll(() => page.url()).toMatch(/[?&]hidden=1&.*seed=0/);
  await page.context().close();
});

test('numbers with exponents survive a reload', async () => {
  const page = await open(`${small}&start=1e+21,-2e-7&camera=1e+2,0.5,1`);
  const place = () => page.evaluate(() => ({ start: window.saddlescope.state.start, camera: window.saddlescope.state.camera }));
  const there = { start: { a: 1e21, b: -2e-7 }, camera: { x: 100, y: 0.5, z: 1 } };
  expect(await place()).toEqual(there);
  await expect.poll(() => page.url()).toContain('start=1e21,-2e-7');
  await page.reload();
  await page.waitForFunction(() => 'saddlescope' in window);
  expect(await place()).toEqual(there);
  expect(await notices(page).textContent()).not.toMatch(/is not/);
  await page.context().close();
});

/** Hands a text to the page in the way of the clipboard, or of a link that the pointer carries. */
const bring = (page: Page, how: 'paste' | 'drop', text: string): Promise<void> =>
  page.evaluate(
    ({ how, text }) => {
      const data = new DataTransfer();
      data.setData(how === 'paste' ? 'text/plain' : 'text/uri-list', text);
      const options = { bubbles: true, cancelable: true };
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data });
      document.body.dispatchEvent(event);
    },
    { how, text },
  );

test.each(['paste', 'drop'] as const)('a link brings its state back by %s; a foreign one leaves the page alone', async (how) => {
  const page = await open(small);
  await slider(page, 'Hidden layers').press('ArrowRight');
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(2);
  await atRest(page); // the playhead moves until then
  const before = await page.evaluate(() => JSON.stringify(window.saddlescope.state));
  for (const link of ['https://shop.example/?q=saddles&width=3&data=mnist', 'https://shop.example/?experiment=blue-button'])
    await bring(page, how, link);
  expect(await page.evaluate(() => JSON.stringify(window.saddlescope.state))).toBe(before);
  expect(await notices(page).textContent()).toBe('');
  await bring(page, how, at(`?${flat}&hidden=5&resolution=15&iterations=3`));
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(5);
  await page.context().close();
});

test('a scene that is turned while a run plays keeps its view when the page is loaded anew', async () => {
  const page = await open('?resolution=15&iterations=20000');
  await drawing(page, 'Loss landscape').waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  const { x, y, width, height } = (await figure(page, 'Loss landscape').boundingBox())!;
  await page.mouse.move(x + 40, y + height - 40);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height - 60, { steps: 4 });
  await page.mouse.up();
  const cameraInAddress = () => new URL(page.url()).searchParams.get('camera');
  await expect.poll(cameraInAddress, { timeout: 2000 }).not.toBe('0.9,-1.55,1.2');
  expect(await page.getByRole('button', { name: 'Pause', exact: true }).isVisible()).toBe(true); // the run still plays
  const turned = cameraInAddress();
  await page.reload();
  await page.waitForFunction(() => 'saddlescope' in window);
  const { x: a, y: b, z: c } = await page.evaluate(() => window.saddlescope.state.camera);
  expect([a, b, c].join()).toBe(turned);
  await page.context().close();
});

test('of many notices the newest eight are shown, and how many more there are', async () => {
  const page = await open(`${small}&${Array.from({ length: 1000 }, (_, k) => `x${k}=1`).join('&')}&hidden=99`);
  await expect.poll(() => notices(page).textContent()).toContain('993 more');
  expect(await notices(page).locator('.notice').count()).toBe(9);
  expect(await notices(page).locator('.notice').last().textContent()).toContain('hidden: "99" is not');
  await notices(page).getByRole('button', { name: 'Dismiss all' }).click();
  expect(await notices(page).textContent()).toBe('');
  await page.context().close();
});

test('Back undoes a change, Forward repeats it, and Share copies the address', async () => {
  const page = await open(small);
  await atRest(page);
  await slider(page, 'Hidden layers').press('ArrowRight');
  await expect.poll(() => page.url()).toContain('hidden=2');
  await atRest(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.goBack();
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(1);
  await page.goForward();
  await expect.poll(() => sliderValue(page, 'Hidden layers')).toBe(2);
  await page.context().close();
});
