/** What goes wrong goes wrong for real here: workers die, devices are lost, steps are too large; the page says so and goes on. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { launchBrowser, openPage, ready } from './browser.ts';
import { atRest, drawing, figure, figureData, notices, slider, sliderValue } from './figures.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ webgpu: true });
});
afterAll(() => browser?.close());

/** Keeps the page's workers where the test can end them. */
function keepWorkers(): void {
  const kept: Worker[] = [];
  Object.assign(window, { kept });
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      kept.push(this);
    }
  };
}

const terminateWorkers = (page: Page) =>
  page.evaluate(() => {
    for (const worker of (window as unknown as { kept: Worker[] }).kept) worker.terminate();
  });

/** Keeps the GPU devices that the worker opens from now on where the test can destroy them. */
const keepDevices = (page: Page) =>
  page.workers()[0].evaluate(() => {
    const devices: GPUDevice[] = [];
    Object.assign(self, { devices });
    const requestDevice = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...parameters) {
      const device = await requestDevice.apply(this, parameters);
      devices.push(device);
      return device;
    };
  });

/** Destroys them, once there is one. */
async function destroyDevices(page: Page): Promise<void> {
  const destroyed = () =>
    page.workers()[0].evaluate(() => {
      const { devices } = self as unknown as { devices: GPUDevice[] };
      for (const device of devices) device.destroy();
      return devices.length;
    });
  await expect.poll(destroyed, { timeout: 20_000 }).toBeGreaterThan(0);
}

const deviceLossIsSaid = (page: Page) =>
  expect.poll(() => notices(page).textContent(), { timeout: 20_000 }).toMatch(/device was lost/i);

const message = (page: Page, text: RegExp) =>
  expect.poll(() => page.locator('body').textContent(), { timeout: 20_000 }).toMatch(text);

test('a terminated worker is restarted, the figures come back and nothing is lost', async () => {
  const { page } = await openPage(browser, at(`?${flat}&resolution=31`), { before: keepWorkers });
  await atRest(page);
  const before = await figureData(page, 'Training');
  await terminateWorkers(page);
  await slider(page, 'Domain').press('ArrowLeft');
  await expect.poll(() => notices(page).textContent(), { timeout: 20_000 }).toMatch(/restarted/i);
  await atRest(page);
  const domain = await sliderValue(page, 'Domain');
  await expect
    .poll(async () => Math.max(...(await figureData(page, 'Loss landscape'))[0].x), { timeout: 20_000 })
    .toBeCloseTo(domain, 9);
  expect(await figureData(page, 'Training')).toEqual(before);
  await page.context().close();
});

test('a worker that dies during a run is restarted and the run continues from its last frame', async () => {
  // A run of minutes on tfjs that does not diverge: the worker is in the middle of it when it dies.
  const run = `?${flat}&hidden=4&width=32&dimension=8&iterations=4000&learningRate=0.001&resolution=15&steps=50&backend=wasm`;
  const { page } = await openPage(browser, at(run));
  await expect.poll(() => sliderValue(page, 'Iteration'), { timeout: 60_000 }).toBeGreaterThan(3);
  const reached = await sliderValue(page, 'Iteration');
  await page.workers()[0].evaluate(() => self.close());
  await expect.poll(() => notices(page).textContent(), { timeout: 30_000 }).toMatch(/restarted/i);
  expect(await sliderValue(page, 'Iteration')).toBeGreaterThanOrEqual(reached);
  const resumed = await sliderValue(page, 'Iteration');
  await expect.poll(() => sliderValue(page, 'Iteration'), { timeout: 20_000 }).toBeGreaterThan(resumed);
  await page.context().close();
});

test('a lost WebGPU device is said and replaced, and the figures come back', async () => {
  const { page } = await openPage(browser, at('?resolution=31&backend=reference'));
  await atRest(page);
  await keepDevices(page);
  await page.getByRole('combobox', { name: 'Compute path' }).selectOption('webgpu');
  await page.getByRole('button', { name: /^WebGPU/ }).waitFor();
  await atRest(page);
  await destroyDevices(page);
  await deviceLossIsSaid(page);
  await slider(page, 'Domain').press('ArrowLeft');
  const domain = await sliderValue(page, 'Domain');
  await expect
    .poll(async () => Math.max(...(await figureData(page, 'Loss landscape'))[0].x), { timeout: 20_000 })
    .toBeCloseTo(domain, 6);
  await atRest(page);
  expect(await ready(page)).toMatchObject({ backend: 'simd' });
  await page.context().close();
});

