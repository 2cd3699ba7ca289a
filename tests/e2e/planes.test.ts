/** Every plane, every data set and every saddle opens through the page, says what it is, and refuses in words what it cannot be. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage } from './browser.ts';
import { atRest, figureData, slider } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: false });
});
afterAll(() => browser?.close());

const wide = `${flat}&hidden=2&width=3&dimension=3&scale=0.3&learningRate=0.1&iterations=20&resolution=15&domain=1`;
const text = (page: Page) => page.locator('body').textContent();
const caption = (page: Page) => page.locator('.caption').first().textContent();

async function opened(query: string): Promise<Page> {
  const { page } = await openPage(browser, at(`?${query}`));
  return page;
}

test.each([
  ['plane=hessian', /Hessian of F\* at the origin, u: λmax = 0, 18-fold; v: λmin = −[\d.]+, 3-fold/],
  [
    'plane=hessian&curvature=loss&centre=start',
    /Hessian of the loss at the initial weights, u: λmax = [\d.]+; v: λmin = −[\d.]+/,
  ],
  ['plane=paths', /plane through the origin: holds 9[\d.]+ % of both paths’ squared distance, at most [\d.]+ off/],
  ['plane=trajectory', /PCA of both paths, through the origin: u explains [\d.]+ % of their variance, v [\d.]+ %/],
  ['plane=solutions&centre=start', /plane through the initial weights and both solutions at iteration 20: BP \(.+, 0\), PC \(/],
  ['plane=random&centre=start', /random plane around the initial weights, rows as long as the centre’s/],
  ['plane=hessian&centre=saddle&saddle=rank&rank=2', /Hessian of F\* at the rank-2 saddle/],
  ['plane=hessian&centre=saddle&saddle=zero-rank', /Hessian of F\* at the zero-rank saddle/],
])('%s is drawn and named, and its paths say how far they are off it', async (query, name) => {
  const page = await opened(`${wide}&${query}`);
  await atRest(page);
  expect(await caption(page)).toMatch(name);
  expect(await caption(page)).toMatch(/paths up to \S+ off the plane|at most \S+ off/);
  expect((await figureData(page, 'Energy landscape'))[0].z.flat().every(Number.isFinite)).toBe(true);
  await page.context().close();
});

test('Figure 2, right: on the Hessian plane the loss is flat and F* is not; two weights are one choice away', async () => {
  const page = await opened('experiment=figure-2-right&resolution=15&iterations=30&domain=0.5');
  await atRest(page);
  const range = async (name: 'Loss landscape' | 'Energy landscape') => {
    const heights = (await figureData(page, name))[0].z.flat();
    return Math.max(...heights) - Math.min(...heights);
  };
  expect(await range('Loss landscape')).toBeLessThan(1e-3 * (await range('Energy landscape')));
  await page.getByLabel('Plane', { exact: true }).selectOption('coordinates');
  await expect.poll(() => caption(page)).toMatch(/plane W₄\[1,1\], W₄\[2,1\] around the origin/);
  await page.context().close();
});

/** Range of the heights drawn, as a part of their level. */
async function relief(page: Page, name: 'Loss landscape' | 'Energy landscape'): Promise<number> {
  const heights = (await figureData(page, name))[0].z.flat();
  return (Math.max(...heights) - Math.min(...heights)) / Math.max(...heights);
}

test.each([
  ['width=3', /^plane W₁\[1,1\], W₂\[1,1\] around the origin/],
  ['experiment=figure-3-2&width=8&dimension=5&panel=inference', /^plane W₃\[1,1\], W₃\[2,1\] around the origin/],
  ['hidden=5', /^plane through the origin: holds [\d.]+ % of both paths’ squared distance/],
])('%s opens on a plane on which F* can be seen', async (query, name) => {
  const page = await opened(`${query}&${flat}`);
  await atRest(page);
  expect(await caption(page)).toMatch(name);
  expect(await relief(page, 'Energy landscape')).toBeGreaterThan(1e-2);
  await page.context().close();
});

test('the plane of both paths is as wide as they are, until “Domain” is moved, and again after “Fit to both paths”', async () => {
  const page = await opened(`hidden=2&${flat}`);
  await atRest(page);
  const reach = async () => {
    const [{ x }, ...paths] = await figureData(page, 'Energy landscape');
    const farthest = paths
      .filter((path) => path.name === 'BP' || path.name === 'PC')
      .flatMap((path) => [...path.x, ...path.y].map(Math.abs));
    return { domain: Math.max(...x), farthest: Math.max(...farthest) };
  };
  const fitted = await reach();
  expect(fitted.domain).toBeGreaterThan(fitted.farthest);
  await slider(page, 'Domain').press('PageUp');
  await expect.poll(async () => (await reach()).domain).toBeGreaterThan(1.05 * fitted.domain);
  await page.getByRole('button', { name: 'Fit to both paths' }).click();
  await expect.poll(async () => (await reach()).domain).toBe(fitted.domain);
  await page.context().close();
});

