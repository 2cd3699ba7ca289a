/** Image sets are loaded when they are first chosen, once; without a network the page says so and keeps its picture. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage, ready } from './browser.ts';
import { figureData, notices } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const small = `?${flat}&hidden=1&width=2&dimension=3&resolution=15&iterations=3&scale=0.01&learningRate=0.01&steps=5&batchSize=8&panel=data`;

const losses = async (page: Page) => {
  const traces = await figureData(page, 'Training').catch(() => []); // before anything is drawn
  return traces.find(({ name }) => name === 'BP')?.y ?? [];
};
const choose = (page: Page, data: string) => page.getByRole('combobox', { name: 'Data', exact: true }).selectOption(data);

test('MNIST comes with its first choice, from below the page’s own folder, and from the browser’s cache at the next visit', async () => {
  const { page, complaints } = await openPage(browser, at(small));
  const loaded: string[] = [];
  page.context().on('response', (response) => response.url().includes('/data/') && loaded.push(response.url()));
  await choose(page, 'mnist');
  await expect.poll(() => page.getByRole('tabpanel').textContent(), { timeout: 30_000 }).toMatch(/Yann LeCun.*CC BY-SA 3\.0/);
  await expect.poll(async () => (await figureData(page, 'Samples'))[0]?.type).toBe('heatmap');
  await expect.poll(() => page.getByRole('row', { name: /^0 / }).textContent()).toBe('01,001175'); // class, training, test
  // Near the origin the loss is |y|^2 / 2: a half where one output of ten is 1, about 3/2 for y = -x in three dimensions.
  await expect
    .poll(async () => (await losses(page)).map((loss) => Math.round(10 * loss)), { timeout: 30_000 })
    .toEqual([5, 5, 5]);
  expect(loaded).toEqual(['train', 'test'].map((part) => at(`data/mnist/${part}.bin`)));

  const curve = await losses(page);
  await expect.poll(() => new URL(page.url()).searchParams.get('data')).toBe('mnist');
  await page.reload();
  await ready(page);
  await expect.poll(() => losses(page), { timeout: 30_000 }).toEqual(curve);
  expect(loaded).toHaveLength(2);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('without a network the page says that the data cannot be had, keeps its figures, and goes on when others are chosen', async () => {
  const { page } = await openPage(browser, at(small));
  await expect.poll(() => losses(page), { timeout: 30_000 }).toHaveLength(3);
  const before = await losses(page);
  await page.context().route('**/data/**', (route) => route.abort('internetdisconnected'));
  await choose(page, 'fashion-mnist');
  await expect
    .poll(() => notices(page).textContent(), { timeout: 20_000 })
    .toMatch(/Data: .*fashion-mnist\/train\.bin could not be loaded .*it needs the network the first time/);
  expect(await losses(page)).toEqual(before);
  await choose(page, 'two-moons');
  await expect.poll(() => notices(page).textContent(), { timeout: 20_000 }).not.toMatch(/could not be loaded/);
  await page.context().close();
});