test('a run on tfjs whose device is lost says so and goes on from its last checkpoint', async () => {
  const { page } = await openPage(browser, at('?resolution=15&backend=reference'));
  await atRest(page);
  await keepDevices(page);
  await slider(page, 'Iteration').press('Home'); // a learning rate holds from the playhead on
  const large = { hidden: 4, width: 64, dimension: 8, batchSize: 64, steps: 20, iterations: 4000, learningRate: 0.001 };
  await page.evaluate((state) => window.saddlescope.setState({ ...state, backend: 'webgpu' }), large);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(() => sliderValue(page, 'Iteration'), { timeout: 60_000 }).toBeGreaterThan(1);
  const reached = await sliderValue(page, 'Iteration');
  await destroyDevices(page);
  await deviceLossIsSaid(page);
  expect(await sliderValue(page, 'Iteration')).toBeGreaterThanOrEqual(reached);
  const resumed = await sliderValue(page, 'Iteration');
  await expect.poll(() => sliderValue(page, 'Iteration'), { timeout: 60_000 }).toBeGreaterThan(resumed);
  await page.context().close();
});

test('a step size too large shows where inference diverges, at which step, and the largest stable one', async () => {
  // 2 / (1 + w_2^2) at the edge w_2 = 1: the whole grid is stable below dt = 1.
  const { page } = await openPage(browser, at('?dt=1.9&steps=60&time=60&resolution=31'));
  await message(page, /diverge.*step \d+/is);
  await message(page, /stable.*\b1(\.0+)?\b/is);
  const hatching = (await figureData(page, 'Energy landscape')).find(({ name }) => name === 'diverged');
  expect(hatching?.x.length).toBeGreaterThan(0);
  await page.context().close();
});

test('seen from above, too, the region where inference diverges is hatched', async () => {
  const { page } = await openPage(browser, at('?dt=1.9&steps=60&time=60&resolution=31&view=contour'));
  await message(page, /diverge.*step \d+/is);
  const hatched = () =>
    figure(page, 'Energy landscape')
      .locator('.scatterlayer .js-line')
      .evaluateAll((lines) =>
        lines.some((line) => {
          const [{ trace }] = (line as unknown as { __data__: { trace: { name: string } }[] }).__data__ ?? [{}];
          const { width, height } = line.getBoundingClientRect();
          return trace?.name === 'diverged' && Math.min(width, height) > 20;
        }),
      );
  await expect.poll(hatched, { timeout: 20_000 }).toBe(true);
  await page.context().close();
});

test('a learning rate too large stops the run at its step and keeps the earlier frames', async () => {
  const { page } = await openPage(browser, at(`?${flat}&learningRate=2&domain=10&start=9,9&iterations=50&resolution=15`));
  await message(page, /diverged.*(iteration|step) \d+/is);
  expect((await figureData(page, 'Training')).some(({ y }) => y.length > 0)).toBe(true);
  await page.context().close();
});

test('a dialog that cannot be loaded is told in a notice, leaves the page as it was, and opens once it can', async () => {
  const { page } = await openPage(browser, at(`?${flat}`));
  await atRest(page);
  await page.route(/ExportDialog/, (route) => route.abort());
  const place = () => figure(page, 'Loss landscape').boundingBox();
  const before = await place();
  for (let time = 0; time < 2; time++) {
    await page.getByRole('button', { name: 'Export' }).click();
    await expect.poll(() => notices(page).textContent()).toMatch(/export could not be opened: ExportDialog.*does not come/);
    await notices(page).getByRole('button').last().click(); // told again the second time
  }
  expect(await place()).toEqual(before);
  await page.unroute(/ExportDialog/);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('dialog', { name: 'Export' }).waitFor();
  await page.context().close();
});

/** The panel that says what could not be shown. */
const failed = (page: Page, panel: string) => page.getByRole('alert').filter({ hasText: `${panel} could not be shown` });