test('an axis is chosen by layer, row and column; a weight that is gone leaves the Hessian’s plane, and comes back', async () => {
  const page = await opened(`experiment=figure-3-2&panel=inference&resolution=15&${flat}`);
  await atRest(page);
  await page.getByLabel('Second axis, column').fill('4');
  await page.getByLabel('Second axis, column').press('Enter');
  await page.getByLabel('Second axis, row').fill('1');
  await page.getByLabel('Second axis, row').press('Enter');
  await expect.poll(() => caption(page)).toMatch(/^plane W₃\[1,1\], W₃\[1,4\] around the origin/);
  await page.getByLabel('Width, typed').fill('3');
  await page.getByLabel('Width, typed').press('Enter');
  await expect.poll(() => caption(page)).toMatch(/^no W₃\[1,4\] here: Hessian of F\* at the origin/);
  await page.getByLabel('Width, typed').fill('4');
  await page.getByLabel('Width, typed').press('Enter');
  await expect.poll(() => caption(page)).toMatch(/^plane W₃\[1,1\], W₃\[1,4\] around the origin/);
  await page.context().close();
});

test('a plane that travels has each learner at its middle, and moves as the timeline is scrubbed', async () => {
  const page = await opened(`centre=learner&width=2&resolution=15&iterations=30&${flat}`);
  await atRest(page);
  const middle = async (name: 'Loss landscape' | 'Energy landscape', learner: 'BP' | 'PC') => {
    const [{ z }, ...traces] = await figureData(page, name);
    const path = traces.find((trace) => trace.name === learner)!;
    return { height: (z as number[][])[7][7], a: path.x.at(-1), b: path.y.at(-1) };
  };
  expect(await caption(page)).toMatch(/^plane W₁\[1,1\], W₂\[1,1\] through each learner’s weights, all others as they are there/);
  const end = { bp: await middle('Loss landscape', 'BP'), pc: await middle('Energy landscape', 'PC') };
  for (const { a, b } of [end.bp, end.pc]) expect([a, b]).toEqual([0, 0]);
  await slider(page, 'Iteration').press('Home');
  await expect.poll(async () => (await middle('Loss landscape', 'BP')).height).toBeGreaterThan(2 * end.bp.height);
  await expect.poll(async () => (await middle('Energy landscape', 'PC')).height).toBeGreaterThan(2 * end.pc.height);
  await page.context().close();
});

test('a plane through the run follows the learning rate', async () => {
  const page = await opened(`${wide}&plane=trajectory`);
  await atRest(page);
  const before = await caption(page);
  await page.getByRole('button', { name: 'Reset', exact: true }).click(); // a new rate holds from the playhead on
  await slider(page, 'Learning rate').press('PageDown');
  await expect.poll(() => caption(page), { timeout: 20_000 }).not.toBe(before);
  await page.context().close();
});

const floats = (values: number[]) => Buffer.from(Float64Array.from(values).buffer).toString('base64url');
/** A chain whose BP cannot move: its hidden unit is off. */
const dead = `hidden=1&width=1&dimension=1&activation=relu&saddle=point&point=${floats([-1, -1])}&scale=0.0001&iterations=1`;

test.each([
  [
    'PCA of a run that hardly moved',
    `${dead}&plane=trajectory`,
    /Landscape: invalid plane: 2 different points visited \(expected 3 or more/,
  ],
  ['solutions of a learner that stays', `${dead}&plane=solutions&centre=start`, /the way to BP’s solution: a direction of zeros/],
  [
    'solutions of a run that diverges',
    'plane=solutions&learningRate=2&scale=1&iterations=50',
    /diverged at iteration \d+: there is no solution to lay a plane through/,
  ],
])('%s: a message in words, and another plane is one choice away', async (_, query, message) => {
  const page = await opened(`${wide}&${query}`);
  await expect.poll(() => text(page), { timeout: 20_000 }).toMatch(message);
  await page.getByLabel('Plane', { exact: true }).selectOption('coordinates');
  await expect.poll(() => caption(page), { timeout: 20_000 }).toMatch(/^plane /);
  await expect.poll(() => text(page)).not.toMatch(message);
  await page.context().close();
});

test('the Hessian at a point where nothing is finite: a message, and another plane is drawn', async () => {
  const point = floats(new Array<number>(27).fill(1e200));
  const page = await opened(`${wide}&saddle=point&point=${point}&centre=saddle&plane=hessian`);
  await expect.poll(() => text(page), { timeout: 20_000 }).toMatch(/Landscape: .*(not finite|diverge)/);
  await page.getByLabel('Around', { exact: true }).selectOption('origin');
  await expect.poll(() => caption(page), { timeout: 20_000 }).toMatch(/Hessian of F\* at the origin/);
  await page.context().close();
});

test('MNIST-1D has no dimension to choose; the special second output has two or more', async () => {
  const page = await opened(`${flat}&hidden=2&width=4&data=mnist-1d&iterations=5&resolution=15&learningRate=0.01&steps=5`);
  await atRest(page);
  expect(await page.getByLabel('Inputs and outputs', { exact: true }).count()).toBe(0);
  await page.getByLabel('Data', { exact: true }).selectOption('kept');
  await expect.poll(() => page.getByLabel('Inputs and outputs', { exact: true }).inputValue()).toBe('2');
  await page.context().close();
});

test('Figure 1: Theorem 1 is drawn dashed over PC’s energy, and the claim says how far apart they are', async () => {
  const page = await opened(`${flat}&experiment=figure-1&width=6&hidden=2&iterations=20&resolution=15`);
  await atRest(page);
  const traces = await figureData(page, 'Training');
  const [pc, theory] = ['PC', 'theory'].map((name) => traces.find((trace) => trace.name === name)!.y);
  expect(theory).toHaveLength(20);
  for (const [iteration, energy] of pc.entries()) expect(Math.abs(energy / theory[iteration] - 1)).toBeLessThan(1e-5);
  expect(await text(page)).toMatch(/energy after inference and F\* differ by at most \S+ of F\*, over 20 iterations/);
  await page.context().close();
});
