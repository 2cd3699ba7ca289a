/** The page does everything without WebGPU, and does not take a software adapter for a fast one. */
import { expect, test } from 'vitest';
import { at, flat } from './address.ts';
import { ask, launchBrowser, openPage } from './browser.ts';
import { atRest, drawing, figureNames, slider, sliderValue } from './figures.ts';
import { seriousViolations } from './seriousViolations.ts';

test('without WebGPU everything works, and the badge names the path and the reason', async () => {
  const browser = await launchBrowser({ webgpu: false });
  const { page, status, complaints } = await openPage(browser, at());
  expect(status).toEqual({ backend: 'simd', adapter: null });
  await atRest(page);
  const badge = page.getByRole('button', { name: /^Reference/ });
  await badge.hover();
  await expect.poll(() => page.getByRole('tooltip').textContent()).toMatch(/WebGPU is not used: .+/);
  for (const experiment of ['figure-2-middle', 'figure-2-right', 'figure-7']) {
    await page.getByRole('combobox', { name: 'Experiment' }).selectOption(experiment);
    await expect.poll(() => page.url()).toContain(`experiment=${experiment}`);
    await expect.poll(() => sliderValue(page, 'Iteration')).toBeGreaterThan(0);
  }
  await slider(page, 'Hidden layers').press('ArrowRight');
  expect(complaints).toEqual([]);
  await browser.close();
});

test('with a software adapter the automatic path is SIMD, and WebGPU can still be chosen', async () => {
  const browser = await launchBrowser({ webgpu: true });
  const { page, status } = await openPage(browser, at(`?${flat}&resolution=31`));
  expect(status.backend).toBe('simd');
  expect(status.adapter).not.toBeNull();
  await atRest(page);
  await page.getByRole('combobox', { name: 'Compute path' }).selectOption('webgpu');
  await page.getByRole('button', { name: /^WebGPU/ }).waitFor();
  await browser.close();
});

test('the badge opens what was measured: nothing without WebGPU', async () => {
  const browser = await launchBrowser({ webgpu: false });
  const { page } = await openPage(browser, at(`?${flat}&iterations=5`));
  await atRest(page);
  await page.getByRole('button', { name: /^Reference/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Where it is computed' });
  await dialog.getByText('Nothing is measured: without WebGPU').waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await browser.close();
});

test('where WebGPU is asked for, its ways are measured, again when asked to, and known on the next visit', async () => {
  const browser = await launchBrowser({ webgpu: true });
  const { page, complaints } = await openPage(browser, at(`?${flat}&resolution=15&iterations=5`));
  const dialog = page.getByRole('dialog', { name: 'Where it is computed' });
  const row = dialog.getByRole('row', { name: /^nonlinear chains/ });
  const open = () => page.locator('.badge').press('Enter');
  await atRest(page);
  await open();
  expect(await row.textContent()).toContain('not measured yet');
  await expect
    .poll(
      async () => {
        await ask(page, 'surface', chain);
        return row.textContent();
      },
      { timeout: 60_000 },
    )
    .toMatch(/measured .+( ms.+ ms|, since measuring took longer)/);
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Measure again' }).press('Enter');
  await expect.poll(() => row.textContent()).toContain('not measured yet');
  await page.evaluate(keepTimes);
  await page.reload();
  await atRest(page);
  await open();
  await expect.poll(() => row.textContent()).toMatch(/measured .+12 ms3.0 ms/);
  expect(complaints).toEqual([]);
  await browser.close();
});

const one = (value: number) => ({ shape: [1, 1], data: [value] });
/** A chain's landscape on WebGPU. */
const chain = {
  network: { widths: [1, 1, 1], activation: 'tanh' },
  x: one(1),
  y: one(-1),
  plane: { axis: [-1, 0, 1], otherWeights: [] },
  inference: { dt: 0.1, record: [5] },
  backend: 'webgpu',
};

/** Adds times of such chains to what is kept of this machine. */
function keepTimes(): void {
  const { machine } = JSON.parse(localStorage.getItem('saddlescope-calibration')!);
  const timings = [
    { candidate: 'webgpu-thread', milliseconds: 12, failure: null },
    { candidate: 'webgpu-workgroup', milliseconds: 3, failure: null },
  ];
  const calibrations = [{ kind: 'curved-chain', timings, trouble: null, measuredAt: 0 }];
  localStorage.setItem('saddlescope-calibration', JSON.stringify({ machine, calibrations }));
}

test('without WebGPU a landscape that takes longer is computed by SIMD, on workers that all start', async () => {
  const browser = await launchBrowser({ webgpu: false });
  const { page, complaints } = await openPage(browser, at(`?${flat}&activation=tanh&hidden=3`));
  const badge = page.getByRole('button', { name: /^SIMD/ });
  await badge.hover();
  await expect.poll(() => page.getByRole('tooltip').textContent()).toMatch(/computed on WebAssembly SIMD/);
  expect(await page.getByRole('tooltip').textContent()).not.toMatch(/could not/);
  expect(complaints).toEqual([]);
  await browser.close();
});

test('choosing WebGPU where there is none says so and keeps the figures', async () => {
  const browser = await launchBrowser({ webgpu: false });
  const { page } = await openPage(browser, at(`?${flat}&backend=webgpu`));
  await expect.poll(() => page.locator('body').textContent()).toMatch(/WebGPU.*(not available|unavailable|no adapter)/is);
  await page.getByRole('combobox', { name: 'Compute path' }).selectOption('reference');
  await page.getByRole('button', { name: /^Reference/ }).waitFor();
  for (const name of figureNames) await drawing(page, name).waitFor();
  await browser.close();
});