test('offline, every tab and laboratory that is not loaded says so, and “Try again” loads it once the network is back', async () => {
  const { page } = await openPage(browser, at(`?${flat}&resolution=15&iterations=5`));
  await atRest(page);
  for (const [tab, shown] of [
    ['Theory', 'Theory'], // with a stylesheet
    ['Saddles', 'Saddles'], // with scripts that other parts share
  ]) {
    await page.context().setOffline(true);
    await page.getByRole('tab', { name: tab }).click();
    const panel = failed(page, `The tab “${tab}”`);
    await panel.getByText(/does not come.*Is this machine offline\?/).waitFor();
    for (let time = 0; time < 2; time++) await panel.getByRole('button', { name: 'Try again' }).click();
    await panel.waitFor();
    await page.context().setOffline(false);
    await panel.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('tabpanel', { name: shown }).locator('section, .card, table').first().waitFor();
    expect(await panel.count()).toBe(0);
  }
  await page.context().setOffline(true);
  await page.getByRole('combobox', { name: 'Experiment' }).selectOption('moons-network');
  const panels = ['The controls', 'The board', 'The right column'].map((name) => failed(page, name));
  for (const panel of panels) await panel.waitFor();
  await page.context().setOffline(false);
  for (const panel of panels) await panel.getByRole('button', { name: 'Try again' }).click();
  await figure(page, 'PC’s decision').locator('.js-plotly-plot').waitFor();
  expect(await page.getByRole('alert').filter({ hasText: 'could not be shown' }).count()).toBe(0);
  await page.context().close();
});

test.each([
  ['contours', 'contour', /mountedPlot.*\.js/],
  ['scenes', 'surface', /LiveScene.*\.js/],
])('%s whose drawing code does not come are drawn after “Try again”', async (_, view, missing) => {
  const { page } = await openPage(browser, at(`?view=${view}&resolution=15&iterations=5`), { missing });
  const panel = failed(page, 'The landscapes');
  await panel.waitFor();
  await page.unroute(missing);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await drawing(page, 'Loss landscape').waitFor();
  await page.context().close();
});

test('a part that a newer version of the page has replaced asks for a reload, which brings it', async () => {
  const { page } = await openPage(browser, at(`?${flat}&resolution=15&iterations=5`));
  await atRest(page);
  await page.route(/SaddlesPanel/, (route) => route.fulfill({ status: 404 }));
  await page.getByRole('tab', { name: 'Saddles' }).click();
  const panel = failed(page, 'The tab “Saddles”');
  await panel.getByText(/is no longer there \(the server answers with 404\).*Reload the page/).waitFor();
  await page.unroute(/SaddlesPanel/);
  await expect.poll(() => page.url()).toContain('panel=saddles');
  await panel.getByRole('button', { name: 'Reload the page' }).click();
  await page.getByRole('tabpanel', { name: 'Saddles' }).locator('.card').first().waitFor();
  await page.context().close();
});

test('a worker that cannot be loaded is told once, and tried again when something is asked', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const workers = /assets\/worker-.*\.js/;
  await page.route(workers, (route) => route.abort());
  await page.goto(at(`?${flat}&resolution=15&iterations=5`));
  const notice = notices(page).getByText(/Nothing can be computed: the compute worker/);
  await notice.waitFor();
  await page.waitForTimeout(6000); // after the pause between two attempts
  expect(await notices(page).locator('.notice').count()).toBe(1);
  await page.unroute(workers);
  await slider(page, 'Domain').press('ArrowLeft');
  await drawing(page, 'Loss landscape').waitFor({ timeout: 20_000 });
  await notice.waitFor({ state: 'hidden' });
  await context.close();
});

test.each([
  ['are missing', { status: 404 }],
  ['are another page’s', { contentType: 'text/html', body: '<!doctype html><title>Not found</title>' }],
  ['cannot be parsed', { contentType: 'text/javascript', body: 'export const = {' }],
])('a page whose scripts %s says so', async (_, answer) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(/assets\/page-.*\.js|assets\/index-.*\.js/, (route) => route.fulfill(answer));
  await page.goto(at());
  const said = page.getByText(/its scripts did not come or do not run in this browser/);
  expect(await said.isVisible()).toBe(false); // at first: a page that loads slowly is not at fault
  await said.waitFor({ timeout: 10_000 });
  await context.close();
});

test('a page without JavaScript, or without its stylesheet too, says so at once', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(at());
  await page.getByText(/JavaScript is off: allow it for this page/).waitFor();
  expect(await page.getByText(/is being loaded/).isVisible()).toBe(false);
  await context.close();
  const bare = await browser.newPage();
  await bare.route(/assets\//, (route) => route.abort());
  await bare.goto(at());
  await bare.getByText(/its scripts did not come/).waitFor({ timeout: 1000 });
  await bare.close();
});
